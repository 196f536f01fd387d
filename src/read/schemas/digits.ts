import type { Draft } from "./draft.ts";

/** True where long numbers are read with every digit, wherever they stand. */
export function keepsDigits({ owner }: Draft): boolean {
  return owner.context.options.int64 !== "number";
}
