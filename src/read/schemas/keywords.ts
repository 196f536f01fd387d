import { nearest } from "../../lib/nearest.ts";
import type { JsonType } from "../../api/json.ts";
import { isRaw, own } from "../../lib/json.ts";
import { isSchema } from "../../document/upgrade/v30.ts";
import type { Draft } from "./draft.ts";
import { allTypes, typesOf } from "./types.ts";

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

/** Keywords that are known but not enforced; each use is reported. */
const unenforced = ["contentSchema"];

/** Words of JSON Schema and OpenAPI that constrain nothing, or that are read with another one. */
const silent = new Set(
  (
    "$ref $dynamicRef $id $anchor $dynamicAnchor $schema $vocabulary $comment $defs definitions title description summary default " +
    "const example examples externalDocs xml discriminator minContains maxContains contentEncoding contentMediaType " +
    "contentSchema nullable collectionFormat additionalItems dependencies id"
  ).split(" "),
);

/** Common mistakes for keywords. */
const mistakes: Readonly<Record<string, string>> = {
  min: "minimum",
  max: "maximum",
  minLen: "minLength",
  maxLen: "maxLength",
  regex: "pattern",
  optional: "required",
  values: "enum",
  enums: "enum",
  options: "enum",
  extends: "allOf",
};

/**
 * Reports a word that a schema may not have (OpenAPI 3.0.3 §4.7.24: fixed fields and `x-`), or that is one letter from
 * a keyword. Since 3.1 other words are allowed, and are no constraints that could be lost.
 */
function reportUnknown(draft: Draft): void {
  const { context } = draft.owner;
  const known = [...rules.keys(), ...silent];
  for (const keyword of Object.keys(draft.raw)) {
    const isKnown = rules.has(keyword) || silent.has(keyword);
    if (isKnown || keyword.startsWith("x-") || keyword === "$recursiveRef") {
      continue;
    }
    const meant = own(mistakes, keyword) ?? nearest(keyword, known);
    if (typeof meant === "string" || context.dialect.isClosed) {
      const suggestion =
        typeof meant === "string" ? `did you mean \`${meant}\`?` : "remove it, or call it `x-…`";
      const where = context.spec.originOf(draft.raw, keyword);
      context.found.add("schema/unknown", { keyword, suggestion }, where);
    }
  }
}

/** The types that keywords are about (JSON Schema 2020-12 Validation §6). */
const about: readonly (readonly [types: readonly JsonType[], keywords: string])[] = [
  [["string"], "minLength maxLength pattern"],
  [["number", "integer"], "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"],
  [["array"], "minItems maxItems uniqueItems items prefixItems contains unevaluatedItems"],
  [
    ["object"],
    "minProperties maxProperties properties patternProperties additionalProperties propertyNames required " +
      "dependentRequired dependentSchemas unevaluatedProperties",
  ],
];

/** Reports a keyword about values that the schema's own `type` leaves out: it has no effect, which is never intended. */
function reportInapplicable(draft: Draft): void {
  const types = typesOf(draft.raw, null);
  if (types === null) {
    return;
  }
  const { spec, found } = draft.owner.context;
  for (const [meant, keywords] of about) {
    const isLeft = meant.some((type) => types.includes(type));
    for (const keyword of isLeft ? [] : keywords.split(" ")) {
      if (own(draft.raw, keyword) !== undefined && !isEmpty(own(draft.raw, keyword))) {
        const parameters = { keyword, types: types.join(" and ") };
        found.add("schema/inapplicable", parameters, spec.originOf(draft.raw, keyword));
      }
    }
  }
}

/** `required: []` and `properties: {}` are written by generators, and say nothing anywhere. */
function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.keys(value).length === 0
    : value === false;
}

/** Reports what a schema says that the validator will not check: never silence. */
export function reportKeywords(draft: Draft): void {
  const { spec, found } = draft.owner.context;
  for (const [keyword, value] of Object.entries(draft.raw)) {
    const rule = rules.get(keyword);
    if (keyword === "type" && typeof value === "string" && !isType(value)) {
      reportType(draft, value);
    } else if (rule !== undefined && !rule[0](value)) {
      found.add("schema/malformed", { keyword, words: rule[1] }, spec.originOf(draft.raw, keyword));
    } else if (unenforced.includes(keyword)) {
      found.add("schema/keyword", { keyword }, spec.originOf(draft.raw, keyword));
    }
  }
  reportUnknown(draft);
  reportInapplicable(draft);
}

/** A type that there is not would be any type at all: what was meant is nearly always one letter away. */
function reportType({ owner: { context }, raw }: Draft, type: string): void {
  const meant = nearest(type, allTypes);
  const fix = meant === null ? `write one of ${allTypes.join(", ")}` : `did you mean \`${meant}\`?`;
  context.found.add("schema/type", { type, fix }, context.spec.originOf(raw, "type"));
}
