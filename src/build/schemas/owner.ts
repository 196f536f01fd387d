import type { Declaration, Schema, Unit } from "../../model/schema.ts";
import type { Doc, NamedRef } from "../../model/schema.ts";
import type { Property } from "../../model/check.ts";
import type { Member, Shape } from "../../model/shape.ts";
import type { Context } from "../context.ts";

/** A property with a default, and the member of a type that is always there because of it. */
export type Defaulted = { readonly property: Property; readonly member: Member };

/**
 * Collects what one generated file declares: the ids of its schemas, the types of the anonymous
 * objects in it, the functions that its branches need.
 */
export class Owner {
  readonly context: Context;
  readonly declarations: Declaration[] = [];
  readonly schemas: Schema[] = [];
  readonly defaulted: Defaulted[] = [];
  readonly refs = new Map<string, NamedRef>();
  readonly #branches = new Map<number, Schema>();
  readonly #taken: Set<string>;
  #ids = 0;

  /** @param taken names of types, in lower case, that this file may not declare again */
  constructor(context: Context, taken: ReadonlySet<string>) {
    this.context = context;
    this.#taken = new Set(taken);
  }

  nextId(): number {
    this.#ids += 1;
    return this.#ids - 1;
  }

  /** Lets a subschema have a function of its own, unless it is a plain reference (which has one). */
  branch(schema: Schema): Schema {
    if (schema.target === null && !schema.isTrivial) {
      this.#branches.set(schema.id, schema);
    }
    return schema;
  }

  /** Declares a type, under the wanted name or one made from it. @returns the name it got */
  declare(wanted: string, doc: Doc | null, shape: Shape): string {
    const name = this.reserve(wanted);
    this.declarations.push({ typeName: name, doc, shape });
    return name;
  }

  /** A name for a type that is free in this file. */
  reserve(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name.toLowerCase()); number += 1) {
      name = `${wanted}${number}`;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }

  /** The finished unit; `settlers` and `imports` are filled in once every schema is known. */
  unit(): Unit {
    return {
      declarations: this.declarations,
      schemas: this.schemas,
      branches: [...this.#branches.values()].sort((a, b) => a.id - b.id),
      coverers: [],
      settlers: [],
      imports: [],
    };
  }
}
