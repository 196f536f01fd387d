/** A value that JSON can carry (RFC 8259 §3). */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The instance types of JSON Schema 2020-12 (Core §4.2.1), `integer` apart from `number`. */
export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
