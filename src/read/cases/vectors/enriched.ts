import type { Json } from "../../../api/json.ts";
import type { Check, Property, Schema } from "../../../api/schema.ts";
import { isRaw } from "../../../lib/json.ts";
import { checksOf } from "../../schemas/children.ts";
import { accepts } from "../judge/judge.ts";
import type { Making } from "../samples/making.ts";

type Fields = { readonly [key: string]: Json };
type IsAllowed = (value: Json) => boolean;

/**
 * A value with everything that may be in it: each optional property, an item in each list. What is named is taken
 * as its sample, so that the value is as large as its own schema, and recursion ends.
 *
 * @param isAllowed whether the whole, with the value in it, is still accepted
 */
export function enriched(schema: Schema, value: Json, making: Making, isAllowed: IsAllowed): Json {
  return schema.target !== null || making.depth > 6
    ? value
    : checksOf(schema).reduce((made, check) => byCheck(check, made, making, isAllowed), value);
}

function byCheck(check: Check, value: Json, making: Making, isAllowed: IsAllowed): Json {
  const inner = { ...making, depth: making.depth + 1 };
  switch (check.keyword) {
    case "allOf":
      return check.schemas.reduce(
        (made, schema) => enriched(schema, made, making, isAllowed),
        value,
      );
    case "items":
      return Array.isArray(value)
        ? withItem(check, value as readonly Json[], inner, isAllowed)
        : value;
    case "properties":
      return isRaw(value)
        ? withProperties(check.properties, value as Fields, inner, isAllowed)
        : value;
    default:
      return value;
  }
}

function withItem(
  { schema, from }: Extract<Check, { keyword: "items" }>,
  items: readonly Json[],
  making: Making,
  isAllowed: IsAllowed,
): Json {
  const item = items[from] ?? (items.length === from ? making.make(schema, making) : undefined);
  if (item === undefined) {
    return items;
  }
  const put = (each: Json) => [...items.slice(0, from), each, ...items.slice(from + 1)];
  const made = enriched(schema, item, making, (each) => isAllowed(put(each)));
  return isAllowed(put(made)) ? put(made) : items;
}

function withProperties(
  properties: readonly Property[],
  fields: Fields,
  making: Making,
  isAllowed: IsAllowed,
): Json {
  const made = new Map<string, Json>(Object.entries(fields));
  for (const property of properties.filter(({ presence }) => presence !== "removed")) {
    const { wire, schema } = property;
    const hinted = { ...making, hint: wire };
    const value = made.get(wire) ?? making.make(schema, hinted);
    if (value !== undefined) {
      const isFine = (each: Json) => accepts(schema, each, making.named);
      made.set(wire, enriched(schema, value, hinted, isFine));
    }
  }
  const whole = Object.fromEntries(made);
  return isAllowed(whole) ? whole : oneByOne(fields, made, isAllowed);
}

/** Where properties exclude each other: as many as go together, in their order. */
function oneByOne(fields: Fields, made: ReadonlyMap<string, Json>, isAllowed: IsAllowed): Json {
  return [...made].reduce<Fields>((whole, [wire, value]) => {
    const more = Object.fromEntries([...Object.entries(whole), [wire, value]]);
    return isAllowed(more) ? more : whole;
  }, fields);
}
