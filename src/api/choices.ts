/** What a project's config decides about how its document is understood. */
export type Choices = {
  /** What to do with an operation that API Gateway cannot route. */
  readonly unroutable: "refuse" | "omit";
  /** A path variable without a parameter, a security scheme that is not declared: an error, or text and IAM. */
  readonly undeclared: "refuse" | "assume";
  /** Whether `nullable` of OpenAPI 3.0 adds null beside allOf, anyOf and oneOf, too: the letter says beside `type` only. */
  readonly nullable: "strict" | "lenient";
  /** Whether formats are checked, or taken for words (JSON Schema 2020-12 Validation §7). */
  readonly formats: "assert" | "annotate";
  /** What API Gateway itself checks before a function runs: its words name one failure, and no place. */
  readonly gatewayValidation: "off" | "parameters" | "all";
  /** Query parameters that the document does not declare. */
  readonly unknownQuery: "ignore" | "refuse";
  /** What a deployed function does with a response that breaks the document. */
  readonly responses: "off" | "log" | "refuse";
  /** What a handler meets for `format: int64`; only the last two keep every digit. */
  readonly int64: "number" | "string" | "bigint";
  /** What a handler meets for `format: date-time`. */
  readonly dates: "string" | "Date";
  /** What one function serves. */
  readonly functions: "operation" | "tag" | "single";
  /** Whether the functions of each tag have a stack of their own. */
  readonly split: "none" | "tag";
  /** What stands for a choice of security schemes: IAM where it is among them, or an authorizer that sees all. */
  readonly alternatives: "iam" | "authorizer";
  /** Operations whose security may be left out (`{}`). */
  readonly optionalSecurity: "authenticate" | "public";
  /** What the document's own fields let infrastructure evaluate: `Ref`, `Fn::…`, `{{resolve:…}}`. */
  readonly intrinsics: "refuse" | "keep";
};
