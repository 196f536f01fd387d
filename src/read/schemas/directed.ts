import type { Direction } from "../../api/schema.ts";
import { isRaw, listAt, own, rawAt, type Raw } from "../../lib/json.ts";
import { refOf } from "../../document/spec.ts";
import type { Dialect } from "../../document/upgrade/dialect.ts";
import { isBareRef } from "./bare.ts";

/** How references of the document are followed while a schema is looked at. */
export type ReferenceLookup = {
  readonly dialect: Dialect;
  /** References that are not followed. */
  readonly cuts: ReadonlySet<object>;
  readonly targetOf: (holder: object, ref: string) => unknown;
};

/** Names of properties. */
export type Names = ReadonlySet<string>;

/** Marks, in a schema made here, a value that may not be sent. */
export const withheldMark = "x-sls-gen-withheld";

const none: Names = new Set();

/** The keyword by which the sender of a value may not set it (OpenAPI 3.1 §4.8.24). */
export function keywordOf(direction: Direction): "readOnly" | "writeOnly" {
  return direction === "request" ? "readOnly" : "writeOnly";
}

/**
 * Says of whole schemas what may not be sent, wherever in a composition that is said: a property is read-only where
 * any schema that applies to it says so (JSON Schema 2020-12 Validation §9.4).
 */
export class DirectedProperties {
  readonly #context: ReferenceLookup;
  readonly #direction: Direction;
  readonly #flagged = new Map<object, boolean>();
  readonly #names = new Map<object, Names>();
  readonly #always = new Map<object, Names>();
  readonly #mentioned = new Map<object, Names>();

  constructor(context: ReferenceLookup, direction: Direction) {
    this.#context = context;
    this.#direction = direction;
  }

  /**
   * True for a value that may not be sent: the schema, what it refers to, what it is composed of, or its items say
   * so. Where only some alternatives do, the value is held back as well: it may be one of them.
   */
  isFlagged(node: unknown): boolean {
    const known = isRaw(node) ? this.#flagged.get(node) : false;
    if (known !== undefined) {
      return known;
    }
    const seen = new Set<object>();
    const waiting: unknown[] = [node];
    let isFlagged = false;
    while (waiting.length > 0 && !isFlagged) {
      const raw = waiting.pop();
      if (isRaw(raw) && !seen.has(raw)) {
        seen.add(raw);
        isFlagged = raw[keywordOf(this.#direction)] === true || this.#flagged.get(raw) === true;
        waiting.push(...this.#partsOf(raw));
      }
    }
    this.#flagged.set(node as object, isFlagged);
    return isFlagged;
  }

  /** What a schema applies to the value itself, or to all of it: its items. */
  #partsOf(raw: Raw): unknown[] {
    const { all, alternatives } = this.#applied(raw);
    const items = [own(raw, "items"), own(raw, "contains"), own(raw, "unevaluatedItems")];
    return [...all, ...alternatives.flat(), ...items.flat(), ...listAt(raw, "prefixItems")];
  }

  /** The properties of an object that may not be sent, by everything that applies to the object in place. */
  namesIn(node: unknown): Names {
    return memoized(this.#names, node, none, (raw) => {
      const parts = this.#applied(raw);
      return new Set([
        ...this.#ownNames(raw),
        ...parts.all.flatMap((each) => [...this.namesIn(each)]),
        ...parts.alternatives.flatMap((each) => this.#inAlternatives(each)),
      ]);
    });
  }

  /** Those of {@link namesIn} that do not depend on an alternative. */
  alwaysIn(node: unknown): Names {
    return memoized(this.#always, node, none, (raw) => {
      const { all } = this.#applied(raw);
      return new Set([...this.#ownNames(raw), ...all.flatMap((each) => [...this.namesIn(each)])]);
    });
  }

  #ownNames(raw: Raw): string[] {
    return Object.entries(rawAt(raw, "properties"))
      .filter(([, each]) => this.isFlagged(each))
      .map(([name]) => name);
  }

  /** Names that some alternative holds back, and none speaks of otherwise. */
  #inAlternatives(alternatives: readonly unknown[]): string[] {
    const held = alternatives.map((each) => this.namesIn(each));
    const free = alternatives.map((each, index) => {
      const here = held[index] ?? none;
      return new Set([...this.mentionedIn(each)].filter((name) => !here.has(name)));
    });
    return held.flatMap((names) =>
      [...names].filter((name) => !free.some((others) => others.has(name))),
    );
  }

  /** The properties that a schema says something about, by everything that applies in place. */
  mentionedIn(node: unknown): Names {
    return memoized(this.#mentioned, node, none, (raw) => {
      const parts = this.#applied(raw);
      const dependent = Object.values(rawAt(raw, "dependentRequired")).flat();
      const here = [
        ...Object.keys(rawAt(raw, "properties")),
        ...listAt(raw, "required"),
        ...dependent,
      ];
      const isClosed = [raw["additionalProperties"], raw["unevaluatedProperties"]].includes(false);
      const inner = [...parts.all, ...parts.alternatives.flat()];
      return new Set([
        ...here.filter((name): name is string => typeof name === "string"),
        ...(isClosed ? [anyName] : []),
        ...inner.flatMap((each) => [...this.mentionedIn(each)]),
      ]);
    });
  }

  /** What a schema applies to the same value: always, and one of several. Beside a reference may stand more. */
  #applied(raw: Raw): {
    readonly all: readonly unknown[];
    readonly alternatives: readonly unknown[][];
  } {
    const ref = this.#context.cuts.has(raw) ? null : refOf(raw);
    const target = ref === null ? [] : [this.#context.targetOf(raw, ref)];
    if (ref !== null && isBareRef(this.#context.dialect.schema(raw))) {
      return { all: target, alternatives: [] };
    }
    const branches = [own(raw, "then"), own(raw, "else")].filter((each) => each !== undefined);
    return {
      all: [...target, ...listAt(raw, "allOf")],
      alternatives: [
        [...listAt(raw, "anyOf")],
        [...listAt(raw, "oneOf")],
        branches,
        ...Object.values(rawAt(raw, "dependentSchemas")).map((each) => [each]),
      ],
    };
  }
}

/** Stands for every name, where a schema is closed: what else may be sent matters to it. */
export const anyName = "\0any";

/** What is asked of a node once; a node that leads to itself adds nothing to itself. */
function memoized<Answer>(
  known: Map<object, Answer>,
  node: unknown,
  nothing: Answer,
  ask: (raw: Raw) => Answer,
): Answer {
  if (!isRaw(node)) {
    return nothing;
  }
  const found = known.get(node);
  if (found !== undefined) {
    return found;
  }
  known.set(node, nothing);
  const answer = ask(node);
  known.set(node, answer);
  return answer;
}
