import * as check from "../../../../templates/validator/inline/runtime/validate.ts";
import type { PropertyName } from "../../../api/check.ts";
import type { Json } from "../../../api/json.ts";
import type { ByKeyword } from "../../../api/keywords.ts";
import type { Property, Schema } from "../../../api/schema.ts";
import { own } from "../../../lib/json.ts";
import { matches } from "./patience.ts";

/** The keyword of a check that fails, and where (RFC 6901). */
export type KeywordFailure = { readonly pointer: string; readonly keyword: string };

/**
 * PointerStep a value stands: a step from where another one stands; null for the root. It is made a pointer only where
 * something fails there.
 */
export type PointerStep = { readonly up: PointerStep; readonly key: string | number } | null;

/** A step further. */
export function below(up: PointerStep, key: string | number): PointerStep {
  return { up, key };
}

/** PointerStep a value stands, as a JSON pointer (RFC 6901 §3). */
export function pointerTo(where: PointerStep): string {
  return where === null ? "" : check.step(pointerTo(where.up), where.key);
}

/** PointerStep failures go, and who judges what is handed on. */
export type Judging = {
  readonly skipped: object | null;
  readonly isFull: () => boolean;
  readonly add: (where: PointerStep, keyword: string) => void;
  readonly judge: (schema: Schema, value: Json, at: PointerStep) => void;
  readonly passes: (schema: Schema, value: Json) => boolean;
};

type Formats = Readonly<Record<string, (value: never) => boolean>>;
type Fields = { readonly [key: string]: Json };

const fine = (): void => {};

/** A failure of a keyword at the value itself, unless it holds. */
function unless(isFine: boolean, keyword: string, at: PointerStep, { add }: Judging): void {
  if (!isFine) {
    add(at, keyword);
  }
}

const text = (value: Json) => value as string;
const number = (value: Json) => value as number;
const list = (value: Json) => value as readonly Json[];
const object = (value: Json) => value as Fields;
const formats = check as unknown as Formats;

/** Reports of each keyword what a value, which is of the type that the keyword is for, does not keep to. */
export const verdicts: ByKeyword<[value: Json, at: PointerStep, judging: Judging], void> = {
  never: (_, __, at, { add }) => add(at, "never"),
  // What may not be sent, and bytes, are no data of a case; a conversion refuses nothing.
  remove: fine,
  bytes: fine,
  convert: fine,
  ref: ({ schema }, value, at, { judge }) => judge(schema, value, at),
  enum: ({ scalars, others }, value, at, judging) => {
    const isListed = [...scalars, ...others].some((literal) => check.isEqual(literal, value));
    unless(isListed, "enum", at, judging);
  },
  allOf: ({ schemas }, value, at, { judge }) =>
    schemas.forEach((schema) => judge(schema, value, at)),
  anyOf: ({ schemas }, value, at, judging) => {
    const isOne = schemas.some((schema) => judging.passes(schema, value));
    unless(isOne, "anyOf", at, judging);
  },
  oneOf: ({ schemas }, value, at, judging) => {
    const count = schemas.filter((schema) => judging.passes(schema, value)).length;
    unless(count === 1, "oneOf", at, judging);
  },
  discriminator: ({ wire, choices }, value, at, judging) => {
    const tag = own(value, wire) as string;
    const chosen = choices.find(({ values }) => values.includes(tag));
    if (!check.isObject(value)) {
      judging.add(at, "type");
    } else if (chosen === undefined) {
      judging.add(below(at, wire), "discriminator");
    } else {
      judging.judge(chosen.schema, value, at);
    }
  },
  not: ({ schema }, value, at, judging) =>
    unless(!judging.passes(schema, value), "not", at, judging),
  if: ({ test, thens, elses }, value, at, judging) => {
    const chosen = judging.passes(test, value) ? thens : elses;
    chosen.forEach((schema) => judging.judge(schema, value, at));
  },
  minLength: ({ limit }, value, at, judging) =>
    unless(!check.isShorter(text(value), limit), "minLength", at, judging),
  maxLength: ({ limit }, value, at, judging) =>
    unless(!check.isLonger(text(value), limit), "maxLength", at, judging),
  pattern: ({ regex }, value, at, judging) =>
    unless(matches(regex, text(value)), "pattern", at, judging),
  format: ({ camel }, value, at, judging) =>
    unless(formats[camel]?.(value as never) === true, "format", at, judging),
  minimum: ({ limit }, value, at, judging) =>
    unless(number(value) >= limit, "minimum", at, judging),
  maximum: ({ limit }, value, at, judging) =>
    unless(number(value) <= limit, "maximum", at, judging),
  exclusiveMinimum: ({ limit }, value, at, judging) =>
    unless(number(value) > limit, "exclusiveMinimum", at, judging),
  exclusiveMaximum: ({ limit }, value, at, judging) =>
    unless(number(value) < limit, "exclusiveMaximum", at, judging),
  multipleOf: ({ limit }, value, at, judging) =>
    unless(check.isMultiple(number(value), limit), "multipleOf", at, judging),
  numericFormat: ({ camel }, value, at, judging) =>
    unless(formats[camel]?.(value as never) === true, "format", at, judging),
  minItems: ({ limit }, value, at, judging) =>
    unless(list(value).length >= limit, "minItems", at, judging),
  maxItems: ({ limit }, value, at, judging) =>
    unless(list(value).length <= limit, "maxItems", at, judging),
  uniqueItems: (_, value, at, judging) =>
    unless(check.isUnique(list(value)), "uniqueItems", at, judging),
  prefixItems: ({ items }, value, at, { judge }) =>
    items
      .filter(({ index }) => index < list(value).length)
      .forEach(({ schema, index }) => judge(schema, list(value)[index] as Json, below(at, index))),
  items: ({ from, schema }, value, at, { judge, isFull }) => {
    const items = schema.isTrivial ? [] : list(value);
    for (let index = from; index < items.length && !isFull(); index += 1) {
      judge(schema, items[index] as Json, below(at, index));
    }
  },
  contains: ({ schema, min, most }, value, at, judging) => {
    const count = list(value).filter((entry) => judging.passes(schema, entry)).length;
    unless(count >= min, "contains", at, judging);
    unless(most === null || count <= most.limit, "contains", at, judging);
  },
  minProperties: ({ limit }, value, at, judging) =>
    unless(keysOf(value).length >= limit, "minProperties", at, judging),
  maxProperties: ({ limit }, value, at, judging) =>
    unless(keysOf(value).length <= limit, "maxProperties", at, judging),
  properties: ({ properties }, value, at, judging) =>
    properties.forEach((property) => judgeProperty(property, value, at, judging)),
  required: ({ wire }, value, at, judging) => {
    if (!has(value, wire)) {
      judging.add(below(at, wire), "required");
    }
  },
  additionalProperties: ({ known, patterns, openness, schema }, value, at, judging) => {
    const isKnown = (key: string) =>
      known.includes(key) || patterns.some((regex) => matches(regex, key));
    for (const key of keysOf(value).filter((each) => !isKnown(each))) {
      if (openness === "closed") {
        judging.add(below(at, key), "additionalProperties");
      } else {
        judging.judge(schema, object(value)[key] as Json, below(at, key));
      }
    }
  },
  patternProperties: ({ regex, schema }, value, at, { judge }) =>
    keysOf(value)
      .filter((key) => matches(regex, key))
      .forEach((key) => judge(schema, object(value)[key] as Json, below(at, key))),
  propertyNames: ({ schema }, value, at, judging) =>
    keysOf(value)
      .filter((key) => !judging.passes(schema, key))
      .forEach((key) => judging.add(below(at, key), "propertyNames")),
  dependentRequired: ({ wire, names }, value, at, { add }) =>
    names
      .filter((name) => has(value, wire) && !has(value, name.wire))
      .forEach((name) => add(below(at, name.wire), "required")),
  dependentSchemas: ({ wire, schema }, value, at, { judge }) => {
    if (has(value, wire)) {
      judge(schema, value, at);
    }
  },
  // Judged by the schema as a whole: see `judge.ts`.
  unevaluatedProperties: fine,
  unevaluatedItems: fine,
};

function keysOf(value: Json): string[] {
  return check.keysOf(value as { [key: string]: Json });
}

function has(value: Json, wire: PropertyName["wire"]): boolean {
  return Object.hasOwn(object(value), wire);
}

function judgeProperty(property: Property, value: Json, at: PointerStep, judging: Judging): void {
  const { wire, presence, isRequired, schema } = property;
  const item = own(value, wire) as Json | undefined;
  if (property === judging.skipped || presence === "removed") {
    return;
  }
  if (item !== undefined) {
    judging.judge(schema, item, below(at, wire));
  } else if (isRequired) {
    judging.add(below(at, wire), "required");
  }
}
