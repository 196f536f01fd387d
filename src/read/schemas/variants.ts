import { keyOf, type SchemaKey, type SchemaPlace } from "../../api/identity.ts";
import { own } from "../../lib/json.ts";
import { childrenOf, type Visit } from "../../document/walk.ts";
import { refOf, type Spec } from "../../document/spec.ts";
import type { Subtypes } from "./subtypes.ts";

/** Keywords that make what a client sends differ from what it gets (OpenAPI 3.1 §4.8.24). */
const directed = ["readOnly", "writeOnly", "default"];

type Node = {
  readonly place: SchemaPlace;
  readonly value: unknown;
  readonly isDirected: boolean;
  readonly refs: readonly SchemaKey[];
};

/**
 * Which named schemas mean one thing in a request and another in a response. Such a schema used in
 * both gets two types: `User` and, for requests, `UserInput`.
 */
export class Variants {
  readonly #nodes = new Map<SchemaKey, Node>();
  readonly #schemas = new Set<SchemaKey>();
  readonly #aliases = new Map<SchemaKey, string>();
  readonly #differing: ReadonlySet<SchemaKey>;
  readonly #both: ReadonlySet<SchemaKey>;

  /**
   * @param subtypes what stands for several schemas
   * @param requests nodes of the document that describe requests
   * @param responses those of responses
   */
  constructor(
    spec: Spec,
    subtypes: Subtypes,
    requests: readonly unknown[],
    responses: readonly unknown[],
  ) {
    const sent = this.#reach(spec, subtypes, requests);
    const got = this.#reach(spec, subtypes, responses);
    this.#both = new Set([...sent].filter((key) => got.has(key)));
    this.#differing = this.#spread();
  }

  /** Every schema that is referred to, sorted by place. */
  get places(): SchemaPlace[] {
    const keys = [...this.#schemas].sort();
    return keys.flatMap((key) => this.#nodes.get(key)?.place ?? []);
  }

  /** The name of the component that stands for a schema of another file; null where none does. */
  aliasOf(key: SchemaKey): string | null {
    return this.#aliases.get(key) ?? null;
  }

  /** What each identity stands for, in their order. */
  get values(): unknown[] {
    return this.places.map((place) => this.#nodes.get(keyOf(place))?.value);
  }

  /** True where the schema needs two types. */
  isSplit(key: SchemaKey): boolean {
    return this.#differing.has(key) && this.#both.has(key);
  }

  /** All targets that can be reached from some nodes, recording each on the way. */
  #reach(spec: Spec, subtypes: Subtypes, roots: readonly unknown[]): Set<SchemaKey> {
    const reached = new Set<SchemaKey>();
    const waiting = roots.flatMap((root) => scan(spec, root).targets);
    for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
      const key = keyOf(target.place);
      this.#note(key, target);
      if (!reached.has(key)) {
        reached.add(key);
        const inside = scan(spec, target.value);
        const targets = [...inside.targets, ...subtypes.heirsOf(key)];
        this.#nodes.set(key, {
          place: target.place,
          value: target.value,
          isDirected: inside.isDirected,
          refs: targets.map(({ place }) => keyOf(place)),
        });
        waiting.push(...targets);
      }
    }
    return reached;
  }

  #note(key: SchemaKey, { isSchema, names }: Found): void {
    if (isSchema) {
      this.#schemas.add(key);
    }
    const [alias] = [...names, this.#aliases.get(key) ?? ""].filter(Boolean).sort();
    if (alias !== undefined) {
      this.#aliases.set(key, alias);
    }
  }

  /** A schema differs where it is directed itself or refers to one that differs. */
  #spread(): Set<SchemaKey> {
    const users = new Map<SchemaKey, SchemaKey[]>();
    for (const [key, node] of this.#nodes) {
      for (const ref of node.refs) {
        users.set(ref, [...(users.get(ref) ?? []), key]);
      }
    }
    const differing = new Set<SchemaKey>();
    const waiting = [...this.#nodes].filter(([, node]) => node.isDirected).map(([key]) => key);
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (!differing.has(key)) {
        differing.add(key);
        waiting.push(...(users.get(key) ?? []));
      }
    }
    return differing;
  }
}

type Found = {
  readonly place: SchemaPlace;
  readonly value: unknown;
  readonly isSchema: boolean;
  readonly names: readonly string[];
};

/** Fields whose references lead to other objects than schemas. */
const others = new Set(
  "parameters requestBody requestBodies responses headers examples links callbacks paths pathItems securitySchemes content mediaTypes".split(
    " ",
  ),
);

/** What stands in one node itself: directed keywords, and the targets of its references. */
function scan(spec: Spec, root: unknown): { isDirected: boolean; targets: Found[] } {
  const targets: Found[] = [];
  const seen = new Set<object>();
  let isDirected = false;
  const waiting: Visit[] =
    typeof root === "object" && root !== null ? [{ node: root, isMap: false, under: "" }] : [];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    if (!seen.has(visit.node)) {
      seen.add(visit.node);
      isDirected ||= !visit.isMap && isDirectedNode(visit.node);
      targets.push(...targetOf(spec, visit));
      waiting.push(...childrenOf(visit));
    }
  }
  return { isDirected, targets };
}

function isDirectedNode(node: object): boolean {
  return directed.some((key) => own(node, key) !== undefined && own(node, key) !== false);
}

function targetOf(spec: Spec, { node, isMap, under }: Visit): Found[] {
  const ref = isMap ? null : refOf(node);
  const target = ref === null ? null : spec.resolveSchema(ref, node);
  return target === null || "code" in target
    ? []
    : [
        {
          place: { file: target.file, pointer: target.pointer },
          value: target.value,
          isSchema: !others.has(under),
          names: target.names,
        },
      ];
}
