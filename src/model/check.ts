import type { Json, Schema } from "./schema.ts";

/** A regular expression of the document and the flags it compiles with. */
export type Regex = { readonly source: string; readonly flags: string };

/** A property name as checks need it: untrusted, and its spellings for code and messages. */
export type PropertyName = {
  readonly wire: string;
  /** The name as one reference token (RFC 6901 §3), for messages. */
  readonly token: string;
  /** True for a name that every object inherits (`toString`): an own-property test is needed. */
  readonly isInherited: boolean;
};

/**
 * How a property is checked: `free` may be absent and accepts everything, `present` must be there and
 * accepts everything, those checked `apart` have a function of their own (a compiler gives up on
 * functions that are too long), `removed` may not be sent: whatever its value is, it is ignored and taken out.
 */
export type Presence =
  "required" | "present" | "optional" | "free" | "removed" | "requiredApart" | "optionalApart";

/** What happens to the property of an accepted value. */
export type Settling = "none" | "removed" | "defaulted" | "settled" | "both";

/** A declared property (JSON Schema 2020-12 Core §10.3.2.1) with `required` folded in. */
export type Property = PropertyName & {
  /** Id of the object's schema. */
  readonly on: string;
  readonly isRequired: boolean;
  readonly presence: Presence;
  /** Put in where the property is absent; null where nothing is. */
  fallback: { readonly value: Json } | null;
  settling: Settling;
  readonly schema: Schema;
};

/** A branch of a discriminated union: the values of the property that choose it. */
export type Choice = {
  readonly values: readonly string[];
  readonly schema: Schema;
  /** True where the branch itself says that the property has one of the values. */
  readonly isTagged: boolean;
};

type On<Keyword extends string, Fields = unknown> = {
  readonly keyword: Keyword;
  /** Id of the schema that is constrained. */
  readonly on: string;
} & Fields;

type Limit<Keyword extends string> = On<
  Keyword,
  { readonly limit: number; readonly isOne: boolean }
>;

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
  | On<"never">
  /** A value that may not be sent: it is accepted, and taken out. */
  | On<"remove">
  | On<"convert", { readonly to: "date" | "bigint" | "digits" }>
  | Handing<"ref">
  | On<
      "bytes",
      {
        readonly kind: "file" | "bytes";
        readonly most: { readonly limit: number } | null;
        readonly types: readonly string[];
        readonly message: string;
      }
    >
  | On<
      "enum",
      {
        readonly scalars: readonly Json[];
        readonly others: readonly Json[];
        /** True for numbers where long ones are read with every digit. */
        readonly isNumeric: boolean;
        readonly message: string;
      }
    >
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
  | Limit<"minLength">
  | Limit<"maxLength">
  | On<"pattern", { readonly regex: Regex }>
  | On<"format", { readonly format: string; readonly camel: string; readonly message: string }>
  | Limit<"minimum">
  | Limit<"maximum">
  | Limit<"exclusiveMinimum">
  | Limit<"exclusiveMaximum">
  | Limit<"multipleOf">
  | On<
      "numericFormat",
      { readonly format: string; readonly camel: string; readonly message: string }
    >
  | Limit<"minItems">
  | Limit<"maxItems">
  | On<"uniqueItems">
  | On<
      "prefixItems",
      { readonly items: readonly { readonly index: number; readonly schema: Schema }[] }
    >
  | Handing<"items", { readonly from: number }>
  | Handing<"contains", { readonly min: number; readonly most: { readonly limit: number } | null }>
  | Limit<"minProperties">
  | Limit<"maxProperties">
  | On<"properties", { readonly properties: readonly Property[] }>
  | On<"required", PropertyName>
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
  | On<
      "dependentRequired",
      PropertyName & { readonly names: readonly (PropertyName & { readonly on: string })[] }
    >
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

export type Keyword = Check["keyword"];

/** The check of a keyword. */
export type CheckOf<Key extends Keyword> = Extract<Check, { readonly keyword: Key }>;

/** An answer for every keyword: a new one does not compile until each stage has given its own. */
export type ByKeyword<Args extends readonly unknown[], Answer> = {
  readonly [Key in Keyword]: (check: CheckOf<Key>, ...args: Args) => Answer;
};

/** The answer of a table for a check. */
export function answerFor<Args extends readonly unknown[], Answer>(
  table: ByKeyword<Args, Answer>,
  check: Check,
  ...args: Args
): Answer {
  const answer = table[check.keyword] as (check: Check, ...args: Args) => Answer;
  return answer(check, ...args);
}
