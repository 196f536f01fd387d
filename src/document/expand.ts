import type { Collector } from "../diagnostics/collector.ts";
import { grammar, isNode, type GrammarField, type NodeKind } from "./grammar.ts";
import { isRaw, own, type Raw } from "../lib/json.ts";
import { refOf, type Spec } from "./spec.ts";
import { childrenOf, isMapOf, type Visit } from "./walk.ts";

/** Hops of references that each lead to another one. */
const mostHops = 100;

/**
 * Puts in place what a `$ref` leads to where OpenAPI has no Reference Object, but documents in several files have one
 * all the same: an operation, the paths, all responses, the components. A Path Item may refer and say more itself: what
 * either says is brought together (OpenAPI 3.1 §4.8.9). From here on everything reads the same document.
 */
export function expandReferences(spec: Spec, found: Collector): void {
  const seen = new Set<object>();
  const told = { places: 0 };
  const expand = (node: object, kind: NodeKind): void => {
    if (seen.has(node)) {
      return;
    }
    seen.add(node);
    for (const [name, field] of Object.entries(grammar[kind])) {
      const value = own(node, name);
      if (isNode(value)) {
        const held = field.form === "one" ? value : substituted(node, name, value);
        into(held, field, node, name);
      }
    }
  };
  const into = (value: object, field: GrammarField, holder: object, name: string): void => {
    switch (field.form) {
      case "one":
        return entry(holder, name, field);
      case "list":
      case "map":
        return Object.keys(value).forEach((key) => entry(value, key, field));
      case "mapOfMaps":
        return Object.entries(value).forEach(([, inner]) => {
          if (isNode(inner) && refOf(inner) === null) {
            into(inner, { ...field, form: "map" }, value, "");
          }
        });
    }
  };
  /** One object of a field: put in place where it may not be a reference, and looked into. */
  const entry = (holder: object, key: string, field: GrammarField): void => {
    const value = own(holder, key);
    // Nothing inside an example is a reference, and one that leads nowhere stops nothing: see references.ts.
    if (!isNode(value) || field.kind === "example") {
      return;
    }
    const isMerged = field.kind === "pathItem" && Object.keys(value).length > 1;
    const here = field.isReferable && !isMerged ? followed(value) : substituted(holder, key, value);
    if (isNode(here) && field.kind !== "schema") {
      expand(here, field.kind);
    }
  };
  /** What a reference leads to, without putting it in place. */
  const followed = (value: object): unknown => {
    let at: unknown = value;
    for (let hops = 0; hops < mostHops; hops += 1) {
      const ref = isNode(at) ? own(at, "$ref") : undefined;
      if (typeof ref !== "string") {
        return at;
      }
      const target = spec.resolve(ref, at as object);
      if ("code" in target) {
        found.keep(target);
        return null;
      }
      at = target.value;
    }
    found.add("ref/cycle", { ref: refOf(value) ?? "" }, spec.originOf(value, "$ref"));
    return null;
  };
  /** Puts in place what a reference leads to, with what stands beside it. @returns what is there now */
  const substituted = (holder: object, key: string, value: object): object => {
    if (typeof own(value, "$ref") !== "string") {
      return value;
    }
    const target = followed(value);
    if (!isNode(target)) {
      return value;
    }
    const { $ref: _, ...beside } = value as Raw;
    const isBeside = Object.keys(beside).length > 0;
    const made = isBeside && isRaw(target) ? merged(target, beside) : target;
    if (made === target) {
      told.places += 1;
    } else {
      spec.adopt(made, value);
    }
    (holder as Record<string, unknown>)[key] = made;
    return made;
  };
  if (isRaw(spec.data)) {
    expand(spec.data, "root");
    expandMaps(spec, spec.data, substituted);
  }
  if (told.places > 0) {
    found.add("ref/place", { count: String(told.places) }, null);
  }
}

/** Mappings inside schemas that are a reference themselves: `properties: { $ref: … }`. */
function expandMaps(
  spec: Spec,
  root: object,
  substituted: (holder: object, key: string, value: object) => object,
): void {
  const seen = new Set<object>();
  const waiting: Visit[] = [{ node: root, isMap: false, under: "" }];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { node, isMap } = visit;
    if (seen.has(node)) {
      continue;
    }
    seen.add(node);
    for (const [key, value] of isMap ? [] : Object.entries(node)) {
      if (isMapOf(key, value)) {
        substituted(node, key, value as object);
      }
    }
    const ref = isMap ? null : refOf(node);
    const target = ref === null ? null : spec.resolve(ref, node);
    if (target !== null && !("code" in target) && isNode(target.value)) {
      waiting.push({ node: target.value, isMap: false, under: "" });
    }
    waiting.push(...childrenOf(visit));
  }
}

/** Both sides of a reference: parameters come together, what both say is taken from beside the reference. */
function merged(target: Raw, beside: Raw): Raw {
  const [theirs, ours] = [own(target, "parameters"), own(beside, "parameters")];
  const parameters =
    Array.isArray(theirs) && Array.isArray(ours) ? { parameters: [...theirs, ...ours] } : {};
  return { ...target, ...beside, ...parameters };
}
