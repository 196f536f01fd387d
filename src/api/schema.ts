import type { On, PlainCheck, Presence, PropertyName, Regex, SettleMode } from "./check.ts";
import type { Doc } from "./doc.ts";
import type { SchemaKey } from "./identity.ts";
import type { Json, JsonType } from "./json.ts";
import type { Name } from "./name.ts";
import type { Origin } from "../lib/origin.ts";
import type { Shape } from "./shape.ts";

/** Who sends the value: decides what readOnly, writeOnly and default mean (OpenAPI 3.1 §4.8.24). */
export type Direction = "request" | "response";

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
  /** True where the one group is about the one type that the type test leaves. */
  readonly isSingle: boolean;
  /** True where every value is accepted: nothing to emit. */
  readonly isTrivial: boolean;
  /** True where an accepted value is changed: defaults put in, properties removed. */
  readonly changes: boolean;
  /** The checks that change a value. */
  readonly settles: readonly Check[];
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

/** A declared property (JSON Schema 2020-12 Core §10.3.2.1) with `required` folded in. */
export type Property = PropertyName & {
  /** Id of the object's schema. */
  readonly on: string;
  readonly isRequired: boolean;
  readonly presence: Presence;
  /** Put in where the property is absent; null where nothing is. */
  readonly fallback: { readonly value: Json } | null;
  readonly settling: SettleMode;
  readonly schema: Schema;
};

/** A branch of a discriminated union: the values of the property that choose it. */
export type Choice = {
  readonly values: readonly string[];
  readonly schema: Schema;
  /** True where the branch itself says that the property has one of the values. */
  readonly isTagged: boolean;
};

/** A keyword that hands the value, or a part of it, on to one schema. */
type Handing<Keyword extends string, Fields = unknown> = On<
  Keyword,
  { readonly schema: Schema } & Fields
>;

/**
 * One constraint (JSON Schema 2020-12 Validation §6 and Core §10, §11). Every keyword is here or is
 * a diagnostic; a limit of 0 is a check like any other.
 */
export type Check =
  | PlainCheck
  | Handing<"ref">
  | On<"allOf", { readonly schemas: readonly Schema[] }>
  | On<"anyOf", { readonly schemas: readonly Schema[] }>
  | On<"oneOf", { readonly schemas: readonly Schema[] }>
  | On<
      "discriminator",
      PropertyName & { readonly choices: readonly Choice[]; readonly message: string }
    >
  | Handing<"not">
  | On<
      "if",
      {
        readonly test: Schema;
        readonly thens: readonly Schema[];
        readonly elses: readonly Schema[];
      }
    >
  | On<
      "prefixItems",
      { readonly items: readonly { readonly index: number; readonly schema: Schema }[] }
    >
  | Handing<"items", { readonly from: number }>
  | Handing<"contains", { readonly min: number; readonly most: { readonly limit: number } | null }>
  | On<"properties", { readonly properties: readonly Property[] }>
  | Handing<
      "additionalProperties",
      {
        readonly known: readonly string[];
        readonly patterns: readonly Regex[];
        readonly openness: "closed" | "checked";
      }
    >
  | Handing<"patternProperties", { readonly regex: Regex }>
  | Handing<"propertyNames">
  | Handing<"dependentSchemas", PropertyName>
  | Handing<"unevaluatedProperties">
  | Handing<"unevaluatedItems">;

/**
 * One way in which a schema evaluates properties (text) or items (numbers) of a value: what is left
 * over is unevaluated (JSON Schema 2020-12 Core §11).
 */
export type Cover =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "pattern"; readonly regex: Regex }
  | { readonly kind: "properties" }
  | { readonly kind: "prefix"; readonly count: number }
  | { readonly kind: "items" }
  | { readonly kind: "contains"; readonly on: string; readonly schema: Schema }
  | { readonly kind: "always"; readonly on: string; readonly schema: Schema }
  | { readonly kind: "when"; readonly on: string; readonly test: Schema; readonly schema: Schema }
  | { readonly kind: "unless"; readonly on: string; readonly test: Schema; readonly schema: Schema }
  | ({ readonly kind: "present"; readonly on: string; readonly schema: Schema } & PropertyName);
