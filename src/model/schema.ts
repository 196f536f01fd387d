import type { Check, Cover } from "./check.ts";
import type { SchemaKey, SchemaPlace, SchemaVariant } from "./identity.ts";
import type { Name } from "./name.ts";
import type { Origin } from "./origin.ts";
import type { Shape } from "./shape.ts";

/** A value that JSON can carry (RFC 8259 §3). */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The instance types of JSON Schema 2020-12 (Core §4.2.1), `integer` apart from `number`. */
export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** Who sends the value: decides what readOnly, writeOnly and default mean (OpenAPI 3.1 §4.8.24). */
export type Direction = "request" | "response";

/** Words for people, taken from `title`, `description` and `deprecated`. */
export type Doc = {
  readonly lines: readonly string[];
  readonly isSingle: boolean;
  readonly isDeprecated: boolean;
};

/** The checks that apply to values of one instance type; `any` holds those for every value. */
export type Group = {
  readonly on: string;
  readonly type: "any" | "string" | "number" | "array" | "object";
  /** False where the type test before it has already left only this type. */
  readonly isGuarded: boolean;
  /** True for numbers that may be bigints. */
  readonly isExact: boolean;
  readonly checks: readonly Check[];
};

/** The allowed instance types, as a test, and what a message says of them. */
export type TypeTest = {
  readonly types: readonly JsonType[];
  /** The tests, by name: those of the types, or of what stands for one in code (`date` for a text). */
  readonly tests: readonly (JsonType | "date" | "int64")[];
  /** True for whole numbers of 64 bits that keep every digit. */
  readonly isExact: boolean;
  /** True for other numbers where long ones are read with every digit: they are made numbers again. */
  readonly isNumeric: boolean;
  readonly message: string;
};

/** A schema of the document after upgrade to JSON Schema 2020-12, as a list of checks and a shape. */
export type Schema = {
  /** Its place in its owner (a named schema or an operation), as letters: variables are named after it. */
  readonly id: string;
  /** Position in its owner, in the order of the document. */
  readonly order: number;
  readonly origin: Origin;
  /** Set where the schema is a plain reference: there are no checks but the reference's. */
  readonly target: NamedRef | null;
  readonly typeTest: TypeTest | null;
  readonly groups: readonly Group[];
  /** True where every value is accepted: nothing to emit. */
  readonly isTrivial: boolean;
  /** True where an accepted value is changed: defaults put in, properties removed. */
  changes: boolean;
  /** The checks that change a value. */
  settles: readonly Check[];
  /** What the schema evaluates itself, apart from unevaluatedProperties and unevaluatedItems. */
  readonly covers: readonly Cover[];
  /** True where unevaluatedProperties, or unevaluatedItems, leaves none unevaluated. */
  readonly isRest: { readonly properties: boolean; readonly items: boolean };
  readonly shape: Shape;
  readonly doc: Doc | null;
  readonly fallback: { readonly value: Json } | null;
  readonly examples: readonly Json[];
};

/** A reference to a named schema in one direction. */
export type NamedRef = {
  readonly key: SchemaKey;
  readonly name: Name;
};

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
  coverers: readonly Schema[];
  /** Schemas of this unit that change an accepted value. */
  settlers: readonly Schema[];
  /** Named schemas referred to, sorted by name. */
  imports: readonly Import[];
};

/** A named schema that a unit refers to, and whether its `settle` and `covers` are needed. */
export type Import = {
  readonly name: Name;
  readonly changes: boolean;
  readonly isCovering: boolean;
};

/** A schema that has a file of its own: every target of a `$ref`, per direction where they differ. */
export type NamedSchema = {
  readonly key: SchemaKey;
  readonly place: SchemaPlace;
  readonly variant: SchemaVariant;
  readonly name: Name;
  readonly direction: Direction;
  readonly schema: Schema;
  /** True where another file asks what the schema evaluates. */
  isCovering: boolean;
  readonly unit: Unit;
};
