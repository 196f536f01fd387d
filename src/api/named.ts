import type { SchemaCases } from "./cases.ts";
import type { Doc } from "./doc.ts";
import type { SchemaKey, SchemaPlace, SchemaVariant } from "./identity.ts";
import type { Name } from "./name.ts";
import type { Direction, Schema } from "./schema.ts";
import type { Shape } from "./shape.ts";

/** A type that a file declares: the owner's own, and one for each anonymous object inside it. */
export type Declaration = {
  readonly typeName: string;
  readonly doc: Doc | null;
  readonly shape: Shape;
};

/** What one generated file needs to declare and check its schemas. */
export type Unit = {
  readonly declarations: readonly Declaration[];
  /** Every schema of the unit, by id. */
  readonly schemas: readonly Schema[];
  /** Subschemas that need a function of their own (branches, names of properties …). */
  readonly branches: readonly Schema[];
  /** Schemas of this unit that are asked what they evaluate. */
  readonly coverers: readonly Schema[];
  /** Schemas of this unit that change an accepted value. */
  readonly settlers: readonly Schema[];
  /** Named schemas referred to, sorted by name. */
  readonly imports: readonly Import[];
};

/** A named schema that a unit refers to, and whether its `settle` and `covers` are needed. */
export type Import = {
  readonly name: Name;
  readonly changes: boolean;
  readonly isCovering: boolean;
};

/** A schema that has a file of its own: every target of a `$ref`, per direction where they differ. */
export type NamedSchema = UncasedSchema & {
  /** What its validator is tried with. */
  readonly cases: SchemaCases;
};

/** A named schema before its cases are known. */
export type UncasedSchema = {
  readonly key: SchemaKey;
  readonly place: SchemaPlace;
  readonly variant: SchemaVariant;
  readonly name: Name;
  readonly direction: Direction;
  readonly schema: Schema;
  /** True where another file asks what the schema evaluates. */
  readonly isCovering: boolean;
  readonly unit: Unit;
};
