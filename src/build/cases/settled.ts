import type { SchemaKey } from "../../model/identity.ts";
import * as check from "../../../templates/validator/inline/runtime/validate.ts";
import type { Check, Property } from "../../model/check.ts";
import type { Direction, Json, NamedSchema, Schema } from "../../model/schema.ts";
import { accepts } from "./accepts.ts";
import { isCoveredItself } from "./covered.ts";
import { matches } from "./patience.ts";

/** What a value is settled with: every named schema, and who sent it. */
export type Scope = {
  readonly named: ReadonlyMap<SchemaKey, NamedSchema>;
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
        : step(each, whole, scope),
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

function step(each: Check, value: Json, scope: Scope): Json {
  switch (each.keyword) {
    case "ref":
      return settled(each.schema, value, scope);
    case "allOf":
      return each.schemas.reduce<Json>((whole, schema) => settled(schema, whole, scope), value);
    case "anyOf":
    case "oneOf":
      return each.schemas.reduce<Json>(
        (whole, schema) => ifAccepted(schema, whole, value, scope),
        value,
      );
    case "discriminator": {
      const tag = check.isObject(value) ? value[each.wire] : undefined;
      const chosen = each.choices.find((choice) => choice.values.includes(tag as string));
      return chosen === undefined ? value : settled(chosen.schema, value, scope);
    }
    case "if": {
      const branch = accepts(each.test, value, scope.named) ? each.thens : each.elses;
      return branch.reduce<Json>((whole, schema) => settled(schema, whole, scope), value);
    }
    case "items":
      return check.isArray(value)
        ? (value.map((item, index) =>
            index < each.from ? item : settled(each.schema, item as Json, scope),
          ) as Json)
        : value;
    case "prefixItems":
      return check.isArray(value)
        ? (value.map((item, index) => {
            const schema = each.items[index]?.schema;
            return schema === undefined ? item : settled(schema, item as Json, scope);
          }) as Json)
        : value;
    case "contains":
      return check.isArray(value)
        ? (value.map((item) => settled(each.schema, item as Json, scope)) as Json)
        : value;
    case "remove":
      return undefined as never;
    case "convert":
      return converted(each.to, value, scope.direction);
    default:
      return check.isObject(value)
        ? objectStep(each, { ...value } as { [key: string]: Json }, scope)
        : value;
  }
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

function objectStep(each: Check, value: { [key: string]: Json }, scope: Scope): Json {
  const settle = (key: string, schema: Schema) =>
    check.put(value, key, settled(schema, value[key] as Json, scope));
  switch (each.keyword) {
    case "properties":
      for (const property of each.properties) {
        settleProperty(property, value, scope);
      }
      return value;
    case "patternProperties":
      Object.keys(value)
        .filter((key) => matches(each.regex, key))
        .forEach((key) => settle(key, each.schema));
      return value;
    case "additionalProperties":
      Object.keys(value)
        .filter(
          (key) => !each.known.includes(key) && !each.patterns.some((regex) => matches(regex, key)),
        )
        .forEach((key) => settle(key, each.schema));
      return value;
    case "dependentSchemas":
      return Object.hasOwn(value, each.wire) ? settled(each.schema, value, scope) : value;
    default:
      return value;
  }
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
