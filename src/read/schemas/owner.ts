import { createHash } from "node:crypto";
import type { Schema, Property } from "../../api/schema.ts";
import type { NamedRef } from "../../api/schema.ts";
import type { Declaration, Unit } from "../../api/named.ts";
import type { Member, Shape } from "../../api/shape.ts";
import type { Origin } from "../../lib/origin.ts";
import type { Context } from "../context.ts";
import type { Doc } from "../../api/doc.ts";

/** A property with a default, and the member of a type that is always there because of it. */
export type DefaultedProperty = { readonly property: Property; readonly member: Member };

/** Where a schema stands in its owner: the id of the one that it is in, and the step from there. */
export type SchemaStep = { readonly parent: string; readonly part: string };

type Identified = { readonly id: string; readonly order: number };

/** Letters that the name of a place may have: lines of generated code are 100 wide. */
const longest = 20;

/** A few letters made from where something stands, other than those that are taken. */
function digest(seed: string, taken: ReadonlySet<string>): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  const lengths = [3, 6, 12, 24];
  const length = lengths.find((each) => ![...taken].some((id) => id.endsWith(hex.slice(0, each))));
  return `X${hex.slice(0, length ?? 64)}`;
}

/**
 * Collects what one generated file declares: the ids of its schemas, the types of the anonymous
 * objects in it, the functions that its branches need.
 */
export class Owner {
  readonly context: Context;
  readonly declarations: Declaration[] = [];
  readonly schemas: Schema[] = [];
  readonly defaulted: DefaultedProperty[] = [];
  readonly refs = new Map<string, NamedRef>();
  readonly #branches = new Map<string, Schema>();
  readonly #taken: Set<string>;
  readonly #ids = new Set<string>();

  /** @param taken names of types, in lower case, that this file may not declare again */
  constructor(context: Context, taken: ReadonlySet<string>) {
    this.context = context;
    this.#taken = new Set(taken);
  }

  /**
   * Names a schema after its place, so that one more property changes no other name. A name that would be long is
   * that of the last step alone; two places of one name are told apart by where they stand.
   *
   * @param place the schema that it is in, and the step from there
   */
  identify({ parent, part }: SchemaStep, { file, pointer }: Origin): Identified {
    const whole = parent + part;
    const wanted = whole.length > longest ? part.slice(-longest) : whole;
    const isFree = !this.#ids.has(wanted);
    const id = isFree ? wanted : wanted + digest(`${file}#${pointer} ${whole}`, this.#ids);
    this.#ids.add(id);
    return { id, order: this.#ids.size };
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
      branches: [...this.#branches.values()].sort((a, b) => a.order - b.order),
      coverers: [],
      settlers: [],
      imports: [],
    };
  }
}
