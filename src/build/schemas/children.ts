import type { Check } from "../../model/check.ts";
import type { Schema } from "../../model/schema.ts";

/** The schemas that a check hands values on to. */
export function childrenOf(check: Check): readonly Schema[] {
  switch (check.keyword) {
    case "allOf":
    case "anyOf":
    case "oneOf":
      return check.schemas;
    case "discriminator":
      return check.choices.map((choice) => choice.schema);
    case "if":
      return [check.test, ...check.thens, ...check.elses];
    case "prefixItems":
      return check.items.map((item) => item.schema);
    case "properties":
      return check.properties.map((property) => property.schema);
    default:
      return "schema" in check ? [check.schema] : [];
  }
}

/** Every check of a schema. */
export function checksOf(schema: Schema): readonly Check[] {
  return schema.groups.flatMap((group) => group.checks);
}
