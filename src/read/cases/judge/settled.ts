import type { SchemaKey } from "../../../api/identity.ts";
import * as check from "../../../../templates/validator/inline/runtime/validate.ts";
import { answerFor, type ByKeyword } from "../../../api/keywords.ts";
import type { Direction, Schema, Check, Property } from "../../../api/schema.ts";
import { own } from "../../../lib/json.ts";
import { accepts } from "./judge.ts";
import { isCoveredItself } from "./covered.ts";
import { matches } from "./patience.ts";
import type { Json } from "../../../api/json.ts";
import type { UncasedSchema } from "../../../api/named.ts";

/** What a value is settled with: every named schema, and who sent it. */
export type Scope = {
  readonly named: ReadonlyMap<SchemaKey, UncasedSchema>;
  readonly direction: Direction;
};

/** An accepted value as the receiver meets it: defaults put in, what may not be sent removed. */
export function settled(schema: Schema, value: Json, scope: Scope): Json {
  if (!schema.changes) {
    return value;
  }
  if (schema.target !== null) {
    const target = scope.named.get(schema.target.key);
    return target === undefined ? value : settled(target.schema, value, scope);
  }
  const asking = {
    named: scope.named,
    accepts: (inner: Schema, item: Json) => accepts(inner, item, scope.named),
  };
  const isRest = (key: string | number) => !isCoveredItself(schema, value, key, asking);
  return schema.settles.reduce<Json>(
    (whole, each) =>
      each.keyword === "unevaluatedProperties" || each.keyword === "unevaluatedItems"
        ? restStep(each, whole, isRest, scope)
        : answerFor(steps, each, whole, scope),
    value,
  );
}

/** What no other keyword evaluates is settled as the unevaluated keyword says. */
function restStep(
  { schema }: Extract<Check, { keyword: "unevaluatedProperties" | "unevaluatedItems" }>,
  value: Json,
  isRest: (key: string | number) => boolean,
  scope: Scope,
): Json {
  if (check.isArray(value)) {
    return value.map((item, at) =>
      isRest(at) ? settled(schema, item as Json, scope) : item,
    ) as Json;
  }
  const made = { ...(value as { [key: string]: Json }) };
  Object.keys(made)
    .filter(isRest)
    .forEach((key) => check.put(made, key, settled(schema, made[key] as Json, scope)));
  return made;
}

const same = (_: Check, value: Json): Json => value;
const inTurn = ({ schemas }: { readonly schemas: readonly Schema[] }, value: Json, scope: Scope) =>
  schemas.reduce<Json>((whole, schema) => settled(schema, whole, scope), value);
const whereAccepted = (
  { schemas }: { readonly schemas: readonly Schema[] },
  value: Json,
  scope: Scope,
) => schemas.reduce<Json>((whole, schema) => ifAccepted(schema, whole, value, scope), value);
const eachItem = (value: Json, change: (item: Json, index: number) => Json): Json =>
  check.isArray(value) ? value.map((item, index) => change(item as Json, index)) : value;

/** What becomes of a value by each keyword. */
const steps: ByKeyword<[value: Json, scope: Scope], Json> = {
  never: same,
  remove: () => undefined as never,
  convert: ({ to }, value, { direction }) => converted(to, value, direction),
  ref: ({ schema }, value, scope) => settled(schema, value, scope),
  bytes: same,
  enum: same,
  allOf: inTurn,
  anyOf: whereAccepted,
  oneOf: whereAccepted,
  discriminator: ({ wire, choices }, value, scope) => {
    const tag = check.isObject(value) ? value[wire] : undefined;
    const chosen = choices.find(({ values }) => values.includes(tag as string));
    return chosen === undefined ? value : settled(chosen.schema, value, scope);
  },
  not: same,
  if: ({ test, thens, elses }, value, scope) =>
    inTurn({ schemas: accepts(test, value, scope.named) ? thens : elses }, value, scope),
  minLength: same,
  maxLength: same,
  pattern: same,
  format: same,
  minimum: same,
  maximum: same,
  exclusiveMinimum: same,
  exclusiveMaximum: same,
  multipleOf: same,
  numericFormat: same,
  minItems: same,
  maxItems: same,
  uniqueItems: same,
  prefixItems: ({ items }, value, scope) =>
    eachItem(value, (item, index) => {
      const schema = items[index]?.schema;
      return schema === undefined ? item : settled(schema, item, scope);
    }),
  items: ({ from, schema }, value, scope) =>
    eachItem(value, (item, index) => (index < from ? item : settled(schema, item, scope))),
  contains: ({ schema }, value, scope) => eachItem(value, (item) => settled(schema, item, scope)),
  minProperties: same,
  maxProperties: same,
  properties: ({ properties }, value, scope) =>
    withFields(value, (fields) => {
      properties.forEach((property) => settleProperty(property, fields, scope));
    }),
  required: same,
  additionalProperties: ({ known, patterns, schema }, value, scope) =>
    withFields(value, (fields) =>
      Object.keys(fields)
        .filter((key) => !known.includes(key) && !patterns.some((regex) => matches(regex, key)))
        .forEach((key) => settleField(schema, fields, key, scope)),
    ),
  patternProperties: ({ regex, schema }, value, scope) =>
    withFields(value, (fields) =>
      Object.keys(fields)
        .filter((key) => matches(regex, key))
        .forEach((key) => settleField(schema, fields, key, scope)),
    ),
  propertyNames: same,
  dependentRequired: same,
  dependentSchemas: ({ wire, schema }, value, scope) =>
    own(value, wire) === undefined ? value : settled(schema, value, scope),
  // What is left over is known to the schema as a whole: see `restStep`.
  unevaluatedProperties: same,
  unevaluatedItems: same,
};

/** A copy of an object that is changed; what is no object stays. */
function withFields(value: Json, change: (fields: { [key: string]: Json }) => void): Json {
  if (!check.isObject(value)) {
    return value;
  }
  const fields = { ...value } as { [key: string]: Json };
  change(fields);
  return fields;
}

function settleField(
  schema: Schema,
  fields: { [key: string]: Json },
  key: string,
  scope: Scope,
): void {
  check.put(fields, key, settled(schema, fields[key] as Json, scope));
}

/** A converted value as JSON shows it: a text for a Date, and for the digits that a handler meets. */
function converted(to: "date" | "bigint" | "digits", value: Json, direction: Direction): Json {
  if (to === "date") {
    return JSON.parse(JSON.stringify(check.toDate(value))) as Json;
  }
  return to === "digits" && direction === "request" && typeof value === "number"
    ? String(value)
    : value;
}

function ifAccepted(schema: Schema, whole: Json, original: Json, scope: Scope): Json {
  return accepts(schema, original, scope.named) ? settled(schema, whole, scope) : whole;
}

function settleProperty(property: Property, value: { [key: string]: Json }, scope: Scope): void {
  const { wire, fallback, presence, schema } = property;
  if (presence === "removed") {
    delete value[wire];
  } else if (Object.hasOwn(value, wire)) {
    check.put(value, wire, settled(schema, value[wire] as Json, scope));
  } else if (fallback !== null) {
    check.put(value, wire, settled(schema, fallback.value, scope));
  }
}
