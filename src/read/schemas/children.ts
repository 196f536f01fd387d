import { answerFor, type ByKeyword } from "../../api/keywords.ts";
import type { Schema, Check } from "../../api/schema.ts";

const none = (): readonly Schema[] => [];
const one = ({ schema }: { readonly schema: Schema }): readonly Schema[] => [schema];
const several = ({ schemas }: { readonly schemas: readonly Schema[] }): readonly Schema[] =>
  schemas;

const children: ByKeyword<[], readonly Schema[]> = {
  never: none,
  remove: none,
  convert: none,
  ref: one,
  bytes: none,
  enum: none,
  allOf: several,
  anyOf: several,
  oneOf: several,
  discriminator: ({ choices }) => choices.map(({ schema }) => schema),
  not: one,
  if: ({ test, thens, elses }) => [test, ...thens, ...elses],
  minLength: none,
  maxLength: none,
  pattern: none,
  format: none,
  minimum: none,
  maximum: none,
  exclusiveMinimum: none,
  exclusiveMaximum: none,
  multipleOf: none,
  numericFormat: none,
  minItems: none,
  maxItems: none,
  uniqueItems: none,
  prefixItems: ({ items }) => items.map(({ schema }) => schema),
  items: one,
  contains: one,
  minProperties: none,
  maxProperties: none,
  properties: ({ properties }) => properties.map(({ schema }) => schema),
  required: none,
  additionalProperties: one,
  patternProperties: one,
  propertyNames: one,
  dependentRequired: none,
  dependentSchemas: one,
  unevaluatedProperties: one,
  unevaluatedItems: one,
};

/** The schemas that a check hands values on to. */
export function childrenOf(check: Check): readonly Schema[] {
  return answerFor(children, check);
}

/** Every check of a schema. */
export function checksOf(schema: Schema): readonly Check[] {
  return schema.groups.flatMap((group) => group.checks);
}
