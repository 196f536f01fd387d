import type { TypeTest } from "../../api/schema.ts";
import { own, type Raw } from "../../lib/json.ts";
import type { Json, JsonType } from "../../api/json.ts";

/** Every instance type, in the order in which alternatives are named. */
export const allTypes: readonly JsonType[] = [
  "string",
  "integer",
  "number",
  "boolean",
  "array",
  "object",
  "null",
];

/**
 * The instance types that a schema's `type` leaves (JSON Schema 2020-12 Validation §6.1.1).
 *
 * @param within types that are the only ones possible from outside, null for all
 * @returns null where all types are possible
 */
export function typesOf(raw: Raw, within: readonly JsonType[] | null): readonly JsonType[] | null {
  const declared = declaredTypes(raw);
  if (declared === null) {
    return within;
  }
  return within === null
    ? declared
    : declared.filter((type) => within.some((other) => overlaps(type, other)));
}

/** The types that are left by two that each leave some. */
export function narrowed(
  a: readonly JsonType[] | null,
  b: readonly JsonType[] | null,
): readonly JsonType[] | null {
  return a === null || b === null
    ? (a ?? b)
    : a.filter((type) => b.some((other) => overlaps(type, other)));
}

function overlaps(a: JsonType, b: JsonType): boolean {
  return a === b || (a === "integer" && b === "number") || (a === "number" && b === "integer");
}

/** The `type` keyword as a list, unknown words left out; null where it is absent or says nothing. */
function declaredTypes(raw: Raw): JsonType[] | null {
  const type = own(raw, "type");
  const listed = (Array.isArray(type) ? type : [type]).filter((each): each is JsonType =>
    allTypes.includes(each as JsonType),
  );
  const wider = listed.includes("number") ? listed.filter((each) => each !== "integer") : listed;
  return wider.length === 0 ? null : allTypes.filter((each) => wider.includes(each));
}

/** The test that `type` asks for, null where every type passes. */
export function typeTestOf(
  raw: Raw,
  { isDate, isExact, keepsDigits }: Readonly<Record<"isDate" | "isExact" | "keepsDigits", boolean>>,
): TypeTest | null {
  const types = declaredTypes(raw);
  const tests = (types ?? []).map((type) =>
    isDate && type === "string" ? "date" : isExact && type === "integer" ? "int64" : type,
  );
  const isNumber = types?.some((type) => type === "number" || type === "integer") === true;
  return types === null
    ? null
    : {
        types,
        tests,
        isExact,
        isNumeric: keepsDigits && !isExact && isNumber,
        message: `must be ${types.map(withArticle).join(" or ")}`,
      };
}

function withArticle(type: JsonType): string {
  return type === "null" ? type : `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;
}

/** True where a literal is of one of the types; all values are where any type is allowed. */
export function isAmong(value: Json, types: readonly JsonType[] | null): boolean {
  return types === null || types.some((type) => typeIs(value, type));
}

/** True where a value is of an instance type (JSON Schema 2020-12 Validation §6.1.1). */
export function typeIs(value: Json, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "string":
    case "boolean":
    case "number":
      return typeof value === type;
  }
}
