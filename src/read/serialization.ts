import { because } from "../diagnostics/reasons.ts";
import type { Deep, In, Scalar, Serialization, Text, TextMember, TextRest } from "../api/api.ts";
import type { JsonType } from "../api/json.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";
import { regexOf } from "./schemas/patterns.ts";
import { typesOf } from "./schemas/types.ts";
import { literalsOf } from "./schemas/literals.ts";

/** The styles of each location (OpenAPI 3.1 §4.8.12.3, `cookie` since 3.2); the first is meant where none is written. */
const styles: Record<In, readonly string[]> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** Styles that are exploded where nothing is said. */
const explodedStyles = new Set(["form", "deepObject", "cookie"]);

/** How a parameter's text becomes a value: style, explode and what the pieces of text are. */
export function readSerialization(context: Context, node: Raw, location: In): Serialization {
  const style = styleOf(context, node, location);
  const explode = own(node, "explode");
  const isExploded = typeof explode === "boolean" ? explode : explodedStyles.has(style);
  const [type] = Object.keys(rawAt(node, "content"));
  if (type !== undefined) {
    const isJson = /[/+]json\b/.test(type);
    return {
      style: "content",
      isExploded,
      value: isJson
        ? { kind: "json" }
        : readText(context, own(own(rawAt(node, "content"), type), "schema")),
    };
  }
  const schema = own(node, "schema");
  const value: Text =
    style === "deepObject"
      ? { kind: "deep", node: readDeep(context, schema, 0) }
      : readText(context, schema);
  return { style, isExploded, value };
}

/** Levels of brackets that a deepObject may have. */
const deepest = 6;

/** What stands under each name of a deepObject; below the deepest level everything is text. */
export function readDeep(context: Context, node: unknown, depth: number): Deep {
  const parts = partsOf(context, node, 0);
  const kind = depth === deepest ? "scalar" : kindOf(parts);
  const below = (inner: unknown) => readDeep(context, inner, depth + 1);
  if (kind === "array") {
    return { kind, items: below(itemsOf(parts)) };
  }
  if (kind === "object") {
    const members = propertiesOf(parts).map(([wire, inner]) => ({ wire, node: below(inner) }));
    return { kind, members, rest: below(restOf(parts)), isOpen: isOpen(parts) };
  }
  return { kind: "scalar", scalars: scalarsOf(context, node) };
}

/** The style that is written, or the location's own after reporting one that it cannot have. */
function styleOf(context: Context, node: Raw, location: In): string {
  const allowed = [...styles[location], ...context.dialect.styles];
  const written = textAt(node, "style") ?? allowed[0] ?? "";
  if (!allowed.includes(written)) {
    const said = { style: written, where: location, allowed: allowed.join(", ") };
    const name = textAt(node, "name") ?? "";
    context.found.add(
      "operation/parameter",
      { name, ...because("parameter-style", said) },
      context.spec.originOf(node, "style"),
    );
  }
  return allowed.find((style) => style === written) ?? allowed[0] ?? "";
}

/** What a schema makes of text: a list, an object, or one scalar. */
export function readText(context: Context, node: unknown): Text {
  const parts = partsOf(context, node, 0);
  switch (kindOf(parts)) {
    case "array":
      return { kind: "array", scalars: itemScalars(context, parts), isEither: isEither(parts) };
    case "object": {
      const rest = innerScalars(context, restOf(parts));
      return { kind: "object", members: membersOf(context, parts), rest, isOpen: isOpen(parts) };
    }
    default:
      return { kind: "scalar", scalars: scalarsOf(context, node) };
  }
}

/** Whether text stands for a list, an object or one scalar; what has properties and no type is an object. */
function kindOf(parts: readonly Raw[]): "array" | "object" | "scalar" {
  const types = parts.flatMap((part) => typesIn(part));
  if (types.includes("array")) {
    return "array";
  }
  const hasProperties = parts.some((part) => own(part, "properties") !== undefined);
  return types.includes("object") || (types.length === 0 && hasProperties) ? "object" : "scalar";
}

function itemScalars(context: Context, parts: readonly Raw[]): Scalar[] {
  return innerScalars(context, itemsOf(parts));
}

/** Scalars inside a list or an object; a list or an object there has no style (OpenAPI 3.1 §4.8.12.3), so it is JSON. */
function innerScalars(context: Context, node: unknown): Scalar[] {
  const scalars = scalarsOf(context, node);
  const isJson = kindOf(partsOf(context, node, 0)) !== "scalar" && !canBeText(context, node);
  return isJson ? ["json"] : scalars;
}

function canBeText(context: Context, node: unknown): boolean {
  return partsOf(context, node, 0).some((part) => typesIn(part).includes("string"));
}

function itemsOf(parts: readonly Raw[]): unknown {
  return parts.map((part) => own(part, "items")).find((items) => items !== undefined);
}

function propertiesOf(parts: readonly Raw[]): [string, unknown][] {
  return [...new Map(parts.flatMap((part) => Object.entries(rawAt(part, "properties"))))];
}

/** True where a list may also be one value alone. */
function isEither(parts: readonly Raw[]): boolean {
  return parts
    .flatMap((part) => typesIn(part))
    .some((type) => type !== "array" && type !== "null" && type !== "object");
}

/** How the text of each declared property is read: what is inside an object among them is JSON. */
export function membersOf(context: Context, parts: readonly Raw[]): TextMember[] {
  return propertiesOf(parts).map(([wire, node]) => memberOf(context, wire, node));
}

/** How the text under a name that no property has is read, by what covers it. */
export function restMembersOf(context: Context, parts: readonly Raw[]): TextRest[] {
  const patterned = parts
    .flatMap((part) => Object.entries(rawAt(part, "patternProperties")))
    .map(([source, node]) => ({ pattern: regexOf(source), ...textMemberOf(context, node) }))
    .filter(({ pattern }) => pattern !== null);
  const rest =
    restOf(parts) ??
    parts.map((part) => own(part, "unevaluatedProperties")).find((each) => isRaw(each));
  return rest === undefined
    ? patterned
    : [...patterned, { pattern: null, ...textMemberOf(context, rest) }];
}

function memberOf(context: Context, wire: string, node: unknown): TextMember {
  return { wire, ...textMemberOf(context, node) };
}

function textMemberOf(context: Context, node: unknown): Omit<TextMember, "wire"> {
  const parts = partsOf(context, node, 0);
  const isList = kindOf(parts) === "array";
  const inner = isList ? partsOf(context, itemsOf(parts), 0) : parts;
  const isJson = kindOf(inner) !== "scalar";
  const scalars = isJson ? [] : isList ? itemScalars(context, parts) : scalarsOf(context, node);
  return { scalars, isList, isJson };
}

/** A schema, what it refers to, and what it is composed of: all that says something about its type. */
export function partsOf(context: Context, node: unknown, depth: number): Raw[] {
  const target = context.follow(node);
  if (!isRaw(target) || depth > 8) {
    return [];
  }
  const raw = context.dialect.schema(target);
  const inner = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => listAt(raw, keyword));
  return [raw, ...inner.flatMap((each) => partsOf(context, each, depth + 1))];
}

/** True where an object may hold names that it does not declare, and is meant to. */
function isOpen(parts: readonly Raw[]): boolean {
  const said = parts.map((part) => own(part, "additionalProperties"));
  const declared = parts.some((part) => Object.keys(rawAt(part, "properties")).length > 0);
  return said.some((each) => each === true || isRaw(each)) || (!declared && !said.includes(false));
}

function restOf(parts: readonly Raw[]): unknown {
  return parts.map((part) => own(part, "additionalProperties")).find((each) => isRaw(each));
}

/** Scalars that a text may be read as, in the order tried: the narrowest first, text last. */
function scalarsOf(context: Context, node: unknown): Scalar[] {
  const parts = partsOf(context, node, 0);
  const types = new Set(parts.flatMap((part) => typesIn(part)));
  const isExact =
    context.options.int64 !== "number" && parts.some((part) => part["format"] === "int64");
  const order: readonly (readonly [JsonType, Scalar])[] = [
    ["null", "null"],
    ["boolean", "boolean"],
    ["integer", isExact ? "exact" : "number"],
    ["number", "number"],
    ["string", "string"],
  ];
  // An empty text and "null" are texts where text is allowed (RFC 6570 §2.3).
  const scalars = order
    .filter(([type]) => types.has(type) && (type !== "null" || !types.has("string")))
    .map(([, scalar]) => scalar);
  return scalars.length === 0 ? ["string"] : [...new Set(scalars)];
}

/** The types of one part: as declared, else as its literals are. */
function typesIn(part: Raw): readonly JsonType[] {
  const declared = typesOf(part, null);
  if (declared !== null) {
    return declared;
  }
  return (literalsOf(part) ?? []).map((value) => {
    if (value === null) {
      return "null";
    }
    return typeof value === "object" ? "string" : (typeof value as JsonType);
  });
}
