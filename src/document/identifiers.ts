import { own, textAt } from "../lib/json.ts";
import { childrenOf, type Visit } from "./walk.ts";

/** Stands for the folder of the document where `$id` needs an absolute URI to start from. */
const origin = "sls-gen://document/";

/** The names that schemas of one file give themselves (JSON Schema 2020-12 Core §8.2). */
export type Identifiers = {
  /** Schema resources by their absolute URI. */
  readonly resources: ReadonlyMap<string, object>;
  /** Anchors by `URI#name`. */
  readonly anchors: ReadonlyMap<string, object>;
  /** The base URI of each node that has an `$id`. */
  readonly bases: WeakMap<object, string>;
};

/** The base URI of a file without `$id`. */
export function fileUri(file: string): string {
  return new URL(encodeURI(file), origin).href;
}

/** Resolves a reference against a base URI; null where it is none. */
export function resolveUri(ref: string, base: string): URL | null {
  try {
    return new URL(ref, base);
  } catch {
    return null;
  }
}

/** Finds every `$id`, `$anchor` and `$dynamicAnchor` of a file. */
export function findIdentifiers(file: string, data: object): Identifiers {
  const resources = new Map<string, object>();
  const anchors = new Map<string, object>();
  const bases = new WeakMap<object, string>();
  const seen = new Set<object>();
  const waiting: (Visit & { readonly base: string })[] = [
    { node: data, isMap: false, under: "", base: fileUri(file) },
  ];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { node, isMap } = visit;
    if (seen.has(node)) {
      continue;
    }
    seen.add(node);
    const base = isMap ? visit.base : baseOf(node, visit.base);
    if (base !== visit.base) {
      resources.set(base, node);
      bases.set(node, base);
    }
    for (const keyword of isMap ? [] : ["$anchor", "$dynamicAnchor"]) {
      const name = textAt(node, keyword);
      if (name !== null && !anchors.has(`${base}#${name}`)) {
        anchors.set(`${base}#${name}`, node);
      }
    }
    waiting.push(...childrenOf(visit).map((child) => ({ ...child, base })));
  }
  return { resources, anchors, bases };
}

/** `$id` sets the base of what is in it (Core §8.2.1). */
function baseOf(node: object, base: string): string {
  const id = textAt(node, "$id");
  const uri =
    id === null || own(node, "$id") === undefined ? null : resolveUri(id.replace(/#$/, ""), base);
  return uri === null ? base : uri.href;
}
