/** What a project's config decides about how its document is read. */
export type ReadingChoices = {
  /** A path variable without a parameter, a security scheme that is not declared: an error, or a guess. */
  readonly undeclared: "refuse" | "assume";
  /** Whether `nullable` of OpenAPI 3.0 adds null beside allOf, anyOf and oneOf, too: the letter says beside `type` only. */
  readonly nullable: "strict" | "lenient";
  /** Whether formats are checked, or are only annotations (JSON Schema 2020-12 Validation §7). */
  readonly formats: "assert" | "annotate";
  /** Query parameters that the document does not declare. */
  readonly unknownQuery: "ignore" | "refuse";
  /** Whether tests are written: all of them, those of the contract, or none. */
  readonly tests: "all" | "contract" | "off";
  /** What a handler meets for `format: int64`; only the last two keep every digit. */
  readonly int64: "number" | "string" | "bigint";
  /** What a handler meets for `format: date-time`. */
  readonly dates: "string" | "Date";
};
