import { createContext, Script } from "node:vm";
import type { Regex } from "../../model/check.ts";

/** Milliseconds that one test of an untrusted expression may take while generating. */
const patience = 50;

const script = new Script("new RegExp(source, flags).test(text)");

/** A repetition of a group that repeats something itself: where backtracking can explode. */
const isNested = /[*+}]\??\)(?:[*+]|\{\d*,)/;

/**
 * Tests a text against an expression of the document, which may need exponential time.
 *
 * @returns false also where the answer does not come in time
 */
export function matches({ source, flags }: Regex, text: string): boolean {
  if (text.length <= 16 || !isNested.test(source)) {
    return new RegExp(source, flags).test(text);
  }
  try {
    return Boolean(
      script.runInContext(createContext({ source, flags, text }), { timeout: patience }),
    );
  } catch {
    return false;
  }
}
