import type { Collector } from "../diagnostics/collector.ts";
import type { Choices } from "../model/choices.ts";
import type { Name } from "../model/name.ts";
import type { Direction, NamedRef, NamedSchema } from "../model/schema.ts";
import { isRaw, own } from "../spec/json.ts";
import { refOf, type Spec, type Target } from "../spec/spec.ts";
import type { Subtypes } from "./schemas/subtypes.ts";
import type { Variants } from "./schemas/variants.ts";

/** What every builder needs: the document, where problems go, and the named schemas met so far. */
export class Context {
  /** Schemas of OpenAPI 2.0 and 3.0 are upgraded as they are read. */
  readonly isVersion30: boolean;
  readonly isVersion20: boolean;
  readonly options: Choices;
  readonly named = new Map<string, NamedSchema>();
  readonly spec: Spec;
  readonly found: Collector;
  /** References that are not followed, because they lead back to the same value: see `cycles.ts`. */
  cuts: ReadonlySet<object> = new Set();
  readonly #names: ReadonlyMap<string, Name>;
  readonly #variants: Variants;
  readonly #subtypes: Subtypes;
  readonly #waiting: {
    readonly ref: NamedRef;
    readonly target: Target;
    readonly direction: Direction;
  }[] = [];
  readonly #asked = new Set<string>();

  constructor(
    spec: Spec,
    found: Collector,
    options: Choices,
    names: ReadonlyMap<string, Name>,
    variants: Variants,
    subtypes: Subtypes,
  ) {
    this.spec = spec;
    this.found = found;
    this.options = options;
    this.#names = names;
    this.#variants = variants;
    this.#subtypes = subtypes;
    this.isVersion20 = own(spec.data, "swagger") !== undefined;
    this.isVersion30 = this.isVersion20 || String(own(spec.data, "openapi")).startsWith("3.0");
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
    const identity = identityOf(target);
    const variant = this.#variants.of(identity, direction);
    const union = this.#subtypes.unionOf(identity);
    const isBase = union !== null && this.#subtypes.isBase(written);
    const key = identity + (isBase ? "Base" : "") + variant.suffix;
    const name = this.#names.get(key) ?? this.#names.get(identity);
    if (name === undefined) {
      throw new Error(`no name was made for ${identity}`);
    }
    const made = { key, name };
    if (!this.#asked.has(made.key)) {
      this.#asked.add(made.key);
      const value = union === null || isBase ? target.value : union;
      this.#waiting.push({ ref: made, target: { ...target, value }, direction });
    }
    return made;
  }

  /** Takes the next named schema to build; undefined when none is left. */
  next():
    { readonly ref: NamedRef; readonly target: Target; readonly direction: Direction } | undefined {
    return this.#waiting.pop();
  }
}

/** The identity of a reference's target: `file#pointer`. */
export function identityOf(target: Pick<Target, "file" | "pointer">): string {
  return `${target.file}#${target.pointer}`;
}
