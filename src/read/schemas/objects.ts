import type { Presence, PropertyName, Regex } from "../../api/check.ts";
import type { Check, Property } from "../../api/schema.ts";
import { escapeToken } from "../../lib/pointer.ts";
import { isRaw, listAt, own, rawAt } from "../../lib/json.ts";
import { makeNames, pascalOf } from "../names.ts";
import { isSchema } from "../../document/upgrade/v30.ts";
import { readBelow, readInPlace, type Draft } from "./draft.ts";
import { readRegex } from "./patterns.ts";
import { limits } from "./scalars.ts";
import type { Json } from "../../api/json.ts";

/** The object keywords (JSON Schema 2020-12 Core §10.3.2, Validation §6.5). */
export function objectChecks(draft: Draft): Check[] {
  return [
    ...limits(draft, ["minProperties", "maxProperties"]),
    ...properties(draft),
    ...undeclaredRequired(draft),
    ...patternProperties(draft),
    ...additionalProperties(draft),
    ...propertyNames(draft),
    ...dependentRequired(draft),
    ...dependentSchemas(draft),
  ];
}

function properties(draft: Draft): Check[] {
  const said = Object.entries(rawAt(draft.raw, "properties"));
  const declared = [...said, ...withheldIn(draft).map((name) => [name, true] as const)];
  if (declared.length === 0) {
    return [];
  }
  const isMany = declared.length > most;
  const parts = makeNames(
    declared.map(([wire]) => ({ identity: wire, wire, fallback: "Property" })),
    "type",
  );
  const read = declared.map(([wire, node]) =>
    apart(draft, readProperty(draft, wire, node, parts.get(wire)?.pascal ?? ""), isMany),
  );
  return [{ keyword: "properties", on: draft.id, properties: read }];
}

/** A closed schema knows what is withheld by what it is composed with, though it does not declare it. */
function withheldIn({ raw, withheld }: Draft): string[] {
  const rest = [own(raw, "additionalProperties"), own(raw, "unevaluatedProperties")];
  return rest.some((each) => isSchema(each) && each !== true)
    ? [...withheld].filter((name) => !Object.hasOwn(rawAt(raw, "properties"), name))
    : [];
}

/** Properties that are checked one after the other in one function. */
const most = 30;

/** Lets a property of a large object be checked in a function of its own. */
function apart(draft: Draft, property: Property, isMany: boolean): Property {
  const { presence, schema } = property;
  if (!isMany || (presence !== "required" && presence !== "optional") || schema.target !== null) {
    return property;
  }
  draft.owner.branch(schema);
  return { ...property, presence: `${presence}Apart` };
}

/** A property the sender may not set is neither checked nor required (OpenAPI 3.1 §4.8.24). */
function readProperty(draft: Draft, wire: string, node: unknown, part: string): Property {
  const isRemoved = draft.withheld.has(wire);
  const schema = readBelow(draft, isRemoved ? true : node, part, "union");
  const isRequired = !isRemoved && listAt(draft.raw, "required").includes(wire);
  return {
    ...nameOf(wire),
    on: draft.id,
    isRequired,
    presence: isRemoved ? "removed" : presenceOf(isRequired, schema.isTrivial),
    fallback: isRemoved || draft.direction === "response" ? null : fallbackOf(draft, node),
    settling: "none",
    schema,
  };
}

function presenceOf(isRequired: boolean, isTrivial: boolean): Presence {
  return isRequired ? (isTrivial ? "present" : "required") : isTrivial ? "free" : "optional";
}

/** A name of the document as checks need it. */
export function nameOf(wire: string): PropertyName {
  return { wire, token: escapeToken(wire), isInherited: wire in Object.prototype };
}

function fallbackOf(draft: Draft, node: unknown): { readonly value: Json } | null {
  const value = flagOf(draft, node, "default");
  return value === undefined ? null : { value: value as Json };
}

/** An annotation of a schema or, where that is a reference, of what it leads to. */
function flagOf(draft: Draft, node: unknown, keyword: string): unknown {
  return own(node, keyword) ?? own(draft.owner.context.follow(node), keyword);
}

function undeclaredRequired(draft: Draft): Check[] {
  const declared = rawAt(draft.raw, "properties");
  return [...new Set(listAt(draft.raw, "required"))]
    .filter(
      (name): name is string =>
        typeof name === "string" && !Object.hasOwn(declared, name) && !draft.withheld.has(name),
    )
    .map((wire) => ({ keyword: "required", on: draft.id, ...nameOf(wire) }));
}

function patternProperties(draft: Draft): Check[] {
  return Object.entries(rawAt(draft.raw, "patternProperties")).flatMap(([pattern, node]) => {
    const regex = readRegex(draft, pattern, "patternProperties", pattern);
    return regex === null
      ? []
      : [
          {
            keyword: "patternProperties" as const,
            on: draft.id,
            regex,
            schema: readBelow(draft, node, "Value", "simple"),
          },
        ];
  });
}

function additionalProperties(draft: Draft): Check[] {
  const node = own(draft.raw, "additionalProperties");
  if (!isSchema(node) || node === true || (isRaw(node) && Object.keys(node).length === 0)) {
    return [];
  }
  const patterns = Object.keys(rawAt(draft.raw, "patternProperties"))
    .map((pattern) => readRegex(draft, pattern, "patternProperties", pattern))
    .filter((regex): regex is Regex => regex !== null);
  return [
    {
      keyword: "additionalProperties",
      on: draft.id,
      known: [...new Set([...Object.keys(rawAt(draft.raw, "properties")), ...withheldIn(draft)])],
      patterns,
      schema: readBelow(draft, node, "Value", "simple"),
      openness: node === false ? "closed" : "checked",
    },
  ];
}

function propertyNames(draft: Draft): Check[] {
  const node = own(draft.raw, "propertyNames");
  if (!isSchema(node)) {
    return [];
  }
  return [
    {
      keyword: "propertyNames",
      on: draft.id,
      schema: draft.owner.branch(readBelow(draft, node, "Name", "union")),
    },
  ];
}

function dependentRequired(draft: Draft): Check[] {
  return Object.entries(rawAt(draft.raw, "dependentRequired")).map(([wire, names]) => ({
    keyword: "dependentRequired",
    on: draft.id,
    ...nameOf(wire),
    names: (Array.isArray(names) ? names : [])
      .filter((name): name is string => typeof name === "string" && !draft.withheld.has(name))
      .map((name) => ({ on: draft.id, ...nameOf(name) })),
  }));
}

function dependentSchemas(draft: Draft): Check[] {
  return Object.entries(rawAt(draft.raw, "dependentSchemas")).map(([wire, node]) => ({
    keyword: "dependentSchemas",
    on: draft.id,
    ...nameOf(wire),
    schema: draft.owner.branch(readInPlace(draft, node, `With${pascalOf(wire)}`, "union", null)),
  }));
}
