import type { Json } from "../model/schema.ts";
import { marks } from "./layout.ts";

/** Characters that may not stand in code as they are: they hide, reorder or end text. */
const unsafe =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb]/g;

/** Escapes what {@link unsafe} finds; everything else stays readable. */
function escapeUnsafe(text: string): string {
  return text.replaceAll(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Text as a JSON string: also a YAML double-quoted scalar (YAML 1.2 §7.3.1). */
export function jsonString(text: string): string {
  return escapeUnsafe(JSON.stringify(text));
}

/** Text as a string literal of ECMA-262 §12.9.4, with the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const quoted = jsonString(text);
  if (doubles <= singles) {
    return quoted;
  }
  return `'${quoted.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A JSON value as an expression, with marks where its lists and objects may be broken. */
export function expression(value: Json): string {
  if (typeof value === "string") {
    return stringLiteral(value);
  }
  if (typeof value === "number") {
    return numberLiteral(value);
  }
  if (Array.isArray(value)) {
    const edge = isSpread(value) ? marks.force + marks.softline : marks.softline;
    return bracketed("[", value.map(expression), "]", edge);
  }
  if (typeof value !== "object" || value === null) {
    return String(value);
  }
  const members = Object.entries(value).map(
    ([name, item]) => `${computedKey(name)}: ${expression(item)}`,
  );
  return bracketed("{", members, "}", marks.line);
}

/** Prettier gives each of several objects, or lists, a line of its own where each of them has several members. */
function isSpread(items: readonly Json[]): boolean {
  const sizes = items.map((item) =>
    typeof item === "object" && item !== null ? Object.keys(item).length : 0,
  );
  const isSame = new Set(items.map((item) => Array.isArray(item))).size === 1;
  return items.length > 1 && isSame && sizes.every((size) => size > 1);
}

function bracketed(open: string, items: readonly string[], close: string, edge: string): string {
  if (items.length === 0) {
    return open + close;
  }
  const inner = items.join(`,${marks.line}`);
  const comma = `${marks.brokenOpen},${marks.brokenClose}`;
  return (
    marks.open +
    open +
    marks.indent +
    edge +
    inner +
    comma +
    marks.dedent +
    edge +
    close +
    marks.close
  );
}

/** A number as Prettier writes it: no plus sign in the exponent. */
function numberLiteral(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value).replace("e+", "e");
}

/** A property name in an object literal: `__proto__` must be computed to be a property. */
function computedKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : propertyKey(name);
}

/** A property name in a type or a literal: bare where it is an identifier. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** An access to a property: `.name`, or `["na me"]`. */
export function memberAccess(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** A regular expression literal (ECMA-262 §12.9.5). */
export function regexLiteral(source: string, flags: string): string {
  let body = "";
  let isInClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? "";
    if (character === "\\") {
      body += escapedLineEnd(character + (source[at + 1] ?? "\\"));
      at += 1;
      continue;
    }
    isInClass = character === "[" ? true : character === "]" ? false : isInClass;
    body += character === "/" && !isInClass ? "\\/" : (lineEnds.get(character) ?? character);
  }
  return `/${body === "" ? "(?:)" : escapeUnsafe(body)}/${flags}`;
}

/** Line ends may not stand in a literal; their escapes mean the same. */
const lineEnds = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
]);

function escapedLineEnd(pair: string): string {
  const end = lineEnds.get(pair[1] ?? "");
  return end ?? pair;
}

/** One line of words inside a block comment: it cannot end the comment or speak to the compiler. */
export function commentLine(line: string): string {
  return line
    .replaceAll("*/", "*\\/")
    .replaceAll(/@(?=ts-)/g, "@ ")
    .replaceAll(unsafe, "")
    .replaceAll(/\p{Cc}/gu, " ")
    .trimEnd();
}
