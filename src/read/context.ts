import type { Collector } from "../diagnostics/collector.ts";
import type { ReadingChoices } from "../api/choices.ts";
import { keyOf, type SchemaKey, type SchemaVariant } from "../api/identity.ts";
import type { Name } from "../api/name.ts";
import type { Direction, NamedRef } from "../api/schema.ts";
import { isRaw } from "../lib/json.ts";
import { refOf, type Spec, type RefTarget } from "../document/spec.ts";
import { dialectOf, type Dialect } from "../document/upgrade/dialect.ts";
import { DirectedProperties } from "./schemas/directed.ts";
import type { Subtypes } from "./schemas/subtypes.ts";
import type { Variants } from "./schemas/variants.ts";
import type { JsonType } from "../api/json.ts";
import type { UncasedSchema } from "../api/named.ts";

/** What every builder needs: the document, where problems go, and the named schemas met so far. */
export class Context {
  /** The document in the one dialect that is read. */
  readonly dialect: Dialect;
  readonly options: ReadingChoices;
  /** What may not be sent in each direction. */
  readonly directed: Readonly<Record<Direction, DirectedProperties>>;
  readonly named = new Map<SchemaKey, UncasedSchema>();
  readonly spec: Spec;
  readonly found: Collector;
  /** References that are not followed, because they lead back to the same value: see `cycles.ts`. */
  cuts: ReadonlySet<object> = new Set();
  /** What is known of the types of schemas: see `possible.ts`. */
  readonly possible = new Map<object, readonly JsonType[] | null>();
  readonly #names: ReadonlyMap<SchemaKey, Name>;
  readonly #variants: Variants;
  readonly #subtypes: Subtypes;
  readonly #waiting: Waiting[] = [];
  readonly #asked = new Set<SchemaKey>();

  constructor(
    spec: Spec,
    found: Collector,
    options: ReadingChoices,
    names: ReadonlyMap<SchemaKey, Name>,
    variants: Variants,
    subtypes: Subtypes,
  ) {
    this.spec = spec;
    this.found = found;
    this.options = options;
    this.#names = names;
    this.#variants = variants;
    this.#subtypes = subtypes;
    this.directed = {
      request: new DirectedProperties(this, "request"),
      response: new DirectedProperties(this, "response"),
    };
    this.dialect = dialectOf(spec, options.nullable);
  }

  /** Every name that a schema of the document has as a type. */
  get typeNames(): string[] {
    return [...this.#names.values()].map((name) => name.pascal);
  }

  /** Follows references until something that is none. @returns null after reporting why not */
  follow(node: unknown): unknown {
    let at = node;
    for (let hops = 0; hops < 100; hops += 1) {
      const ref = refOf(at);
      if (ref === null) {
        return at;
      }
      const target = this.spec.resolve(ref, at as object);
      if ("code" in target) {
        this.found.keep(target);
        return null;
      }
      at = target.value;
    }
    this.found.add(
      "ref/cycle",
      { ref: refOf(node) ?? "" },
      this.spec.originOf(node as object, "$ref"),
    );
    return null;
  }

  /** {@link follow} to a mapping; an empty one where it leads to none. */
  mapping(node: unknown): { readonly [key: string]: unknown } {
    const target = this.follow(node);
    return isRaw(target) ? target : {};
  }

  /**
   * The named schema that a schema's `$ref` leads to, which will be built.
   *
   * @param holder the node that refers; @param written that node as it stands in the document
   */
  refer(holder: object, written: object, ref: string, direction: Direction): NamedRef | null {
    const target = this.spec.resolveSchema(ref, holder);
    if ("code" in target) {
      this.found.keep(target);
      return null;
    }
    const union = this.#subtypes.unionOf(keyOf(target));
    const isBase = union !== null && this.#subtypes.isBase(written);
    const isInput = direction === "request" && this.#variants.isSplit(keyOf(target));
    const variant: SchemaVariant = isBase
      ? isInput
        ? "BaseInput"
        : "Base"
      : isInput
        ? "Input"
        : "";
    const key = keyOf(target, variant);
    const name = this.#names.get(key);
    if (name === undefined) {
      throw new Error(`no name was made for ${key}`);
    }
    const made = { key, name };
    if (!this.#asked.has(key)) {
      this.#asked.add(key);
      const value = union === null || isBase ? target.value : union;
      this.#waiting.push({ ref: made, target: { ...target, value }, variant, direction });
    }
    return made;
  }

  /** What a schema's `$ref` leads to as it is read there: a union where others inherit from it. */
  targetOf(holder: object, ref: string): unknown {
    const target = this.spec.resolveSchema(ref, holder);
    if ("code" in target) {
      return null;
    }
    const union = this.#subtypes.unionOf(keyOf(target));
    return union === null || this.#subtypes.isBase(holder) ? target.value : union;
  }

  /** Takes the next named schema to build; undefined when none is left. */
  next(): Waiting | undefined {
    return this.#waiting.pop();
  }
}

/** A named schema that is referred to and not built yet. */
type Waiting = {
  readonly ref: NamedRef;
  readonly target: RefTarget;
  readonly variant: SchemaVariant;
  readonly direction: Direction;
};
