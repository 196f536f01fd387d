import type { Collector } from "../../diagnostics/collector.ts";
import { isRaw, listAt, own, rawAt } from "../../lib/json.ts";
import { refOf } from "../../document/spec.ts";
import type { Context } from "../context.ts";

/** Schemas that one value may be held to: beyond that, checking it takes longer than a function may run. */
const most = 200_000;

/**
 * Refuses schemas that apply so many others to the same value that nothing could check it: twenty schemas that each
 * name the next one twice come to a million. The count is of what would be done, not of what is done here.
 *
 * @param roots every schema that a reference leads to, and those of the operations
 */
export function checkWeight(context: Context, roots: readonly unknown[], found: Collector): void {
  const weights = new Map<object, number>();
  const weightOf = (node: unknown): number => {
    if (!isRaw(node)) {
      return 1;
    }
    const known = weights.get(node);
    if (known !== undefined) {
      return known;
    }
    weights.set(node, 1);
    const inner = appliedTo(context, node);
    const weight = inner.reduce<number>((sum, each) => sum + weightOf(each), 1);
    weights.set(node, weight);
    // Report the innermost schema that is too heavy: it is the cause for those that refer to it.
    if (weight > most && !inner.some((each) => weightOf(each) > most)) {
      const count = weight > 1e9 ? "more than a thousand million" : String(weight);
      found.add("schema/weight", { count }, context.spec.originOf(node));
    }
    return weight;
  };
  roots.forEach(weightOf);
}

/** What a schema applies in place (JSON Schema 2020-12 Core §10.2). */
function appliedTo(context: Context, node: object): unknown[] {
  const ref = context.cuts.has(node) ? null : refOf(node);
  return [
    ...(ref === null ? [] : [context.targetOf(node, ref)]),
    ...["allOf", "anyOf", "oneOf"].flatMap((keyword) => listAt(node, keyword)),
    ...["not", "if", "then", "else"].map((keyword) => own(node, keyword)),
    ...Object.values(rawAt(node, "dependentSchemas")),
  ];
}
