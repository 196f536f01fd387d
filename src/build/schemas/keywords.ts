import { isRaw, type Raw } from "../../spec/json.ts";
import { isSchema } from "../upgrade/v30.ts";
import type { Draft } from "./read.ts";
import { allTypes } from "./types.ts";

/** What the value of a keyword must be, and the words for it. */
type Rule = readonly [test: (value: unknown) => boolean, words: string];

const isText = (value: unknown) => typeof value === "string";
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isSchemas = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isSchemaMap = (value: unknown) => isRaw(value) && Object.values(value).every(isSchema);
const isType = (value: unknown) => allTypes.includes(value as never);

const text: Rule = [isText, "text"];
const number: Rule = [(value) => typeof value === "number", "a number"];
const count: Rule = [
  (value) => Number.isInteger(value) && (value as number) >= 0,
  "a whole number, 0 or more",
];
const yesOrNo: Rule = [(value) => typeof value === "boolean", "true or false"];
const schema: Rule = [isSchema, "a schema"];
const schemas: Rule = [isSchemas, "a list of schemas"];
const schemaMap: Rule = [isSchemaMap, "a mapping of schemas"];

/** Every keyword that is read, by what its value must be (JSON Schema 2020-12 Core §10, Validation §6). */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    "type",
    [
      (value) => isType(value) || (Array.isArray(value) && value.every(isType)),
      `one of ${allTypes.join(", ")}, or a list of them`,
    ],
  ],
  ["enum", [Array.isArray, "a list"]],
  ["required", [isTexts, "a list of names"]],
  ["multipleOf", [(value) => typeof value === "number" && value > 0, "a number above 0"]],
  [
    "dependentRequired",
    [(value) => isRaw(value) && Object.values(value).every(isTexts), "a mapping of lists of names"],
  ],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].map(
    (key) => [key, number] as const,
  ),
  ...[
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minContains",
    "maxContains",
  ].map((key) => [key, count] as const),
  ...["pattern", "format"].map((key) => [key, text] as const),
  ...["uniqueItems", "readOnly", "writeOnly", "deprecated"].map((key) => [key, yesOrNo] as const),
  ...[
    "items",
    "contains",
    "additionalProperties",
    "propertyNames",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
  ].map((key) => [key, schema] as const),
  ...["allOf", "anyOf", "oneOf", "prefixItems"].map((key) => [key, schemas] as const),
  ...["properties", "patternProperties", "dependentSchemas"].map(
    (key) => [key, schemaMap] as const,
  ),
]);

/** Keywords that are known and not enforced; each use is told. */
const unenforced = ["contentSchema"];

/** Reports a `nullable` of OpenAPI 3.0 that has no effect (3.0.3 §4.7.24). */
export function reportNullable({ owner }: Draft, node: Raw): void {
  const { isVersion30, spec, found } = owner.context;
  if (isVersion30 && node["nullable"] === true && node["type"] === undefined) {
    found.add("schema/nullable", {}, spec.originOf(node, "nullable"));
  }
}

/** Reports what a schema says that the validator will not check: never silence. */
export function reportKeywords(draft: Draft): void {
  const { spec, found } = draft.owner.context;
  for (const [keyword, value] of Object.entries(draft.raw)) {
    const rule = rules.get(keyword);
    if (rule !== undefined && !rule[0](value)) {
      found.add("schema/malformed", { keyword, words: rule[1] }, spec.originOf(draft.raw, keyword));
    } else if (unenforced.includes(keyword)) {
      found.add("schema/keyword", { keyword }, spec.originOf(draft.raw, keyword));
    }
  }
}
