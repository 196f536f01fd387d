import type { Check } from "../../api/schema.ts";
import { literalsOf } from "./literals.ts";
import type { Draft } from "./draft.ts";

/** True for a text that handlers meet as a Date: `format: date-time`, where the config says so. */
export function isDate(draft: Draft): boolean {
  const { raw, types, owner } = draft;
  return (
    owner.context.options.dates === "Date" &&
    raw["format"] === "date-time" &&
    raw["type"] !== undefined &&
    types?.includes("string") === true &&
    literalsOf(raw) === null
  );
}

/** True for a whole number that keeps every digit: `format: int64`, where the config says so. */
export function isExact(draft: Draft): boolean {
  const { raw, types, owner } = draft;
  return (
    owner.context.options.int64 !== "number" &&
    raw["format"] === "int64" &&
    raw["type"] !== undefined &&
    types?.includes("integer") === true &&
    literalsOf(raw) === null
  );
}

/** How an accepted value becomes what a handler meets. */
export function conversion(draft: Draft): Check[] {
  const whole = draft.owner.context.options.int64 === "bigint" ? "bigint" : "digits";
  const to = isDate(draft) ? "date" : isExact(draft) ? whole : null;
  return to === null ? [] : [{ keyword: "convert", on: draft.id, to }];
}
