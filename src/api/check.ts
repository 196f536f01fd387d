import type { Json } from "./json.ts";

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
export type SettleMode = "none" | "removed" | "defaulted" | "settled" | "both";

/** A constraint of one keyword. */
export type On<Keyword extends string, Fields = unknown> = {
  readonly keyword: Keyword;
  /** Id of the schema that is constrained. */
  readonly on: string;
} & Fields;

export type Limit<Keyword extends string> = On<
  Keyword,
  { readonly limit: number; readonly isOne: boolean }
>;

/** A constraint that asks no other schema (JSON Schema 2020-12 Validation §6). */
export type PlainCheck =
  | On<"never">
  /** A value that may not be sent: it is accepted, and taken out. */
  | On<"remove">
  | On<"convert", { readonly to: "date" | "bigint" | "digits" }>
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
  | Limit<"minProperties">
  | Limit<"maxProperties">
  | On<"required", PropertyName>
  | On<
      "dependentRequired",
      PropertyName & { readonly names: readonly (PropertyName & { readonly on: string })[] }
    >;
