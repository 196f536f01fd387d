import * as check from "../../../templates/validator/inline/runtime/validate.ts";
import type { Check, Property } from "../../model/check.ts";
import type { Json, NamedSchema, Schema } from "../../model/schema.ts";
import { accepts } from "./accepts.ts";
import { matches } from "./patience.ts";

type Named = ReadonlyMap<string, NamedSchema>;

/** An accepted value as the receiver meets it: defaults put in, what may not be sent removed. */
export function settled(schema: Schema, value: Json, named: Named): Json {
  if (!schema.changes) {
    return value;
  }
  if (schema.target !== null) {
    const target = named.get(schema.target.key);
    return target === undefined ? value : settled(target.schema, value, named);
  }
  return schema.settles.reduce<Json>((whole, each) => step(each, whole, named), value);
}

function step(each: Check, value: Json, named: Named): Json {
  switch (each.keyword) {
    case "ref":
      return settled(each.schema, value, named);
    case "allOf":
      return each.schemas.reduce<Json>((whole, schema) => settled(schema, whole, named), value);
    case "anyOf":
    case "oneOf":
      return each.schemas.reduce<Json>(
        (whole, schema) => ifAccepted(schema, whole, value, named),
        value,
      );
    case "discriminator": {
      const tag = check.isObject(value) ? value[each.wire] : undefined;
      const chosen = each.choices.find((choice) => choice.values.includes(tag as string));
      return chosen === undefined ? value : settled(chosen.schema, value, named);
    }
    case "if": {
      const branch = accepts(each.test, value, named) ? each.thens : each.elses;
      return branch.reduce<Json>((whole, schema) => settled(schema, whole, named), value);
    }
    case "items":
      return check.isArray(value)
        ? (value.map((item, index) =>
            index < each.from ? item : settled(each.schema, item as Json, named),
          ) as Json)
        : value;
    case "prefixItems":
      return check.isArray(value)
        ? (value.map((item, index) => {
            const schema = each.items[index]?.schema;
            return schema === undefined ? item : settled(schema, item as Json, named);
          }) as Json)
        : value;
    case "convert":
      return JSON.parse(JSON.stringify(check.toDate(value))) as Json;
    default:
      return check.isObject(value)
        ? objectStep(each, { ...value } as { [key: string]: Json }, named)
        : value;
  }
}

function ifAccepted(schema: Schema, whole: Json, original: Json, named: Named): Json {
  return accepts(schema, original, named) ? settled(schema, whole, named) : whole;
}

function objectStep(each: Check, value: { [key: string]: Json }, named: Named): Json {
  const settle = (key: string, schema: Schema) =>
    check.put(value, key, settled(schema, value[key] as Json, named));
  switch (each.keyword) {
    case "properties":
      for (const property of each.properties) {
        settleProperty(property, value, named);
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
      return Object.hasOwn(value, each.wire) ? settled(each.schema, value, named) : value;
    default:
      return value;
  }
}

function settleProperty(property: Property, value: { [key: string]: Json }, named: Named): void {
  const { wire, fallback, presence, schema } = property;
  if (presence === "removed") {
    delete value[wire];
  } else if (Object.hasOwn(value, wire)) {
    check.put(value, wire, settled(schema, value[wire] as Json, named));
  } else if (fallback !== null) {
    check.put(value, wire, settled(schema, fallback.value, named));
  }
}
