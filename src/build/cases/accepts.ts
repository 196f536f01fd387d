import type { SchemaKey } from "../../model/identity.ts";
import * as check from "../../../templates/validator/inline/runtime/validate.ts";
import type { Check, Property } from "../../model/check.ts";
import type { Group, Json, NamedSchema, Schema } from "../../model/schema.ts";
import { own } from "../../spec/json.ts";
import { typeIs } from "../schemas/types.ts";
import { isCoveredItself } from "./covered.ts";
import { matches } from "./patience.ts";

type Named = ReadonlyMap<SchemaKey, NamedSchema>;
type Formats = Readonly<Record<string, (value: never) => boolean>>;

/**
 * Says whether a schema accepts a value, by the same rules and formats as the generated validators.
 * Used at generation time to judge examples, defaults and samples.
 *
 * @returns null where it does, else the keyword of the first check that fails and where
 */
export function refusal(
  schema: Schema,
  value: Json,
  named: Named,
  at = "",
): { keyword: string; pointer: string } | null {
  if (schema.target !== null) {
    const target = named.get(schema.target.key);
    return target === undefined ? null : refusal(target.schema, value, named, at);
  }
  if (schema.typeTest !== null && !schema.typeTest.types.some((type) => typeIs(value, type))) {
    return { keyword: "type", pointer: at };
  }
  for (const each of checksOfGroups(schema, value)) {
    const failed =
      each.keyword === "unevaluatedProperties" || each.keyword === "unevaluatedItems"
        ? restFailure(schema, each.schema, value, named, at)
        : failure(each, value, named, at);
    if (failed !== null) {
      return failed;
    }
  }
  return null;
}

/** {@link refusal} as a yes or no. */
export function accepts(schema: Schema, value: Json, named: Named): boolean {
  return refusal(schema, value, named) === null;
}

function checksOfGroups(schema: Schema, value: Json): readonly Check[] {
  return schema.groups.filter((group) => applies(group, value)).flatMap((group) => group.checks);
}

/** What no other keyword evaluates must be as the unevaluated keyword says. */
function restFailure(schema: Schema, rest: Schema, value: Json, named: Named, at: string): Verdict {
  const asking = { named, accepts: (inner: Schema, item: Json) => accepts(inner, item, named) };
  const keys = check.isArray(value)
    ? [...value.keys()]
    : check.keysOf(value as { [key: string]: Json });
  const left = keys.filter((key) => !isCoveredItself(schema, value, key, asking));
  return first(left, (key) =>
    refusal(rest, own(value, String(key)) as Json, named, check.step(at, key)),
  );
}

function applies(group: Group, value: Json): boolean {
  switch (group.type) {
    case "any":
      return true;
    case "array":
      return check.isArray(value);
    case "object":
      return check.isObject(value);
    default:
      return typeof value === group.type;
  }
}

type Verdict = { keyword: string; pointer: string } | null;

/** One check; the value is of the type that the check is for. */
function failure(each: Check, value: Json, named: Named, at: string): Verdict {
  const here = { keyword: each.keyword, pointer: at };
  const passes = (schema: Schema, item: Json) => refusal(schema, item, named) === null;
  switch (each.keyword) {
    case "never":
      return here;
    case "bytes":
    case "convert":
    case "remove":
      return null;
    case "ref":
      return refusal(each.schema, value, named, at);
    case "enum":
      return [...each.scalars, ...each.others].some((literal) => check.isEqual(literal, value))
        ? null
        : here;
    case "allOf":
      return first(each.schemas, (schema) => refusal(schema, value, named, at));
    case "anyOf":
      return each.schemas.some((schema) => passes(schema, value)) ? null : here;
    case "oneOf":
      return each.schemas.filter((schema) => passes(schema, value)).length === 1 ? null : here;
    case "discriminator": {
      const chosen = each.choices.find((choice) =>
        choice.values.includes(own(value, each.wire) as string),
      );
      const unknown = check.isObject(value)
        ? { ...here, pointer: check.step(at, each.wire) }
        : { keyword: "type", pointer: at };
      return chosen === undefined ? unknown : refusal(chosen.schema, value, named, at);
    }
    case "not":
      return passes(each.schema, value) ? here : null;
    case "if": {
      const branch = passes(each.test, value) ? each.thens : each.elses;
      return first(branch, (schema) => refusal(schema, value, named, at));
    }
    default:
      return typeof value === "string"
        ? failsText(each, value)
          ? here
          : null
        : typeof value === "number"
          ? failsNumber(each, value)
            ? here
            : null
          : check.isArray(value)
            ? arrayFailure(each, value as readonly Json[], named, at)
            : objectFailure(each, value as { [key: string]: Json }, named, at);
  }
}

function failsText(each: Check, value: string): boolean {
  switch (each.keyword) {
    case "minLength":
      return check.isShorter(value, each.limit);
    case "maxLength":
      return check.isLonger(value, each.limit);
    case "pattern":
      return !matches(each.regex, value);
    case "format":
      return !((check as unknown as Formats)[each.camel] as (text: string) => boolean)(value);
    default:
      return false;
  }
}

function failsNumber(each: Check, value: number): boolean {
  switch (each.keyword) {
    case "minimum":
      return value < each.limit;
    case "maximum":
      return value > each.limit;
    case "exclusiveMinimum":
      return value <= each.limit;
    case "exclusiveMaximum":
      return value >= each.limit;
    case "multipleOf":
      return !check.isMultiple(value, each.limit);
    case "numericFormat":
      return !((check as unknown as Formats)[each.camel] as (number: number) => boolean)(value);
    default:
      return false;
  }
}

function arrayFailure(each: Check, value: readonly Json[], named: Named, at: string): Verdict {
  const here = { keyword: each.keyword, pointer: at };
  const item = (schema: Schema, index: number) =>
    refusal(schema, value[index] as Json, named, check.step(at, index));
  switch (each.keyword) {
    case "minItems":
      return value.length < each.limit ? here : null;
    case "maxItems":
      return value.length > each.limit ? here : null;
    case "uniqueItems":
      return check.isUnique(value) ? null : here;
    case "prefixItems":
      return first(each.items.slice(0, value.length), ({ schema, index }) => item(schema, index));
    case "items":
      return first([...value.keys()].slice(each.from), (index) => item(each.schema, index));
    case "contains": {
      const count = value.filter((entry) => refusal(each.schema, entry, named) === null).length;
      return count < each.min || (each.most !== null && count > each.most.limit) ? here : null;
    }
    default:
      return null;
  }
}

function objectFailure(
  each: Check,
  value: { [key: string]: Json },
  named: Named,
  at: string,
): Verdict {
  const here = { keyword: each.keyword, pointer: at };
  const inside = (schema: Schema, key: string) =>
    refusal(schema, value[key] as Json, named, check.step(at, key));
  const keys = check.keysOf(value);
  switch (each.keyword) {
    case "minProperties":
      return keys.length < each.limit ? here : null;
    case "maxProperties":
      return keys.length > each.limit ? here : null;
    case "properties":
      return first(each.properties, (property) => propertyFailure(property, value, named, at));
    case "required":
      return Object.hasOwn(value, each.wire)
        ? null
        : { keyword: "required", pointer: check.step(at, each.wire) };
    case "patternProperties":
      return first(
        keys.filter((key) => matches(each.regex, key)),
        (key) => inside(each.schema, key),
      );
    case "additionalProperties": {
      const isKnown = (key: string) =>
        each.known.includes(key) || each.patterns.some((regex) => matches(regex, key));
      const extra = keys.filter((key) => !isKnown(key));
      return each.openness === "closed" && extra[0] !== undefined
        ? { ...here, pointer: check.step(at, extra[0]) }
        : first(extra, (key) => inside(each.schema, key));
    }
    case "propertyNames":
      return keys.every((key) => refusal(each.schema, key, named) === null) ? null : here;
    case "dependentRequired":
      return !Object.hasOwn(value, each.wire) ||
        each.names.every((name) => Object.hasOwn(value, name.wire))
        ? null
        : here;
    case "dependentSchemas":
      return Object.hasOwn(value, each.wire) ? refusal(each.schema, value, named, at) : null;
    default:
      return null;
  }
}

function propertyFailure(
  property: Property,
  value: { [key: string]: Json },
  named: Named,
  at: string,
): Verdict {
  const item = own(value, property.wire);
  if (item === undefined) {
    return property.isRequired
      ? { keyword: "required", pointer: check.step(at, property.wire) }
      : null;
  }
  return refusal(property.schema, item as Json, named, check.step(at, property.wire));
}

function first<Item>(items: readonly Item[], verdict: (item: Item) => Verdict): Verdict {
  for (const item of items) {
    const found = verdict(item);
    if (found !== null) {
      return found;
    }
  }
  return null;
}
