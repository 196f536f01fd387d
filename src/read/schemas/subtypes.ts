import { posix } from "node:path";
import { keyOf, type SchemaKey, type SchemaPlace } from "../../api/identity.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../../lib/json.ts";
import { escapeToken } from "../../lib/pointer.ts";
import { refOf, type Spec } from "../../document/spec.ts";

/** A named schema, and the reference by which the document would name it. */
type Component = {
  readonly place: SchemaPlace;
  readonly key: SchemaKey;
  readonly ref: string;
  readonly raw: Raw;
};

/** A schema that inherits, as what a reference leads to. */
type Heir = {
  readonly place: SchemaPlace;
  readonly value: unknown;
  readonly isSchema: true;
  readonly names: readonly string[];
};

/**
 * Inheritance by `allOf` (OpenAPI 3.1 §4.8.25): a schema with a discriminator stands for all schemas
 * whose `allOf` refers to it. Such a schema is read in two ways: as the union of what inherits from it,
 * and, where its heirs refer to it, as their base.
 */
export class Subtypes {
  readonly #unions = new Map<SchemaKey, Raw>();
  readonly #heirs = new Map<SchemaKey, readonly Component[]>();
  readonly #bases = new WeakSet<object>();

  constructor(spec: Spec) {
    const components = componentsOf(spec);
    const parents = new Map(components.map((each) => [each.key, parentsOf(spec, each)]));
    for (const parent of components.filter(isDiscriminated)) {
      const heirs = components.filter((each) => inherits(each.key, parent.key, parents));
      if (heirs.length > 0) {
        this.#heirs.set(parent.key, heirs);
        this.#unions.set(parent.key, this.#unionOf(spec, parent, heirs));
      }
    }
    for (const { node, key } of [...parents.values()].flat()) {
      if (this.#unions.has(key)) {
        this.#bases.add(node);
      }
    }
  }

  /** True for a reference from an heir to its parent, which means the parent alone. */
  isBase(node: object): boolean {
    return this.#bases.has(node);
  }

  /** The union that a schema stands for; null where nothing inherits from it. */
  unionOf(key: SchemaKey): Raw | null {
    return this.#unions.get(key) ?? null;
  }

  /** What inherits from a schema. */
  heirsOf(key: SchemaKey): readonly Heir[] {
    const heirs = this.#heirs.get(key) ?? [];
    return heirs.map((heir) => ({
      place: heir.place,
      value: heir.raw,
      isSchema: true,
      names: [],
    }));
  }

  /** The heirs, and the parent itself where its own name is a value that the property may have. */
  #unionOf(spec: Spec, parent: Component, heirs: readonly Component[]): Raw {
    const { raw } = parent;
    const discriminator = discriminatorOf(raw);
    const base = { $ref: parent.ref };
    const members = heirs.map((heir) => ({ $ref: refFrom(parent, heir) }));
    const all: Raw[] = isConcrete(parent, discriminator) ? [...members, base] : members;
    // Values without a mapping may be the default's (OpenAPI 3.2 §4.25): then an heir is its parent too.
    const isOpen = own(discriminator, "defaultMapping") !== undefined;
    const union = {
      description: raw["description"],
      [isOpen ? "anyOf" : "oneOf"]: all,
      discriminator,
    };
    [base, ...members, all, discriminator, union].forEach((made) => spec.adopt(made, raw));
    this.#bases.add(base);
    return union;
  }
}

/** The named schemas of every file that the document refers to. */
function componentsOf(spec: Spec): Component[] {
  const folders = [["components", "schemas"], ["definitions"]] as const;
  return spec.files.flatMap(({ file, data }) =>
    folders.flatMap((folder) => {
      const schemas = folder.reduce<Raw>((at, key) => rawAt(at, key), isRaw(data) ? data : {});
      return Object.entries(schemas).flatMap(([name, raw]) => {
        const pointer = `/${[...folder, name].map(escapeToken).join("/")}`;
        const place = { file, pointer };
        return isRaw(raw) ? [{ place, key: keyOf(place), ref: `#${pointer}`, raw }] : [];
      });
    }),
  );
}

/** How a schema is referred to from another one: by its file too, where that is another. */
function refFrom(from: Component, to: Component): string {
  const path = posix.relative(posix.dirname(from.place.file), to.place.file);
  return from.place.file === to.place.file ? to.ref : `${encodeURI(path)}${to.ref}`;
}

type Parent = { readonly node: object; readonly key: SchemaKey };

/** The references in a schema's `allOf`, and what they lead to. */
function parentsOf(spec: Spec, { raw }: Component): Parent[] {
  return listAt(raw, "allOf").flatMap((node) => {
    const ref = refOf(node);
    const target = ref === null ? null : spec.resolveSchema(ref, node as object);
    return target === null || "code" in target
      ? []
      : [{ node: node as object, key: keyOf(target) }];
  });
}

function inherits(
  key: SchemaKey,
  from: SchemaKey,
  parents: ReadonlyMap<SchemaKey, readonly Parent[]>,
  seen: ReadonlySet<SchemaKey> = new Set(),
): boolean {
  const above = parents.get(key) ?? [];
  return above.some(
    (parent) =>
      parent.key === from ||
      (!seen.has(parent.key) && inherits(parent.key, from, parents, new Set([...seen, key]))),
  );
}

function isDiscriminated({ raw }: Component): boolean {
  const isUnion = own(raw, "oneOf") !== undefined || own(raw, "anyOf") !== undefined;
  return !isUnion && textAt(discriminatorOf(raw), "propertyName") !== null;
}

/** The discriminator; in OpenAPI 2.0 it is the property's name alone. */
function discriminatorOf(raw: Raw): Raw {
  const name = textAt(raw, "discriminator");
  return name === null ? { ...rawAt(raw, "discriminator") } : { propertyName: name };
}

/** True unless the property's own values leave out every one that stands for the parent. */
function isConcrete({ raw, ref }: Component, discriminator: Raw): boolean {
  const property = own(rawAt(raw, "properties"), textAt(discriminator, "propertyName") ?? "");
  const values = listAt(property, "enum");
  const mapped = Object.entries(rawAt(discriminator, "mapping")).filter(([, to]) => to === ref);
  const names = mapped.length > 0 ? mapped.map(([value]) => value) : [ref.split("/").at(-1)];
  return values.length === 0 || names.some((name) => values.includes(name));
}
