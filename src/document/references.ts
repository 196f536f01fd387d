import { because } from "../diagnostics/reasons.ts";
import type { Collector } from "../diagnostics/collector.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isRaw, own } from "../lib/json.ts";
import { refOf, type Spec } from "./spec.ts";
import { childrenOf, type Visit } from "./walk.ts";

/**
 * Follows every reference of the document, also in parts that nothing uses, and reports those that
 * lead nowhere (OpenAPI 3.1 §4.8.23).
 */
export function checkReferences(spec: Spec, found: Collector): void {
  const seen = new Set<object>();
  const waiting: Visit[] = isRaw(spec.data) ? [{ node: spec.data, isMap: false, under: "" }] : [];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    if (!seen.has(visit.node)) {
      seen.add(visit.node);
      waiting.push(...childrenOf(visit), ...targetOf(visit, spec, found));
    }
  }
}

/** An example is only shown and tried: one that leads nowhere is none, and stops nothing. */
function leaveOut(
  node: object,
  { message: reason }: Diagnostic,
  spec: Spec,
  found: Collector,
): void {
  found.add("ref/example", { reason }, spec.originOf(node, "$ref"));
  delete (node as Record<string, unknown>)["$ref"];
}

function targetOf({ node, isMap, under }: Visit, spec: Spec, found: Collector): Visit[] {
  const ref = isMap ? null : refOf(node);
  const written = own(node, "$ref");
  if (!isMap && written !== undefined && typeof written !== "string") {
    const why = { ref: String(written), ...because("ref-not-text", {}) };
    found.add("ref/broken", why, spec.originOf(node, "$ref"));
  }
  if (ref === null) {
    return [];
  }
  const target = spec.resolve(ref, node);
  if ("code" in target) {
    if (under === "examples") {
      leaveOut(node, target, spec, found);
    } else {
      found.keep(target);
    }
    return [];
  }
  return typeof target.value === "object" && target.value !== null
    ? [{ node: target.value, isMap: false, under: "" }]
    : [];
}
