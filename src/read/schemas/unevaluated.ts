import type { Check } from "../../api/schema.ts";
import { own } from "../../lib/json.ts";
import { isSchema } from "../../document/upgrade/v30.ts";
import { readBelow, type Draft } from "./draft.ts";

/** `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 Core §11.2, §11.3). */
export function unevaluatedChecks(
  draft: Draft,
  keyword: "unevaluatedProperties" | "unevaluatedItems",
): Check[] {
  const node = own(draft.raw, keyword);
  if (!isSchema(node) || node === true) {
    return [];
  }
  return [{ keyword, on: draft.id, schema: readBelow(draft, node, "Rest", "simple") }];
}
