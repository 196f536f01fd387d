import type { SchemaKey } from "../../../api/identity.ts";
import type { Json } from "../../../api/json.ts";
import type { Schema, Cover } from "../../../api/schema.ts";
import { own } from "../../../lib/json.ts";
import { matches } from "./patience.ts";
import type { UncasedSchema } from "../../../api/named.ts";

/** What the question needs: the named schemas, and the evaluator that asks it. */
export type CoverageContext = {
  readonly named: ReadonlyMap<SchemaKey, UncasedSchema>;
  readonly accepts: (schema: Schema, value: Json) => boolean;
};

/** True where a schema evaluates a property or an item of a value (JSON Schema 2020-12 Core UncasedSchema11). */
function isCovered(
  schema: Schema,
  value: Json,
  key: string | number,
  asking: CoverageContext,
): boolean {
  if (schema.target !== null) {
    const target = asking.named.get(schema.target.key);
    return target !== undefined && isCovered(target.schema, value, key, asking);
  }
  const isRest = typeof key === "string" ? schema.isRest.properties : schema.isRest.items;
  return isRest || isCoveredItself(schema, value, key, asking);
}

/** The same without the schema's own unevaluatedProperties and unevaluatedItems. */
export function isCoveredItself(
  schema: Schema,
  value: Json,
  key: string | number,
  asking: CoverageContext,
): boolean {
  return schema.covers.some((cover) => doesCover(cover, value, key, asking));
}

function doesCover(
  cover: Cover,
  value: Json,
  key: string | number,
  asking: CoverageContext,
): boolean {
  const inner = (schema: Schema) => isCovered(schema, value, key, asking);
  switch (cover.kind) {
    case "names":
      return cover.names.includes(key as string);
    case "pattern":
      return typeof key === "string" && matches(cover.regex, key);
    case "properties":
      return typeof key === "string";
    case "prefix":
      return typeof key === "number" && key < cover.count;
    case "items":
      return typeof key === "number";
    case "contains":
      return (
        typeof key === "number" && Array.isArray(value) && asking.accepts(cover.schema, value[key])
      );
    case "always":
      return inner(cover.schema);
    case "when":
      return asking.accepts(cover.test, value) && inner(cover.schema);
    case "unless":
      return !asking.accepts(cover.test, value) && inner(cover.schema);
    case "present":
      return own(value, cover.wire) !== undefined && inner(cover.schema);
  }
}
