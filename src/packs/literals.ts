import { propertyKey, stringLiteral } from "../lib/escape.ts";
import type { Json } from "../api/json.ts";
import { marks } from "./layout.ts";

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
