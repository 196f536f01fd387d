import type { SchemaKey } from "../../api/identity.ts";
import type { Keyword } from "../../api/keywords.ts";
import type { NamedRef, Schema, Check, Property } from "../../api/schema.ts";
import type { DefaultedProperty } from "./owner.ts";
import { checksOf, childrenOf } from "./children.ts";
import type { UncasedSchema, Unit } from "../../api/named.ts";
import { finish } from "../unfinished.ts";

/**
 * What becomes of a value by each keyword: it is changed, passed on to be changed, or only asked about.
 */
const passing: Readonly<Record<Keyword, "changes" | "passes" | "asks">> = {
  never: "asks",
  remove: "changes",
  convert: "changes",
  ref: "passes",
  bytes: "asks",
  enum: "asks",
  allOf: "passes",
  anyOf: "passes",
  oneOf: "passes",
  discriminator: "passes",
  not: "asks",
  if: "passes",
  minLength: "asks",
  maxLength: "asks",
  pattern: "asks",
  format: "asks",
  minimum: "asks",
  maximum: "asks",
  exclusiveMinimum: "asks",
  exclusiveMaximum: "asks",
  multipleOf: "asks",
  numericFormat: "asks",
  minItems: "asks",
  maxItems: "asks",
  uniqueItems: "asks",
  prefixItems: "passes",
  items: "passes",
  contains: "passes",
  minProperties: "asks",
  maxProperties: "asks",
  properties: "passes",
  required: "asks",
  additionalProperties: "passes",
  patternProperties: "passes",
  propertyNames: "asks",
  dependentRequired: "asks",
  dependentSchemas: "passes",
  unevaluatedProperties: "passes",
  unevaluatedItems: "passes",
};

/** What one file holds, as far as this step is concerned. */
export type SettlingUnit = {
  readonly unit: Unit;
  readonly refs: ReadonlyMap<string, NamedRef>;
  readonly defaulted: readonly DefaultedProperty[];
};

/**
 * Finds, once every schema is known, which ones change a value that they accept (defaults put in,
 * readOnly or writeOnly or undeclared properties removed), and notes it on the schemas and units.
 */
export function markSettlers(
  units: readonly SettlingUnit[],
  named: ReadonlyMap<SchemaKey, UncasedSchema>,
): void {
  const changing = findChanging(named);
  for (const { unit, refs } of units) {
    for (const schema of unit.schemas) {
      const changes = doesChange(schema, changing);
      finish(schema, {
        settles: checksOf(schema).filter((check) => settles(check, changing)),
        changes,
      });
      markProperties(schema, changing);
    }
    const settlers = unit.schemas
      .filter((schema) => schema.settles.length > 0)
      .sort((a, b) => a.order - b.order);
    const imports = [...refs.values()]
      .map((ref) => ({
        name: ref.name,
        changes: changing.has(ref.key),
        isCovering: named.get(ref.key)?.isCovering === true,
      }))
      .sort((a, b) => (a.name.pascal < b.name.pascal ? -1 : 1));
    finish(unit, { settlers, imports });
  }
}

function markProperties(schema: Schema, changing: ReadonlySet<string>): void {
  for (const property of checksOf(schema).flatMap((check) =>
    check.keyword === "properties" ? check.properties : [],
  )) {
    const isSettled = doesChange(property.schema, changing);
    finish(property, { settling: settlingOf(property, isSettled) });
  }
}

function settlingOf({ presence, fallback }: Property, isSettled: boolean): Property["settling"] {
  if (presence === "removed") {
    return "removed";
  }
  return fallback === null ? (isSettled ? "settled" : "none") : isSettled ? "both" : "defaulted";
}

/** Named schemas that change values: those that do so themselves, and all that pass on to them. */
function findChanging(named: ReadonlyMap<SchemaKey, UncasedSchema>): ReadonlySet<string> {
  const changing = new Set<string>();
  let before = -1;
  while (before !== changing.size) {
    before = changing.size;
    for (const [key, each] of named) {
      if (doesChange(each.schema, changing)) {
        changing.add(key);
      }
    }
  }
  return changing;
}

function doesChange(schema: Schema, changing: ReadonlySet<string>): boolean {
  return schema.target === null
    ? checksOf(schema).some((check) => settles(check, changing))
    : changing.has(schema.target.key);
}

function settles(check: Check, changing: ReadonlySet<string>): boolean {
  if (passing[check.keyword] !== "passes") {
    return passing[check.keyword] === "changes";
  }
  if (
    check.keyword === "properties" &&
    check.properties.some((each) => each.presence === "removed" || each.fallback !== null)
  ) {
    return true;
  }
  return childrenOf(check).some((schema) => doesChange(schema, changing));
}
