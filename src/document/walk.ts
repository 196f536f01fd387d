import { isRaw } from "../lib/json.ts";

/** Fields that hold a mapping from free names to objects: their keys mean nothing to OpenAPI. */
const maps = new Set(
  (
    "properties patternProperties $defs definitions dependentSchemas responses parameters examples requestBodies headers " +
    "securitySchemes securityDefinitions links callbacks schemas paths pathItems content encoding webhooks variables"
  ).split(" "),
);

/** Fields that hold the user's data: a `$ref` in it is not a reference. */
const data = new Set(["example", "examples", "default", "enum", "const", "value"]);

/** A node of the document, and whether its keys are free names. */
export type Visit = {
  readonly node: object;
  readonly isMap: boolean;
  /** The field that holds the node, or the list or mapping that it is in; "" where none is known. */
  readonly under: string;
};

/** The lists and mappings directly inside a node that are part of the document, not data in it. */
export function childrenOf({ node, isMap, under }: Visit): Visit[] {
  return Object.entries(node)
    .filter(
      ([key, value]) =>
        typeof value === "object" && value !== null && (isMap || !isData(key, value)),
    )
    .map(([key, value]) => ({
      node: value as object,
      isMap: !isMap && isMapOf(key, value),
      under: isMap || Array.isArray(node) ? under : key,
    }));
}

/** True where a field of an object holds a mapping whose keys are free names. */
export function isMapOf(key: string, value: unknown): boolean {
  return maps.has(key) && isRaw(value);
}

/** `examples` is data as a list (of values), and part of the document as a mapping (of Example Objects). */
function isData(key: string, value: unknown): boolean {
  return key.startsWith("x-") || (data.has(key) && !(key === "examples" && isRaw(value)));
}
