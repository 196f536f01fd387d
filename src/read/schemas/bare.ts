import type { Raw } from "../../lib/json.ts";

/** Keywords that may stand beside a reference without making it more than one. */
const annotations = new Set(
  (
    "$ref $dynamicRef $id $anchor $dynamicAnchor $schema $defs definitions $comment title description summary default " +
    "deprecated readOnly writeOnly example examples externalDocs xml"
  ).split(" "),
);

/** True for a reference with nothing beside it that says more. */
export function isBareRef(raw: Raw): boolean {
  return Object.keys(raw).every((key) => annotations.has(key) || key.startsWith("x-"));
}
