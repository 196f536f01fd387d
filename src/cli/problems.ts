import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { describe, placeOf } from "../diagnostics/frame.ts";

/** Up to so many warnings are shown each with its line. */
const few = 3;
/** So many errors of one cause are shown each with its line, and so many places of it after them. */
const shown = 3;
/** So many notes are shown; the others are only counted. */
const notesShown = 8;

/**
 * Problems as text: errors with their lines, then warnings and notes, by cause with a count and the first
 * places (`--json` lists all of them), then a count of the errors.
 *
 * @returns lines without a final newline
 */
export function problemText(all: readonly Diagnostic[]): string {
  const errors = all.filter(({ severity }) => severity === "error");
  const warnings = all.filter(({ severity }) => severity === "warning");
  const notes = errors.length > 0 ? [] : all.filter(({ severity }) => severity === "note");
  const told =
    warnings.length <= few ? warnings.map(describe) : [byCause(warnings).map(grouped).join("\n")];
  return [
    ...byCause(errors).flatMap(errorText),
    ...told,
    ...noteText(notes),
    ...countText(errors),
  ].join("\n\n");
}

/** Problems that say the same of different places, in the order in which they are met; what has no place is alone. */
function byCause(problems: readonly Diagnostic[]): Diagnostic[][] {
  const causes = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    const { code, message } = problem;
    const cause = placeOf(problem) === "" ? `${code} ${message}` : code;
    const same = causes.get(cause) ?? [];
    same.push(problem);
    causes.set(cause, same);
  }
  return [...causes.values()];
}

function errorText(errors: readonly Diagnostic[]): string[] {
  const rest = errors.slice(shown);
  const more = `${rest.length} more of [${errors[0]?.code}]: ${places(rest)}`;
  return [...errors.slice(0, shown).map(describe), ...(rest.length > 0 ? [more] : [])];
}

/** A cause in two lines: the first place with its fix, and the number of others. */
function grouped(problems: readonly Diagnostic[]): string {
  const [first, ...others] = problems as [Diagnostic, ...Diagnostic[]];
  const at = placeOf(first);
  const head = `${at === "" ? "" : `${at}: `}warning: ${first.message}; ${first.fix} [${first.code}]`;
  return others.length === 0 ? head : `${head}\n  and ${others.length} more: ${places(others)}`;
}

function places(problems: readonly Diagnostic[]): string {
  const named = [...new Set(problems.map(placeOf).filter((place) => place !== ""))];
  const first = named.slice(0, shown).join(", ");
  return problems.length > shown ? `${first} … (--json lists them)` : first;
}

function noteText(notes: readonly Diagnostic[]): string[] {
  const rest = notes.length - notesShown;
  const more = rest > 0 ? [`and ${rest} more, which --json lists`] : [];
  const lines = [
    ...notes.slice(0, notesShown).map(({ code, message }) => `${message} [${code}]`),
    ...more,
  ];
  return lines.length === 0 ? [] : [`note: ${lines.join("\n      ")}`];
}

function countText({ length }: readonly Diagnostic[]): string[] {
  return length === 0
    ? []
    : [`${length} ${length === 1 ? "error" : "errors"}; nothing was written`];
}
