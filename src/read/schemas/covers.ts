import { answerFor, type ByKeyword } from "../../api/keywords.ts";
import type { Group, NamedRef, Schema, Cover } from "../../api/schema.ts";
import { own } from "../../lib/json.ts";
import { isSchema } from "../../document/upgrade/v30.ts";
import type { Draft } from "./draft.ts";

/** What a schema evaluates (JSON Schema 2020-12 Core §11): itself, and through what it applies in place. */
export function coversOf(draft: Draft, target: NamedRef | null, groups: readonly Group[]): Cover[] {
  if (target !== null && groups.length === 0) {
    return [];
  }
  const rest: Cover[] = [
    ...(isSchema(own(draft.raw, "additionalProperties")) ? [{ kind: "properties" as const }] : []),
    ...(isSchema(own(draft.raw, "items")) ? [{ kind: "items" as const }] : []),
  ];
  const kinds = new Set<string>(rest.map(({ kind }) => kind));
  const others = groups
    .flatMap((group) => group.checks)
    .flatMap((check) => answerFor(covers, check));
  return [...rest, ...others.filter((cover) => !isIncluded(cover, kinds))];
}

/** True where every property, or every item, is evaluated already. */
function isIncluded({ kind }: Cover, kinds: ReadonlySet<string>): boolean {
  return (
    (kinds.has("properties") && (kind === "names" || kind === "pattern")) ||
    (kinds.has("items") && (kind === "prefix" || kind === "contains"))
  );
}

const nothing = (): Cover[] => [];
const each = ({ on, schemas }: { readonly on: string; readonly schemas: readonly Schema[] }) =>
  schemas.map((schema): Cover => ({ kind: "when", on, test: schema, schema }));

/** What each check evaluates (JSON Schema 2020-12 Core §10.3, §11). */
const covers: ByKeyword<[], Cover[]> = {
  never: nothing,
  remove: nothing,
  convert: nothing,
  ref: ({ on, schema }) => [{ kind: "always", on, schema }],
  bytes: nothing,
  enum: nothing,
  allOf: ({ on, schemas }) => schemas.map((schema) => ({ kind: "always", on, schema })),
  anyOf: each,
  oneOf: each,
  discriminator: ({ on, choices }) => each({ on, schemas: choices.map(({ schema }) => schema) }),
  not: nothing,
  if: ({ on, test, thens, elses }) => [
    ...[test, ...thens].map((schema): Cover => ({ kind: "when", on, test, schema })),
    ...elses.map((schema): Cover => ({ kind: "unless", on, test, schema })),
  ],
  minLength: nothing,
  maxLength: nothing,
  pattern: nothing,
  format: nothing,
  minimum: nothing,
  maximum: nothing,
  exclusiveMinimum: nothing,
  exclusiveMaximum: nothing,
  multipleOf: nothing,
  numericFormat: nothing,
  minItems: nothing,
  maxItems: nothing,
  uniqueItems: nothing,
  prefixItems: ({ items }) => [{ kind: "prefix", count: items.length }],
  // `items` and `additionalProperties` evaluate all that is left: see `coversOf`.
  items: nothing,
  contains: ({ on, schema }) => [{ kind: "contains", on, schema }],
  minProperties: nothing,
  maxProperties: nothing,
  properties: ({ properties }) => [{ kind: "names", names: properties.map(({ wire }) => wire) }],
  required: nothing,
  additionalProperties: nothing,
  patternProperties: ({ regex }) => [{ kind: "pattern", regex }],
  propertyNames: nothing,
  dependentRequired: nothing,
  dependentSchemas: ({ on, wire, token, isInherited, schema }) => [
    { kind: "present", on, wire, token, isInherited, schema },
  ],
  // What is left over is asked of the schema itself: `isRest`.
  unevaluatedProperties: nothing,
  unevaluatedItems: nothing,
};
