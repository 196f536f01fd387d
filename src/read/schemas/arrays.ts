import type { Check } from "../../api/schema.ts";
import { listAt, own } from "../../lib/json.ts";
import { isSchema } from "../../document/upgrade/v30.ts";
import { readBelow, type Draft } from "./draft.ts";
import { limits } from "./scalars.ts";

/** The array keywords (JSON Schema 2020-12 Core §10.3.1, Validation §6.4). */
export function arrayChecks(draft: Draft): Check[] {
  return [
    ...limits(draft, ["minItems", "maxItems"]),
    ...(draft.raw["uniqueItems"] === true
      ? [{ keyword: "uniqueItems" as const, on: draft.id }]
      : []),
    ...prefixItems(draft),
    ...items(draft),
    ...contains(draft),
  ];
}

function prefixItems(draft: Draft): Check[] {
  const prefix = listAt(draft.raw, "prefixItems");
  if (prefix.length === 0) {
    return [];
  }
  const read = prefix.map((each, index) => ({
    index,
    schema: readBelow(draft, each, `Item${index + 1}`, "simple"),
  }));
  return [{ keyword: "prefixItems", on: draft.id, items: read }];
}

function items(draft: Draft): Check[] {
  const each = own(draft.raw, "items");
  if (!isSchema(each)) {
    return [];
  }
  const schema = readBelow(draft, each, "Item", "simple");
  const from = listAt(draft.raw, "prefixItems").length;
  return [{ keyword: "items", on: draft.id, from, schema }];
}

/** `contains` with its limits; `minContains: 0` alone accepts everything. */
function contains(draft: Draft): Check[] {
  const each = own(draft.raw, "contains");
  if (!isSchema(each)) {
    return [];
  }
  const min = own(draft.raw, "minContains");
  const max = own(draft.raw, "maxContains");
  return [
    {
      keyword: "contains",
      on: draft.id,
      schema: draft.owner.branch(readBelow(draft, each, "Contained", "union")),
      min: typeof min === "number" ? min : 1,
      most: typeof max === "number" ? { limit: max } : null,
    },
  ];
}
