import type { ReadingChoices } from "../api/choices.ts";

/** What a project's config decides about how its document is understood. */
export type Choices = ReadingChoices & {
  /** What to do with an operation that API Gateway cannot route. */
  readonly unroutable: "refuse" | "omit";
  /** What API Gateway itself checks before a function runs: its words name one failure, and no place. */
  readonly gatewayValidation: "off" | "parameters" | "all";
  /** What a deployed function does with a response that breaks the document. */
  readonly responses: "off" | "log" | "refuse";
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

/** The values of each choice; the first is the default. */
export const choices: {
  readonly [Key in keyof Choices]: readonly [Choices[Key], ...Choices[Key][]];
} = {
  unroutable: ["refuse", "omit"],
  undeclared: ["refuse", "assume"],
  nullable: ["strict", "lenient"],
  formats: ["assert", "annotate"],
  gatewayValidation: ["off", "parameters", "all"],
  unknownQuery: ["ignore", "refuse"],
  responses: ["off", "log", "refuse"],
  tests: ["all", "contract", "off"],
  int64: ["number", "string", "bigint"],
  dates: ["string", "Date"],
  functions: ["operation", "tag", "single"],
  split: ["none", "tag"],
  alternatives: ["iam", "authorizer"],
  optionalSecurity: ["authenticate", "public"],
  intrinsics: ["refuse", "keep"],
};

/** Every choice as it is where the config says nothing, but for those that are given. */
export function choicesWith(given: Partial<Choices>): Choices {
  const keys = Object.keys(choices) as (keyof Choices)[];
  const chosen = keys.map((key) => [key, given[key] ?? choices[key][0]]);
  return Object.fromEntries(chosen) as Choices;
}
