import { terminalText } from "../lib/escape.ts";
import type { Diagnostic, Place } from "./diagnostic.ts";

/**
 * A diagnostic as text for people: place, what is wrong, the line itself, how to mend it.
 *
 * @returns lines without a final newline
 */
export function describe(problem: Diagnostic): string {
  const place = problem.place;
  const where = place === null ? "" : `${place.file}:${place.line}:${place.column}: `;
  const head = `${where}${problem.severity} ${problem.code}: ${problem.message}`;
  return [head, ...(place === null ? [] : codeFrame(place)), `  fix: ${problem.fix}`].join("\n");
}

/** The offending line with a caret under the column; long lines are cut around it. */
function codeFrame(place: Place): string[] {
  if (place.text === "") {
    return [];
  }
  const from = Math.max(0, place.column - 61);
  const shown = terminalText(place.text.slice(from, from + 100));
  const gutter = `  ${place.line} | `;
  return [
    gutter + shown,
    `${" ".repeat(gutter.length - 2)}| ${" ".repeat(place.column - 1 - from)}^`,
  ];
}
