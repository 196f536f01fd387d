import type { SchemaKey } from "../../api/identity.ts";
import type { Schema } from "../../api/schema.ts";
import { finish } from "../unfinished.ts";
import { checksOf } from "./children.ts";
import type { SettlingUnit } from "./settle.ts";
import type { UncasedSchema } from "../../api/named.ts";

/**
 * Finds the schemas that are asked what they evaluate: those with an unevaluated keyword, and all
 * that they apply in place. Only these get a function that answers.
 */
export function markCoverers(
  units: readonly SettlingUnit[],
  named: ReadonlyMap<SchemaKey, UncasedSchema>,
): void {
  const asked = new Set<Schema>();
  const all = units.flatMap(({ unit }) => unit.schemas);
  const waiting = all.filter((schema) => hasUnevaluated(schema));
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (!asked.has(schema)) {
      asked.add(schema);
      waiting.push(...appliedInPlace(schema, named));
    }
  }
  for (const { unit } of units) {
    const coverers = unit.schemas
      .filter((schema) => asked.has(schema) && schema.target === null)
      .sort((a, b) => a.order - b.order);
    finish(unit, { coverers });
  }
}

function hasUnevaluated(schema: Schema): boolean {
  return checksOf(schema).some(
    ({ keyword }) => keyword === "unevaluatedProperties" || keyword === "unevaluatedItems",
  );
}

function appliedInPlace(schema: Schema, named: ReadonlyMap<SchemaKey, UncasedSchema>): Schema[] {
  const target = schema.target === null ? undefined : named.get(schema.target.key);
  if (target !== undefined) {
    finish(target, { isCovering: true });
    return [target.schema];
  }
  return schema.covers.flatMap((cover) =>
    "schema" in cover && cover.kind !== "contains" ? [cover.schema] : [],
  );
}
