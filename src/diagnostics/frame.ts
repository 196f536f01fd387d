import { terminalText } from "../lib/escape.ts";
import type { Diagnostic } from "./diagnostic.ts";

/**
 * A diagnostic as text for people: place, message, code, source line, fix.
 *
 * @returns lines without a final newline
 */
export function describe(problem: Diagnostic): string {
  const place = placeOf(problem);
  const where = place === "" ? "" : `${place}: `;
  const head = `${where}${problem.severity}: ${problem.message} [${problem.code}]`;
  return [head, ...codeFrame(problem), `  fix: ${problem.fix}`].join("\n");
}

/** Where a problem is, as editors understand it; empty where it is nowhere. */
export function placeOf({ place }: Diagnostic): string {
  return place === null ? "" : `${place.file}:${place.line}:${place.column}`;
}

/** Longer lines are machine-written: an excerpt would not help. */
const longest = 400;

/** The offending line with a caret under the column, or the way to it where the line is too long to be read. */
function codeFrame({ place, origin }: Diagnostic): string[] {
  if (place === null || place.text === "") {
    return [];
  }
  if (place.text.length > longest && origin !== null) {
    return origin.pointer === "" ? [] : [`  at ${terminalText(origin.pointer)}`];
  }
  const from = Math.max(0, place.column - 61);
  const shown = terminalText(place.text.slice(from, from + 100));
  const gutter = `  ${place.line} | `;
  return [
    gutter + shown,
    `${" ".repeat(gutter.length - 2)}| ${" ".repeat(place.column - 1 - from)}^`,
  ];
}
