/** What a project's config decides about how its document is understood. */
export type Choices = {
  /** What to do with an operation that API Gateway cannot route. */
  readonly unroutable: "refuse" | "omit";
  /** A path variable without a parameter, a security scheme that is not declared: an error, or text and IAM. */
  readonly undeclared: "refuse" | "assume";
  /** Whether formats are checked, or taken for words (JSON Schema 2020-12 Validation §7). */
  readonly formats: "assert" | "annotate";
  /** Query parameters that the document does not declare. */
  readonly unknownQuery: "ignore" | "refuse";
  /** What a deployed function does with a response that breaks the document. */
  readonly responses: "off" | "log" | "refuse";
  /** What a handler meets for `format: int64`; only the last two keep every digit. */
  readonly int64: "number" | "string" | "bigint";
  /** What a handler meets for `format: date-time`. */
  readonly dates: "string" | "Date";
};
