import { createHash } from "node:crypto";
import type { Check, Property } from "../model/check.ts";
import type { Json, Schema } from "../model/schema.ts";
import type { Field, Node } from "./contract.ts";

/** A node while it is gathered from the checks of a schema. */
type Draft = {
  limits: Record<string, number>;
  patterns: string[];
  formats: string[];
  rules: Record<string, string[]>;
  properties: Map<string, Field>;
  allOf: Node[];
  choices: Node[][];
  said: Pick<Node, "types" | "enum" | "isClosed" | "values" | "items">;
};

/** What a schema accepts, without the ids and spellings that code is made with. */
export function nodeOf(schema: Schema): Node {
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
  schema.groups.forEach(({ checks }) => checks.forEach((check) => gather(check, draft)));
  const { said, properties, ...lists } = draft;
  const all = { ...lists, properties: Object.fromEntries(properties) };
  const full = Object.entries(all).filter(([, value]) => Object.keys(value).length > 0);
  return { ...said, ...Object.fromEntries(full) };
}

function gather(check: Check, draft: Draft): void {
  switch (check.keyword) {
    case "never":
      draft.said = { ...draft.said, types: [] };
      break;
    case "ref":
      draft.allOf.push(nodeOf(check.schema));
      break;
    case "allOf":
      draft.allOf.push(...check.schemas.map(nodeOf));
      break;
    case "oneOf":
      draft.rules["oneOf"] = ["exactly one"];
      draft.choices.push(check.schemas.map(nodeOf));
      break;
    case "anyOf":
      draft.choices.push(check.schemas.map(nodeOf));
      break;
    case "discriminator":
      draft.rules["oneOf"] = ["exactly one"];
      draft.choices.push(
        check.choices.map(({ schema, values }) => {
          const tag = { tag: [JSON.stringify([check.wire, [...values].sort()])] };
          return { ...nodeOf(schema), rules: tag };
        }),
      );
      break;
    case "enum":
      draft.said = { ...draft.said, enum: [...check.scalars, ...check.others].map(textOf).sort() };
      break;
    case "pattern":
      draft.patterns.push(check.regex.source);
      break;
    case "format":
    case "numericFormat":
      draft.formats.push(check.format);
      break;
    default:
      gatherMembers(check, draft);
  }
}

function gatherMembers(check: Check, draft: Draft): void {
  switch (check.keyword) {
    case "properties":
      check.properties
        .filter(({ presence }) => presence !== "removed")
        .forEach((property) => draft.properties.set(property.wire, fieldOf(property)));
      break;
    case "required":
      draft.properties.set(check.wire, { required: true, node: {} });
      break;
    case "additionalProperties":
      draft.said =
        check.openness === "closed"
          ? { ...draft.said, isClosed: true }
          : { ...draft.said, values: nodeOf(check.schema) };
      break;
    case "items":
      draft.said = { ...draft.said, items: nodeOf(check.schema) };
      break;
    default:
      gatherRule(check, draft);
  }
}

/** Limits are ordered, so that more and less can be told; other keywords only are the same or not. */
function gatherRule(check: Check, draft: Draft): void {
  if ("limit" in check && check.keyword !== "multipleOf") {
    draft.limits[check.keyword] = check.limit;
  } else if (check.keyword !== "convert") {
    (draft.rules[check.keyword] ??= []).push(ruleText(check));
  }
}

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
export function fieldOf({ isRequired, schema, fallback }: Property): Field {
  return {
    required: isRequired,
    node: nodeOf(schema),
    ...(fallback === null ? {} : { fallback: textOf(fallback.value) }),
  };
}

function textOf(value: Json): string {
  return JSON.stringify(value);
}
