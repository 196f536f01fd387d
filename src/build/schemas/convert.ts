import type { Check } from "../../model/check.ts";
import { literalsOf } from "./literals.ts";
import type { Draft } from "./read.ts";

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

/** How an accepted value becomes what a handler meets. */
export function conversion(draft: Draft): Check[] {
  return isDate(draft) ? [{ keyword: "convert", on: draft.id, to: "date" }] : [];
}
