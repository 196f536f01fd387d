import type { Collector } from "../../diagnostics/collector.ts";
import { isRaw, listAt, own, rawAt } from "../../lib/json.ts";
import { refOf, type Spec } from "../../document/spec.ts";

/** A step from a schema to one that it applies to the same value. */
type Edge = {
  readonly from: object;
  readonly to: object;
  readonly kind: "ref" | "allOf" | "other";
};

/**
 * Finds references by which a schema applies itself to the same value, without a property or an item
 * between: checking it would never end. Each such circle is cut at one reference, which is then taken
 * as fulfilled; a member of `allOf` is preferred, because there the schema that it leads back to has
 * begun to check the value already.
 *
 * @param roots schemas to start from
 * @returns the nodes whose reference is not followed
 */
export function cutCycles(
  spec: Spec,
  roots: readonly unknown[],
  found: Collector,
): ReadonlySet<object> {
  const cuts = new Set<object>();
  for (
    let circle = findCircle(spec, roots, cuts);
    circle !== null;
    circle = findCircle(spec, roots, cuts)
  ) {
    const refs = circle.filter((edge) => edge.kind === "ref");
    const inAllOf = refs.find((edge) =>
      circle.some((other) => other.kind === "allOf" && other.to === edge.from),
    );
    const cut = (inAllOf ?? refs.at(-1) ?? circle[0])?.from;
    if (cut === undefined) {
      return cuts;
    }
    cuts.add(cut);
    found.add("schema/circular", { ref: refOf(cut) ?? "" }, spec.originOf(cut, "$ref"));
  }
  return cuts;
}

/** The edges of one circle, null where there is none; walks without recursion, documents may be deep. */
function findCircle(
  spec: Spec,
  roots: readonly unknown[],
  cuts: ReadonlySet<object>,
): Edge[] | null {
  const done = new Set<object>();
  for (const root of roots) {
    const path: { readonly node: object; readonly edges: Edge[]; readonly via: Edge | null }[] = [];
    const enter = (node: object, via: Edge | null) =>
      path.push({ node, edges: edgesOf(spec, node, cuts), via });
    if (isRaw(root) && !done.has(root)) {
      enter(root, null);
    }
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.edges.pop();
      if (edge === undefined) {
        done.add(top.node);
        path.pop();
        continue;
      }
      const at = path.findIndex((each) => each.node === edge.to);
      if (at >= 0) {
        return [
          ...path.slice(at + 1).flatMap((each) => (each.via === null ? [] : [each.via])),
          edge,
        ];
      }
      if (!done.has(edge.to)) {
        enter(edge.to, edge);
      }
    }
  }
  return null;
}

/** What a schema applies in place (JSON Schema 2020-12 Core §10.2, §8.2.3). */
function edgesOf(spec: Spec, from: object, cuts: ReadonlySet<object>): Edge[] {
  const ref = cuts.has(from) ? null : refOf(from);
  const target = ref === null ? null : spec.resolve(ref, from);
  const referred =
    target !== null && !("code" in target) && isRaw(target.value)
      ? [{ from, to: target.value as object, kind: "ref" as const }]
      : [];
  const members = (keyword: string, kind: Edge["kind"]) =>
    listAt(from, keyword)
      .filter(isRaw)
      .map((to) => ({ from, to: to as object, kind }));
  const single = ["not", "if", "then", "else"].map((keyword) => own(from, keyword)).filter(isRaw);
  const others = [...single, ...Object.values(rawAt(from, "dependentSchemas")).filter(isRaw)];
  return [
    ...referred,
    ...members("allOf", "allOf"),
    ...members("anyOf", "other"),
    ...members("oneOf", "other"),
    ...others.map((to) => ({ from, to: to as object, kind: "other" as const })),
  ];
}
