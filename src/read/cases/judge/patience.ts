import type { Regex } from "../../../api/check.ts";
import { wordsOf } from "../samples/words.ts";
import { repetitionOf } from "../../schemas/backtracking.ts";

/** Steps that one test of an expression of the document may take while generating. */
const most = 50_000_000;

/** Thrown where an expression might take too long: then nothing is known, and nothing is made of it. */
export class Undecided extends Error {}

/**
 * Tests a text against an expression of the document. Whether that may be done is told from the expression and the
 * length of the text alone, never by a clock, so that the same document gives the same files on every machine.
 *
 * @throws Undecided where the steps that it could take are too many
 */
export function matches(regex: Regex, text: string): boolean {
  if (stepsAtMost(regex, text.length) > most) {
    if (isPlain(regex) && wordsOf(regex).some.includes(text)) {
      return true;
    }
    throw new Undecided(`${regex.source} on ${text.length} characters`);
  }
  return new RegExp(regex.source, regex.flags).test(text);
}

/** True where a word of the automaton needs no test: nothing looks around, and anchors are at the ends. */
function isPlain({ source }: Regex): boolean {
  const inner = source.replace(/^\^/, "").replace(/\$$/, "");
  return !/\(\?[=!<]|\\[bB\d]|[\^$]/.test(inner.replaceAll(/\[\^?(?:[^\]\\]|\\[^])*\]/g, "x"));
}

/** A bound on the steps of a backtracking engine: it tries every way to share a text among the repetitions. */
function stepsAtMost({ source, flags }: Regex, length: number): number {
  const plain = source.replaceAll(/\\[^]/g, "x").replaceAll(/\[[^\]]*\]/g, "x");
  const repetitions = plain.match(/[*+]|\{\d+,\}|\{\d+,\d{2,}\}|\{\d{3,}\}/g)?.length ?? 0;
  const optional = plain.match(/(?<![*+?}(])\?/g)?.length ?? 0;
  const starts = plain.startsWith("^") && !flags.includes("m") ? 1 : length;
  const isCounted = /[*+?}|][^()]*\)\{\d+(?:,\d*)?\}/.test(plain);
  const isNested = isCounted || repetitionOf(source, flags) !== "apart";
  const shares = isNested ? 2 ** length : Math.max(1, length) ** repetitions;
  return starts * shares * 2 ** optional;
}
