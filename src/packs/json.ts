import { jsonString } from "../lib/escape.ts";
import type { Json } from "../api/json.ts";

/**
 * A JSON value laid out as Prettier lays out .json files: objects one member a line, short arrays of
 * scalars on one line.
 *
 * @param indent spaces before the closing bracket; @param column where the value begins on its line
 */
export function formatJson(value: Json, width: number, indent = 0, column = indent): string {
  if (Array.isArray(value)) {
    return formatArray(value, width, indent, column);
  }
  if (typeof value === "string") {
    return jsonString(value);
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  if (members.length === 0) {
    return "{}";
  }
  const inner = " ".repeat(indent + 2);
  const lines = members.map(([name, item], index) => {
    const key = `${jsonString(name)}: `;
    const comma = index < members.length - 1 ? 1 : 0;
    const column = indent + 2 + key.length + comma;
    return inner + key + formatJson(item as Json, width, indent + 2, column);
  });
  return `{\n${lines.join(",\n")}\n${" ".repeat(indent)}}`;
}

function formatArray(
  items: readonly Json[],
  width: number,
  indent: number,
  column: number,
): string {
  const flat = flatOf(items);
  const isNested =
    items.length > 1 && items.every((item) => Array.isArray(item) && item.length > 1);
  if (flat !== null && !isNested && column + flat.length <= width) {
    return flat;
  }
  const inner = " ".repeat(indent + 2);
  if (items.every((item) => typeof item === "number")) {
    return `[\n${fill(items.map(String), inner, width)}\n${" ".repeat(indent)}]`;
  }
  const lines = items.map((item, index) => {
    const comma = index < items.length - 1 ? 1 : 0;
    return inner + formatJson(item, width, indent + 2, indent + 2 + comma);
  });
  return `[\n${lines.join(",\n")}\n${" ".repeat(indent)}]`;
}

/** A value on one line; null where it holds an object with members, which always takes several. */
function flatOf(value: Json): string | null {
  if (!Array.isArray(value)) {
    const isSeveral = typeof value === "object" && value !== null && Object.keys(value).length > 0;
    return isSeveral ? null : formatJson(value, Number.POSITIVE_INFINITY);
  }
  const items: string[] = [];
  for (const item of value) {
    const flat = flatOf(item as Json);
    if (flat === null) {
      return null;
    }
    items.push(flat);
  }
  return `[${items.join(", ")}]`;
}

/** Numbers fill their lines. */
function fill(numbers: readonly string[], inner: string, width: number): string {
  const lines: string[] = [];
  let line = inner;
  for (const [index, number] of numbers.entries()) {
    const piece = number + (index === numbers.length - 1 ? "" : ",");
    if (line !== inner && line.length + 1 + piece.length > width) {
      lines.push(line);
      line = inner;
    }
    line += line === inner ? piece : ` ${piece}`;
  }
  return [...lines, line].join("\n");
}

/** A JSON value on one line, whatever is in it: a row of a file of rows (JSON Lines). */
export function rowJson(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(rowJson).join(", ")}]`;
  }
  if (typeof value === "string") {
    return jsonString(value);
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  const inner = members.map(([name, item]) => `${jsonString(name)}: ${rowJson(item as Json)}`);
  return inner.length === 0 ? "{}" : `{ ${inner.join(", ")} }`;
}
