import type { Direction } from "../../model/schema.ts";
import { own } from "../../spec/json.ts";
import { childrenOf, type Visit } from "../../spec/walk.ts";
import { refOf, type Spec } from "../../spec/spec.ts";
import { identityOf } from "../context.ts";
import type { Subtypes } from "./subtypes.ts";

/** Keywords that make what a client sends differ from what it gets (OpenAPI 3.1 §4.8.24). */
const directed = ["readOnly", "writeOnly", "default"];

type Node = {
  readonly value: unknown;
  readonly isDirected: boolean;
  readonly refs: readonly string[];
};

/**
 * Which named schemas mean one thing in a request and another in a response. Such a schema used in
 * both gets two types: `User` and, for requests, `UserInput`.
 */
export class Variants {
  readonly #nodes = new Map<string, Node>();
  readonly #schemas = new Set<string>();
  readonly #aliases = new Map<string, string>();
  readonly #differing: ReadonlySet<string>;
  readonly #both: ReadonlySet<string>;

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
    this.#both = new Set([...sent].filter((identity) => got.has(identity)));
    this.#differing = this.#spread();
  }

  /** Every identity of a schema that is referred to, sorted. */
  get identities(): string[] {
    return [...this.#schemas].sort();
  }

  /** The name of the component that stands for a schema of another file; null where none does. */
  aliasOf(identity: string): string | null {
    return this.#aliases.get(identity) ?? null;
  }

  /** What each identity stands for, in their order. */
  get values(): unknown[] {
    return this.identities.map((identity) => this.#nodes.get(identity)?.value);
  }

  /** The part that keeps two variants of a schema apart, in keys and names. */
  of(identity: string, direction: Direction): { readonly suffix: "" | "Input" } {
    return { suffix: direction === "request" && this.isSplit(identity) ? "Input" : "" };
  }

  /** True where the schema needs two types. */
  isSplit(identity: string): boolean {
    return this.#differing.has(identity) && this.#both.has(identity);
  }

  /** All targets that can be reached from some nodes, recording each on the way. */
  #reach(spec: Spec, subtypes: Subtypes, roots: readonly unknown[]): Set<string> {
    const reached = new Set<string>();
    const waiting = roots.flatMap((root) => scan(spec, root).targets);
    for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
      this.#note(target);
      if (!reached.has(target.identity)) {
        reached.add(target.identity);
        const inside = scan(spec, target.value);
        const targets = [...inside.targets, ...subtypes.heirsOf(target.identity)];
        this.#nodes.set(target.identity, {
          value: target.value,
          isDirected: inside.isDirected,
          refs: targets.map((each) => each.identity),
        });
        waiting.push(...targets);
      }
    }
    return reached;
  }

  #note({ identity, isSchema, names }: Found): void {
    if (isSchema) {
      this.#schemas.add(identity);
    }
    const [alias] = [...names, this.#aliases.get(identity) ?? ""].filter(Boolean).sort();
    if (alias !== undefined) {
      this.#aliases.set(identity, alias);
    }
  }

  /** A schema differs where it is directed itself or refers to one that differs. */
  #spread(): Set<string> {
    const users = new Map<string, string[]>();
    for (const [identity, node] of this.#nodes) {
      for (const ref of node.refs) {
        users.set(ref, [...(users.get(ref) ?? []), identity]);
      }
    }
    const differing = new Set<string>();
    const waiting = [...this.#nodes]
      .filter(([, node]) => node.isDirected)
      .map(([identity]) => identity);
    for (let identity = waiting.pop(); identity !== undefined; identity = waiting.pop()) {
      if (!differing.has(identity)) {
        differing.add(identity);
        waiting.push(...(users.get(identity) ?? []));
      }
    }
    return differing;
  }
}

type Found = {
  readonly identity: string;
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
          identity: identityOf(target),
          value: target.value,
          isSchema: !others.has(under),
          names: target.names,
        },
      ];
}
