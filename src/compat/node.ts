import { createHash } from "node:crypto";
import { answerFor, type ByKeyword } from "../api/keywords.ts";
import type { Schema, Check, Property } from "../api/schema.ts";
import type { ContractField, ContractNode } from "./contract.ts";
import type { Json } from "../api/json.ts";

/** A node while it is gathered from the checks of a schema. */
type Draft = {
  limits: Record<string, number>;
  patterns: string[];
  formats: string[];
  rules: Record<string, string[]>;
  properties: Map<string, ContractField>;
  allOf: ContractNode[];
  choices: ContractNode[][];
  said: Pick<ContractNode, "types" | "enum" | "isClosed" | "values" | "items">;
};

/** What a schema accepts, without the ids and spellings that code is made with. */
export function nodeOf(schema: Schema): ContractNode {
  if (schema.target !== null) {
    return { ref: schema.target.name.pascal };
  }
  const types = schema.typeTest === null ? {} : { types: [...schema.typeTest.types].sort() };
  const draft: Draft = {
    limits: {},
    patterns: [],
    formats: [],
    rules: {},
    properties: new Map(),
    allOf: [],
    choices: [],
    said: types,
  };
  schema.groups.forEach(({ checks }) =>
    checks.forEach((check) => answerFor(gathered, check, draft)),
  );
  const { said, properties, ...lists } = draft;
  const all = { ...lists, properties: Object.fromEntries(properties) };
  const full = Object.entries(all).filter(([, value]) => Object.keys(value).length > 0);
  return { ...said, ...Object.fromEntries(full) };
}

/** Limits are ordered, so that more and less can be told. */
const limit = (check: { readonly keyword: string; readonly limit: number }, draft: Draft) => {
  draft.limits[check.keyword] = check.limit;
};
/** Other keywords only are the same or not. */
const rule = (check: Check, draft: Draft) => {
  (draft.rules[check.keyword] ??= []).push(ruleText(check));
};
const format = ({ format: name }: { readonly format: string }, draft: Draft) => {
  draft.formats.push(name);
};
const choice = ({ schemas }: { readonly schemas: readonly Schema[] }, draft: Draft) => {
  draft.choices.push(schemas.map(nodeOf));
};
/** How a value is handed on is no part of what is promised. */
const nothing = () => {};

/** What each keyword adds to a node. */
const gathered: ByKeyword<[draft: Draft], void> = {
  never: (_, draft) => {
    draft.said = { ...draft.said, types: [] };
  },
  remove: nothing,
  convert: nothing,
  ref: ({ schema }, draft) => {
    draft.allOf.push(nodeOf(schema));
  },
  bytes: rule,
  enum: ({ scalars, others }, draft) => {
    draft.said = { ...draft.said, enum: [...scalars, ...others].map(textOf).sort() };
  },
  allOf: ({ schemas }, draft) => {
    draft.allOf.push(...schemas.map(nodeOf));
  },
  anyOf: choice,
  oneOf: (check, draft) => {
    draft.rules["oneOf"] = ["exactly one"];
    choice(check, draft);
  },
  discriminator: ({ wire, choices }, draft) => {
    draft.rules["oneOf"] = ["exactly one"];
    draft.choices.push(
      choices.map(({ schema, values }) => {
        const tag = { tag: [JSON.stringify([wire, [...values].sort()])] };
        return { ...nodeOf(schema), rules: tag };
      }),
    );
  },
  not: rule,
  if: rule,
  minLength: limit,
  maxLength: limit,
  pattern: ({ regex }, draft) => {
    draft.patterns.push(regex.source);
  },
  format,
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: rule,
  numericFormat: format,
  minItems: limit,
  maxItems: limit,
  uniqueItems: rule,
  prefixItems: rule,
  items: ({ schema }, draft) => {
    draft.said = { ...draft.said, items: nodeOf(schema) };
  },
  contains: rule,
  minProperties: limit,
  maxProperties: limit,
  properties: ({ properties }, draft) =>
    properties
      .filter(({ presence }) => presence !== "removed")
      .forEach((property) => draft.properties.set(property.wire, fieldOf(property))),
  required: ({ wire }, draft) => {
    draft.properties.set(wire, { required: true, node: {} });
  },
  additionalProperties: ({ openness, schema }, draft) => {
    draft.said =
      openness === "closed"
        ? { ...draft.said, isClosed: true }
        : { ...draft.said, values: nodeOf(schema) };
  },
  patternProperties: rule,
  propertyNames: rule,
  dependentRequired: rule,
  dependentSchemas: rule,
  unevaluatedProperties: rule,
  unevaluatedItems: rule,
};

/** A keyword as text: schemas in it as nodes, without ids. */
function ruleText(check: Check): string {
  const isSchema = (value: unknown): value is Schema =>
    typeof value === "object" && value !== null && "typeTest" in value && "groups" in value;
  const text = JSON.stringify(check, (key: string, value: unknown) =>
    key === "on" || key === "isOne" || key === "message"
      ? undefined
      : isSchema(value)
        ? nodeOf(value)
        : value,
  );
  // Texts inside texts double their escapes at every level: of a long one it is enough that it is the same.
  return text.length <= longest
    ? text
    : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Characters of a rule that are kept as they are. */
const longest = 4_000;

/** A property as its owner's reader meets it. */
export function fieldOf({ isRequired, schema, fallback }: Property): ContractField {
  return {
    required: isRequired,
    node: nodeOf(schema),
    ...(fallback === null ? {} : { fallback: textOf(fallback.value) }),
  };
}

function textOf(value: Json): string {
  return JSON.stringify(value);
}
