import type { SchemaKey } from "../../model/identity.ts";
import type { Check } from "../../model/check.ts";
import type { Json, NamedSchema, Schema } from "../../model/schema.ts";
import { isRaw } from "../../spec/json.ts";
import { checksOf } from "../schemas/children.ts";

type Named = ReadonlyMap<SchemaKey, NamedSchema>;

/** A value that breaks one rule, and the rule in words. */
export type Mutant = { readonly name: string; readonly value: Json };

/**
 * Variations of a valid value that each break one constraint of the schema. They are proposals: the
 * caller keeps those that the schema really refuses.
 */
export function mutants(schema: Schema, value: Json, named: Named, depth = 0): Mutant[] {
  const real = schema.target === null ? schema : named.get(schema.target.key)?.schema;
  if (real === undefined || depth > 3) {
    return [];
  }
  const checks = checksOf(real);
  const wrongType =
    real.typeTest === null ? [] : [{ name: "of the wrong type", value: otherType(value) }];
  return [...wrongType, ...checks.flatMap((check) => breaking(check, value, named, depth))];
}

function otherType(value: Json): Json {
  return typeof value === "number" || typeof value === "boolean"
    ? "not a number"
    : isRaw(value)
      ? []
      : {};
}

function breaking(check: Check, value: Json, named: Named, depth: number): Mutant[] {
  switch (check.keyword) {
    case "ref":
      return mutants(check.schema, value, named, depth + 1);
    case "allOf":
      return check.schemas.flatMap((schema) => mutants(schema, value, named, depth + 1));
    case "enum":
      return [{ name: "not in the enumeration", value: "__not in the enumeration__" }];
    case "minLength":
      return check.limit > 0
        ? [{ name: "too short", value: "a".repeat(Math.min(check.limit, 10_000) - 1) }]
        : [];
    case "maxLength":
      return check.limit < 10_000 ? [{ name: "too long", value: "a".repeat(check.limit + 1) }] : [];
    case "pattern":
      return [{ name: "against the pattern", value: "\u0000 \n" }];
    case "format":
      return [{ name: `not a ${check.format}`, value: "not a format \u0000" }];
    case "minimum":
      return [{ name: "below the minimum", value: check.limit - 1 }];
    case "maximum":
      return [{ name: "above the maximum", value: check.limit + 1 }];
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return [{ name: "at the excluded limit", value: check.limit }];
    case "multipleOf":
      return [{ name: "not a multiple", value: check.limit * 1.5 }];
    default:
      return Array.isArray(value)
        ? ofArray(check, value, named, depth)
        : isRaw(value)
          ? ofObject(check, value as Fields, named, depth)
          : [];
  }
}

function ofArray(check: Check, value: readonly Json[], named: Named, depth: number): Mutant[] {
  const first = value[0];
  switch (check.keyword) {
    case "minItems":
      return check.limit > 0
        ? [{ name: "with too few items", value: value.slice(0, check.limit - 1) }]
        : [];
    case "maxItems":
      return first !== undefined && check.limit < 1000
        ? [
            {
              name: "with too many items",
              value: Array.from({ length: check.limit + 1 }, () => first),
            },
          ]
        : [];
    case "uniqueItems":
      return first === undefined ? [] : [{ name: "with equal items", value: [...value, first] }];
    case "items":
      return first === undefined
        ? []
        : mutants(check.schema, first, named, depth + 1).map((mutant) => ({
            name: `with an item ${mutant.name}`,
            value: [mutant.value, ...value.slice(1)],
          }));
    default:
      return [];
  }
}

type Fields = { readonly [key: string]: Json };

function ofObject(check: Check, value: Fields, named: Named, depth: number): Mutant[] {
  switch (check.keyword) {
    case "properties":
      return check.properties.flatMap((property) => {
        const { wire, schema, isRequired, presence } = property;
        const item = value[wire];
        const missing = isRequired
          ? [{ name: `without ${wire}`, value: without(value, wire) }]
          : [];
        const inner =
          presence === "removed" || item === undefined
            ? []
            : mutants(schema, item, named, depth + 1);
        return [
          ...missing,
          ...inner.map((mutant) => ({
            name: `with ${wire} ${mutant.name}`,
            value: withField(value, wire, mutant.value),
          })),
        ];
      });
    case "required":
      return [{ name: `without ${check.wire}`, value: without(value, check.wire) }];
    case "additionalProperties":
      return check.openness === "closed"
        ? [
            {
              name: "with an undeclared property",
              value: withField(value, "undeclared-property", true),
            },
          ]
        : [];
    case "minProperties":
      return check.limit > 0 ? [{ name: "with too few properties", value: {} }] : [];
    default:
      return [];
  }
}

function without(value: Fields, key: string): Fields {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function withField(value: Fields, key: string, item: Json): Fields {
  return Object.fromEntries([
    ...Object.entries(value).filter(([name]) => name !== key),
    [key, item],
  ]);
}
