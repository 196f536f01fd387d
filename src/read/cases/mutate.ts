import type { SchemaKey } from "../../api/identity.ts";
import { answerFor, type ByKeyword } from "../../api/keywords.ts";
import type { Schema, Property } from "../../api/schema.ts";
import { isRaw, own } from "../../lib/json.ts";
import { checksOf } from "../schemas/children.ts";
import type { Json } from "../../api/json.ts";
import type { NamedSchema } from "../../api/named.ts";

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
    yield* answerFor(breaking, check, value, named, depth);
  }
}

function otherType(value: Json): Json {
  return typeof value === "number" || typeof value === "boolean"
    ? "not a number"
    : isRaw(value)
      ? []
      : {};
}

/** What a mutant is made from: the value, the named schemas, and how deep it stands. */
type From = readonly [value: Json, named: Named, depth: number];
type Mutants = Iterable<Mutant>;

const none = (): Mutants => [];
const one = (name: string, value: Json): Mutants => [{ name, value }];

/** What breaks each keyword; `none` where no value is known to. */
const breaking: ByKeyword<From, Mutants> = {
  never: none,
  remove: none,
  convert: none,
  ref: ({ schema }, ...from) => deeper(schema, ...from),
  bytes: none,
  enum: () => one("not in the enumeration", "__not in the enumeration__"),
  allOf: function* ({ schemas }, ...from) {
    for (const schema of schemas) {
      yield* deeper(schema, ...from);
    }
  },
  anyOf: none,
  oneOf: none,
  discriminator: none,
  not: none,
  if: none,
  minLength: ({ limit }) =>
    limit > 0 ? one("too short", "a".repeat(Math.min(limit, 10_000) - 1)) : [],
  maxLength: ({ limit }) => (limit < 10_000 ? one("too long", "a".repeat(limit + 1)) : []),
  pattern: () => one("against the pattern", "\u0000 \n"),
  format: ({ format }) => one(`not a ${format}`, "not a format \u0000"),
  minimum: ({ limit }) => one("below the minimum", limit - 1),
  maximum: ({ limit }) => one("above the maximum", limit + 1),
  exclusiveMinimum: ({ limit }) => one("at the excluded limit", limit),
  exclusiveMaximum: ({ limit }) => one("at the excluded limit", limit),
  multipleOf: ({ limit }) => one("not a multiple", limit * 1.5),
  numericFormat: none,
  minItems: ({ limit }, value) =>
    Array.isArray(value) && limit > 0 ? one("with too few items", value.slice(0, limit - 1)) : [],
  maxItems: ({ limit }, value) =>
    hasFirst(value) && limit < 1000
      ? one(
          "with too many items",
          Array.from({ length: limit + 1 }, () => value[0]),
        )
      : [],
  uniqueItems: (_, value) => (hasFirst(value) ? one("with equal items", [...value, value[0]]) : []),
  prefixItems: none,
  items: function* ({ schema }, value, named, depth) {
    for (const mutant of hasFirst(value) ? deeper(schema, value[0], named, depth) : []) {
      const items = [mutant.value, ...(value as readonly Json[]).slice(1)];
      yield { name: `with an item ${mutant.name}`, value: items };
    }
  },
  contains: none,
  minProperties: ({ limit }, value) =>
    isRaw(value) && limit > 0 ? one("with too few properties", {}) : [],
  maxProperties: none,
  properties: function* ({ properties }, value, named, depth) {
    for (const property of isRaw(value) ? properties : []) {
      yield* ofProperty(property, value as Fields, named, depth);
    }
  },
  required: ({ wire }, value) =>
    isRaw(value) ? one(`without ${wire}`, without(value as Fields, wire)) : [],
  additionalProperties: ({ openness }, value) =>
    isRaw(value) && openness === "closed"
      ? one("with an undeclared property", withField(value as Fields, "undeclared-property", true))
      : [],
  patternProperties: none,
  propertyNames: none,
  dependentRequired: none,
  dependentSchemas: none,
  unevaluatedProperties: none,
  unevaluatedItems: none,
};

function deeper(schema: Schema, value: Json, named: Named, depth: number): Mutants {
  return mutants(schema, value, named, depth + 1);
}

function hasFirst(value: Json): value is readonly [Json, ...Json[]] {
  return Array.isArray(value) && value.length > 0;
}

type Fields = { readonly [key: string]: Json };

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
