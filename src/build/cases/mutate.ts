import type { SchemaKey } from "../../model/identity.ts";
import type { Check, Property } from "../../model/check.ts";
import type { Json, NamedSchema, Schema } from "../../model/schema.ts";
import { isRaw, own } from "../../spec/json.ts";
import { checksOf } from "../schemas/children.ts";

type Named = ReadonlyMap<SchemaKey, NamedSchema>;

/** A value that breaks one rule, and the rule in words. */
export type Mutant = { readonly name: string; readonly value: Json };

/**
 * Variations of a valid value that each break one constraint of the schema. They are proposals: the
 * caller keeps those that the schema really refuses, and asks for no more than it keeps.
 */
export function* mutants(schema: Schema, value: Json, named: Named, depth = 0): Generator<Mutant> {
  const real = schema.target === null ? schema : named.get(schema.target.key)?.schema;
  if (real === undefined || depth > 3) {
    return;
  }
  if (real.typeTest !== null) {
    yield { name: "of the wrong type", value: otherType(value) };
  }
  for (const check of checksOf(real)) {
    yield* breaking(check, value, named, depth);
  }
}

function otherType(value: Json): Json {
  return typeof value === "number" || typeof value === "boolean"
    ? "not a number"
    : isRaw(value)
      ? []
      : {};
}

function* breaking(check: Check, value: Json, named: Named, depth: number): Generator<Mutant> {
  switch (check.keyword) {
    case "ref":
      return yield* mutants(check.schema, value, named, depth + 1);
    case "allOf":
      for (const schema of check.schemas) {
        yield* mutants(schema, value, named, depth + 1);
      }
      return;
    default:
      if (Array.isArray(value)) {
        yield* ofArray(check, value, named, depth);
      } else if (isRaw(value)) {
        yield* ofObject(check, value as Fields, named, depth);
      }
      yield* ofScalar(check);
  }
}

/** Values that break a keyword whatever the value was. */
function* ofScalar(check: Check): Generator<Mutant> {
  switch (check.keyword) {
    case "enum":
      return yield { name: "not in the enumeration", value: "__not in the enumeration__" };
    case "minLength":
      if (check.limit > 0) {
        yield { name: "too short", value: "a".repeat(Math.min(check.limit, 10_000) - 1) };
      }
      return;
    case "maxLength":
      if (check.limit < 10_000) {
        yield { name: "too long", value: "a".repeat(check.limit + 1) };
      }
      return;
    case "pattern":
      return yield { name: "against the pattern", value: "\u0000 \n" };
    case "format":
      return yield { name: `not a ${check.format}`, value: "not a format \u0000" };
    case "minimum":
      return yield { name: "below the minimum", value: check.limit - 1 };
    case "maximum":
      return yield { name: "above the maximum", value: check.limit + 1 };
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return yield { name: "at the excluded limit", value: check.limit };
    case "multipleOf":
      return yield { name: "not a multiple", value: check.limit * 1.5 };
    default:
  }
}

function* ofArray(
  check: Check,
  value: readonly Json[],
  named: Named,
  depth: number,
): Generator<Mutant> {
  const first = value[0];
  switch (check.keyword) {
    case "minItems":
      if (check.limit > 0) {
        yield { name: "with too few items", value: value.slice(0, check.limit - 1) };
      }
      return;
    case "maxItems":
      if (first !== undefined && check.limit < 1000) {
        const items = Array.from({ length: check.limit + 1 }, () => first);
        yield { name: "with too many items", value: items };
      }
      return;
    case "uniqueItems":
      if (first !== undefined) {
        yield { name: "with equal items", value: [...value, first] };
      }
      return;
    case "items":
      for (const mutant of first === undefined
        ? []
        : mutants(check.schema, first, named, depth + 1)) {
        yield { name: `with an item ${mutant.name}`, value: [mutant.value, ...value.slice(1)] };
      }
      return;
    default:
  }
}

type Fields = { readonly [key: string]: Json };

function* ofObject(check: Check, value: Fields, named: Named, depth: number): Generator<Mutant> {
  switch (check.keyword) {
    case "properties":
      for (const property of check.properties) {
        yield* ofProperty(property, value, named, depth);
      }
      return;
    case "required":
      return yield { name: `without ${check.wire}`, value: without(value, check.wire) };
    case "additionalProperties":
      if (check.openness === "closed") {
        const name = "with an undeclared property";
        yield { name, value: withField(value, "undeclared-property", true) };
      }
      return;
    case "minProperties":
      if (check.limit > 0) {
        yield { name: "with too few properties", value: {} };
      }
      return;
    default:
  }
}

function* ofProperty(
  { wire, schema, isRequired, presence }: Property,
  value: Fields,
  named: Named,
  depth: number,
): Generator<Mutant> {
  const item = own(value, wire) as Json | undefined;
  if (isRequired) {
    yield { name: `without ${wire}`, value: without(value, wire) };
  }
  if (presence === "removed" || item === undefined) {
    return;
  }
  for (const mutant of mutants(schema, item, named, depth + 1)) {
    yield {
      name: `with ${wire} ${mutant.name}`,
      value: withField(value, wire, mutant.value),
    };
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
