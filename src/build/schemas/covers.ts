import type { Check, Cover } from "../../model/check.ts";
import type { Group, NamedRef } from "../../model/schema.ts";
import { own } from "../../spec/json.ts";
import { isSchema } from "../upgrade/v30.ts";
import type { Draft } from "./read.ts";

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
  const others = groups.flatMap((group) => group.checks).flatMap(coverOf);
  return [...rest, ...others.filter((cover) => !isIncluded(cover, kinds))];
}

/** True where every property, or every item, is evaluated already. */
function isIncluded({ kind }: Cover, kinds: ReadonlySet<string>): boolean {
  return (
    (kinds.has("properties") && (kind === "names" || kind === "pattern")) ||
    (kinds.has("items") && (kind === "prefix" || kind === "contains"))
  );
}

function coverOf(check: Check): Cover[] {
  const { on } = check;
  switch (check.keyword) {
    case "properties":
      return [{ kind: "names", names: check.properties.map((property) => property.wire) }];
    case "patternProperties":
      return [{ kind: "pattern", regex: check.regex }];
    case "prefixItems":
      return [{ kind: "prefix", count: check.items.length }];
    case "contains":
      return [{ kind: "contains", on, schema: check.schema }];
    case "ref":
      return [{ kind: "always", on, schema: check.schema }];
    case "allOf":
      return check.schemas.map((schema) => ({ kind: "always", on, schema }));
    case "anyOf":
    case "oneOf":
      return check.schemas.map((schema) => ({ kind: "when", on, test: schema, schema }));
    case "discriminator":
      return check.choices.map(({ schema }) => ({ kind: "when", on, test: schema, schema }));
    case "if":
      return [
        ...[check.test, ...check.thens].map((schema): Cover => ({
          kind: "when",
          on,
          test: check.test,
          schema,
        })),
        ...check.elses.map((schema): Cover => ({ kind: "unless", on, test: check.test, schema })),
      ];
    case "dependentSchemas": {
      const { wire, token, isInherited, schema } = check;
      return [{ kind: "present", on, wire, token, isInherited, schema }];
    }
    default:
      return [];
  }
}
