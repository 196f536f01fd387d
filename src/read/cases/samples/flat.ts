import { checksOf } from "../../schemas/children.ts";
import type { Check, Schema } from "../../../api/schema.ts";
import type { JsonType } from "../../../api/json.ts";
import type { Named } from "../judge/judge.ts";

/**
 * Every check that a value of a schema must keep to itself, those of `allOf` and of references beside others
 * included, so that a value is made for all of them together.
 */
export function flatChecks(schema: Schema, named: Named, depth = 0): readonly Check[] {
  const real = schema.target === null ? schema : named.get(schema.target.key)?.schema;
  if (real === undefined || depth > 8) {
    return [];
  }
  return checksOf(real).flatMap((check) =>
    check.keyword === "allOf"
      ? check.schemas.flatMap((each) => flatChecks(each, named, depth + 1))
      : check.keyword === "ref"
        ? flatChecks(check.schema, named, depth + 1)
        : [check],
  );
}

/** The types that are left by a schema and all that it is composed of; null where every type is. */
export function flatTypes(schema: Schema, named: Named, depth = 0): readonly JsonType[] | null {
  const real = schema.target === null ? schema : named.get(schema.target.key)?.schema;
  if (real === undefined || depth > 8) {
    return null;
  }
  const parts = checksOf(real).flatMap((check) =>
    check.keyword === "allOf" ? check.schemas : check.keyword === "ref" ? [check.schema] : [],
  );
  return parts.reduce<readonly JsonType[] | null>(
    (types, part) => both(types, flatTypes(part, named, depth + 1)),
    real.typeTest?.types ?? null,
  );
}

function both(
  a: readonly JsonType[] | null,
  b: readonly JsonType[] | null,
): readonly JsonType[] | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  const isIn = (type: JsonType, types: readonly JsonType[]) =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  return [
    ...a.filter((type) => isIn(type, b)),
    ...b.filter((type) => !a.includes(type) && isIn(type, a)),
  ];
}
