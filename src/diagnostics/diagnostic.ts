import type { Origin } from "../lib/origin.ts";
import { terminalText } from "../lib/escape.ts";
import { catalogue, type Code, type ParametersOf, type Severity } from "./catalogue.ts";

/** A place as an editor counts it: both from 1; `text` is the line itself. */
export type Place = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
};

/** A problem, as a value. `place` is looked up only when it is printed. */
export type Diagnostic = {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly origin: Origin | null;
  readonly place: Place | null;
};

/**
 * Makes a diagnostic from the catalogue.
 *
 * @param parameters what the braces of the catalogue's message and fix stand for
 * @param where an origin in the document, a place in a file, or null
 */
export function diagnostic<Each extends Code>(
  code: Each,
  parameters: ParametersOf<Each>,
  where: Origin | Place | null,
): Diagnostic {
  const entry = catalogue[code];
  const isPlace = where !== null && "line" in where;
  return {
    code,
    severity: entry.severity,
    message: fill(entry.message, parameters),
    fix: fill(entry.fix, parameters),
    origin: isPlace ? null : (where as Origin | null),
    place: isPlace ? where : null,
  };
}

/** Replaces `{name}` by the parameter of that name, cut to a length that a terminal can show. */
function fill(text: string, parameters: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    return value === undefined ? whole : printable(value);
  });
}

/** Untrusted text on one line: no control characters (a terminal obeys them), 300 characters at most. */
export function printable(text: string): string {
  const clean = terminalText(text);
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}
