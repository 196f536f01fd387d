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
  if (!suspicious.test(source)) {
    return false;
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
    return repetitions(expression.alternatives).some((repetition) =>
      isAmbiguous(repetition, automaton, overlap),
    );
  } catch {
    return false;
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
