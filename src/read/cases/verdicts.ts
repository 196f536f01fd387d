import * as check from "../../../templates/validator/inline/runtime/validate.ts";
import type { PropertyName } from "../../api/check.ts";
import type { Schema, Property } from "../../api/schema.ts";
import { own } from "../../lib/json.ts";
import { matches } from "./patience.ts";
import type { ByKeyword } from "../../api/keywords.ts";
import type { Json } from "../../api/json.ts";

/** The keyword of the check that fails, and where; null where none does. */
export type Verdict = { readonly keyword: string; readonly pointer: string } | null;

/** Where a value stands, and who judges what is handed on. */
export type VerdictContext = {
  readonly at: string;
  readonly refusal: (schema: Schema, value: Json, at: string) => Verdict;
  readonly passes: (schema: Schema, value: Json) => boolean;
};

type Formats = Readonly<Record<string, (value: never) => boolean>>;
type Fields = { readonly [key: string]: Json };

const fine = (): Verdict => null;

/** A failure of a keyword at the value itself, unless it holds. */
function unless(
  isFine: boolean,
  { keyword }: { readonly keyword: string },
  { at }: VerdictContext,
): Verdict {
  return isFine ? null : { keyword, pointer: at };
}

const text = (value: Json) => value as string;
const number = (value: Json) => value as number;
const list = (value: Json) => value as readonly Json[];
const object = (value: Json) => value as Fields;
const formats = check as unknown as Formats;

/** Says of each keyword whether a value, which is of the type that the keyword is for, keeps to it. */
export const verdicts: ByKeyword<[value: Json, asked: VerdictContext], Verdict> = {
  never: (each, _, asked) => unless(false, each, asked),
  // What may not be sent, and bytes, are no data of a case; a conversion refuses nothing.
  remove: fine,
  bytes: fine,
  convert: fine,
  ref: (each, value, asked) => asked.refusal(each.schema, value, asked.at),
  enum: (each, value, asked) =>
    unless(
      [...each.scalars, ...each.others].some((literal) => check.isEqual(literal, value)),
      each,
      asked,
    ),
  allOf: (each, value, asked) =>
    first(each.schemas, (schema) => asked.refusal(schema, value, asked.at)),
  anyOf: (each, value, asked) =>
    unless(
      each.schemas.some((schema) => asked.passes(schema, value)),
      each,
      asked,
    ),
  oneOf: (each, value, asked) =>
    unless(each.schemas.filter((schema) => asked.passes(schema, value)).length === 1, each, asked),
  discriminator: (each, value, asked) => {
    const tag = own(value, each.wire) as string;
    const chosen = each.choices.find(({ values }) => values.includes(tag));
    if (chosen !== undefined) {
      return asked.refusal(chosen.schema, value, asked.at);
    }
    return check.isObject(value)
      ? { keyword: each.keyword, pointer: check.step(asked.at, each.wire) }
      : { keyword: "type", pointer: asked.at };
  },
  not: (each, value, asked) => unless(!asked.passes(each.schema, value), each, asked),
  if: (each, value, asked) =>
    first(asked.passes(each.test, value) ? each.thens : each.elses, (schema) =>
      asked.refusal(schema, value, asked.at),
    ),
  minLength: (each, value, asked) => unless(!check.isShorter(text(value), each.limit), each, asked),
  maxLength: (each, value, asked) => unless(!check.isLonger(text(value), each.limit), each, asked),
  pattern: (each, value, asked) => unless(matches(each.regex, text(value)), each, asked),
  format: (each, value, asked) =>
    unless(formats[each.camel]?.(value as never) === true, each, asked),
  minimum: (each, value, asked) => unless(number(value) >= each.limit, each, asked),
  maximum: (each, value, asked) => unless(number(value) <= each.limit, each, asked),
  exclusiveMinimum: (each, value, asked) => unless(number(value) > each.limit, each, asked),
  exclusiveMaximum: (each, value, asked) => unless(number(value) < each.limit, each, asked),
  multipleOf: (each, value, asked) =>
    unless(check.isMultiple(number(value), each.limit), each, asked),
  numericFormat: (each, value, asked) =>
    unless(formats[each.camel]?.(value as never) === true, each, asked),
  minItems: (each, value, asked) => unless(list(value).length >= each.limit, each, asked),
  maxItems: (each, value, asked) => unless(list(value).length <= each.limit, each, asked),
  uniqueItems: (each, value, asked) => unless(check.isUnique(list(value)), each, asked),
  prefixItems: (each, value, asked) =>
    first(each.items.slice(0, list(value).length), ({ schema, index }) =>
      item(schema, index, value, asked),
    ),
  items: (each, value, asked) =>
    first([...list(value).keys()].slice(each.from), (index) =>
      item(each.schema, index, value, asked),
    ),
  contains: (each, value, asked) => {
    const count = list(value).filter((entry) => asked.passes(each.schema, entry)).length;
    const isFine = count >= each.min && (each.most === null || count <= each.most.limit);
    return unless(isFine, each, asked);
  },
  minProperties: (each, value, asked) => unless(keysOf(value).length >= each.limit, each, asked),
  maxProperties: (each, value, asked) => unless(keysOf(value).length <= each.limit, each, asked),
  properties: (each, value, asked) =>
    first(each.properties, (property) => propertyVerdict(property, value, asked)),
  required: (each, value, asked) => (has(value, each) ? null : missing(each.wire, asked)),
  additionalProperties: (each, value, asked) => {
    const isKnown = (key: string) =>
      each.known.includes(key) || each.patterns.some((regex) => matches(regex, key));
    const extra = keysOf(value).filter((key) => !isKnown(key));
    return each.openness === "closed" && extra[0] !== undefined
      ? { keyword: each.keyword, pointer: check.step(asked.at, extra[0]) }
      : first(extra, (key) => member(each.schema, key, value, asked));
  },
  patternProperties: (each, value, asked) =>
    first(
      keysOf(value).filter((key) => matches(each.regex, key)),
      (key) => member(each.schema, key, value, asked),
    ),
  propertyNames: (each, value, asked) =>
    unless(
      keysOf(value).every((key) => asked.passes(each.schema, key)),
      each,
      asked,
    ),
  dependentRequired: (each, value, asked) =>
    unless(!has(value, each) || each.names.every((name) => has(value, name)), each, asked),
  dependentSchemas: (each, value, asked) =>
    has(value, each) ? asked.refusal(each.schema, value, asked.at) : null,
  // Judged by the schema as a whole: see `refusal`.
  unevaluatedProperties: fine,
  unevaluatedItems: fine,
};

function keysOf(value: Json): string[] {
  return check.keysOf(value as { [key: string]: Json });
}

function has(value: Json, { wire }: Pick<PropertyName, "wire">): boolean {
  return Object.hasOwn(object(value), wire);
}

function missing(wire: string, { at }: VerdictContext): Verdict {
  return { keyword: "required", pointer: check.step(at, wire) };
}

function item(schema: Schema, index: number, value: Json, asked: VerdictContext): Verdict {
  return asked.refusal(schema, list(value)[index] as Json, check.step(asked.at, index));
}

function member(schema: Schema, key: string, value: Json, asked: VerdictContext): Verdict {
  return asked.refusal(schema, object(value)[key] as Json, check.step(asked.at, key));
}

function propertyVerdict(
  { wire, isRequired, schema }: Property,
  value: Json,
  asked: VerdictContext,
): Verdict {
  if (own(value, wire) === undefined) {
    return isRequired ? missing(wire, asked) : null;
  }
  return member(schema, wire, value, asked);
}

/** The first failure of several. */
export function first<Item>(items: readonly Item[], verdict: (item: Item) => Verdict): Verdict {
  for (const each of items) {
    const found = verdict(each);
    if (found !== null) {
      return found;
    }
  }
  return null;
}
