import type { Collector } from "../diagnostics/collector.ts";
import { isRaw } from "./json.ts";
import { refOf, type Spec } from "./spec.ts";

/** Keys whose value is the user's data: a `$ref` in it is not a reference. */
const dataKeys = new Set(["example", "examples", "default", "enum", "const"]);

/**
 * Follows every reference of the document, also in parts that nothing uses, and reports those that
 * lead nowhere (OpenAPI 3.1 §4.8.23).
 */
export function checkReferences(spec: Spec, found: Collector): void {
  const seen = new Set<object>();
  const waiting: unknown[] = [spec.data];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node === "object" && node !== null && !seen.has(node)) {
      seen.add(node);
      waiting.push(...childrenOf(node), ...targetOf(node, spec, found));
    }
  }
}

function childrenOf(node: object): unknown[] {
  return Object.entries(node)
    .filter(([key, value]) => !isData(key, value))
    .map(([, value]) => value);
}

/** `examples` of a media type holds Example Objects, which may be references: only lists are data. */
function isData(key: string, value: unknown): boolean {
  return (
    key.startsWith("x-") ||
    (dataKeys.has(key) && !(key === "examples" && isRaw(value))) ||
    key === "value"
  );
}

function targetOf(node: object, spec: Spec, found: Collector): unknown[] {
  const ref = refOf(node);
  if (ref === null) {
    return [];
  }
  const target = spec.resolve(ref, node);
  if ("code" in target) {
    found.keep(target);
    return [];
  }
  return [target.value];
}
