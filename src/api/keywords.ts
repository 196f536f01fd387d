import type { Check } from "./schema.ts";

export type Keyword = Check["keyword"];

/** The check of a keyword. */
export type CheckOf<Key extends Keyword> = Extract<Check, { readonly keyword: Key }>;

/** An answer for every keyword: a new one does not compile until each stage has given its own. */
export type ByKeyword<Args extends readonly unknown[], Answer> = {
  readonly [Key in Keyword]: (check: CheckOf<Key>, ...args: Args) => Answer;
};

/** The answer of a table for a check. */
export function answerFor<Args extends readonly unknown[], Answer>(
  table: ByKeyword<Args, Answer>,
  check: Check,
  ...args: Args
): Answer {
  const answer = table[check.keyword] as (check: Check, ...args: Args) => Answer;
  return answer(check, ...args);
}
