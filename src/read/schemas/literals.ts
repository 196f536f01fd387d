import { isDeepStrictEqual } from "node:util";
import type { Check } from "../../api/schema.ts";
import { isAmong, typesOf } from "./types.ts";
import type { Json } from "../../api/json.ts";
import { own, type Raw } from "../../lib/json.ts";
import { type Draft } from "./draft.ts";
import { keepsDigits } from "./digits.ts";

/** The values that `enum` and `const` leave, without repeats; null where neither is present. */
export function literalsOf(raw: Raw): readonly Json[] | null {
  const list = own(raw, "enum");
  const constant = own(raw, "const") as Json | undefined;
  const listed = Array.isArray(list) ? (list as Json[]) : null;
  const values = constant === undefined ? listed : withConstant(constant, listed);
  if (values === null) {
    return null;
  }
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** A constant beside an enumeration must be one of its values. */
function withConstant(constant: Json, listed: readonly Json[] | null): Json[] {
  return listed === null || listed.some((value) => isDeepStrictEqual(value, constant))
    ? [constant]
    : [];
}

/** `enum` and `const` (JSON Schema 2020-12 Validation §6.1.2, §6.1.3) as one check. */
export function literalChecks(draft: Draft): Check[] {
  const values = literalsOf(draft.raw);
  if (values === null) {
    return [];
  }
  const isScalar = (value: Json) => typeof value !== "object" || value === null;
  const types = typesOf(draft.raw, null);
  const possible = values.filter((value) => isAmong(value, types));
  if (possible.length === 0) {
    return [{ keyword: "never", on: draft.id }];
  }
  const scalars = possible.filter(isScalar);
  const isNumeric = keepsDigits(draft) && scalars.some((value) => typeof value === "number");
  const others = possible.filter((value) => !isScalar(value));
  return [
    {
      keyword: "enum",
      on: draft.id,
      scalars,
      others,
      isNumeric,
      message: `must be ${textOf(values)}`,
    },
  ];
}

/** The values as a message names them, cut where there are many. */
function textOf(values: readonly Json[]): string {
  const shown = values.slice(0, 12).map((value) => JSON.stringify(value));
  return values.length === 1
    ? (shown[0] ?? "")
    : `one of ${shown.join(", ")}${values.length > 12 ? ", …" : ""}`;
}
