import { createRequire } from "node:module";
import type { Concatenation, Element, NFA, Quantifier } from "refa";

/** Repetitions without end of a group: where backtracking can be exponential. */
const suspicious = /\)(?:[*+]|\{\d*,\d*\})/;

/** States of an automaton beyond which nothing is said. */
const most = 2_000;

/**
 * Finds a repetition that can match one text in two ways, `(a+)+` or `(x|y|xy)*`: on a text that fails in
 * the end, a backtracking engine tries them all, which takes time exponential in the text's length.
 *
 * @returns true where there is one; false where there is none, or the expression is beyond analysis
 */
export function isCatastrophic(source: string, flags: string): boolean {
  return repetitionOf(source, flags) === "ambiguous";
}

const known = new Map<string, Repetition>();

/** How repetitions of groups read a text: in one way, in several, or in ways that are beyond analysis. */
type Repetition = "apart" | "ambiguous" | "unknown";

/** {@link isCatastrophic}, with a word for what cannot be told. */
export function repetitionOf(source: string, flags: string): Repetition {
  const key = `${flags} ${source}`;
  const found = known.get(key) ?? analysed(source, flags);
  known.set(key, found);
  return found;
}

function analysed(source: string, flags: string): Repetition {
  if (!suspicious.test(source)) {
    return "apart";
  }
  // Most documents have no such pattern, and loading takes longer than reading a document.
  const refa = createRequire(import.meta.url)("refa") as typeof import("refa");
  try {
    const parser = refa.JS.Parser.fromLiteral({ source, flags });
    const { expression, maxCharacter } = parser.parse({
      assertions: "parse",
      backreferences: "disable",
    });
    const automaton = (alternatives: readonly Concatenation[]) =>
      refa.NFA.fromRegex(
        [...alternatives],
        { maxCharacter },
        { assertions: "disable" },
        new refa.NFA.LimitedNodeFactory(most),
      );
    const overlap = (left: NFA, right: NFA) => !refa.isDisjointWith(left, right);
    const isSome = repetitions(expression.alternatives).some((repetition) =>
      isAmbiguous(repetition, automaton, overlap),
    );
    return isSome ? "ambiguous" : "apart";
  } catch {
    return "unknown";
  }
}

type Automaton = (alternatives: readonly Concatenation[]) => NFA;

/** A repetition is ambiguous where two alternatives share a text, or one round reads what several do. */
function isAmbiguous(
  { alternatives, max }: Quantifier,
  automaton: Automaton,
  overlap: (left: NFA, right: NFA) => boolean,
): boolean {
  if (max < 30) {
    return false;
  }
  const each = alternatives.map((alternative) => automaton([alternative]));
  const isShared = each.some((one, index) =>
    each.slice(index + 1).some((other) => overlap(one, other)),
  );
  if (isShared) {
    return true;
  }
  const once = automaton(alternatives);
  once.withoutEmptyWord();
  const several = once.copy();
  const more = once.copy();
  more.quantify(1, Infinity);
  several.append(more);
  return overlap(once, several);
}

/** Every repetition in an expression, the inner ones too. */
function repetitions(alternatives: readonly Concatenation[]): Quantifier[] {
  return alternatives.flatMap(({ elements }) => elements.flatMap(inside));
}

function inside(element: Element): Quantifier[] {
  switch (element.type) {
    case "Quantifier":
      return [element, ...repetitions(element.alternatives)];
    case "Alternation":
      return repetitions(element.alternatives);
    default:
      return [];
  }
}
