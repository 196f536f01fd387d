import type { Choices } from "../api/choices.ts";

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
