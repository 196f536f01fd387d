import { describe } from "../diagnostics/frame.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Outcome } from "../generate.ts";
import type { ChangeKind } from "../model/plan.ts";

/** Where words go: data to stdout, talk to stderr. */
export type Console = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};

/** Letters of the plan, in the manner of `git status --porcelain`. */
const letters: Readonly<Record<ChangeKind, string>> = {
  create: "A",
  update: "M",
  remove: "D",
  orphan: "?",
  blocked: "!",
  same: "=",
  kept: "=",
};

/** What a run with `--json` prints; `version` grows when the form changes. */
export function outcomeJson(outcome: Outcome, written: boolean): string {
  const changes = outcome.changes.map(({ kind, path, mode, operation }) => ({
    kind,
    path,
    mode,
    operation,
  }));
  const body = {
    version: 1,
    ok: true,
    written,
    operations: outcome.operations,
    counts: countsOf(outcome),
    changes,
  };
  return JSON.stringify({ ...body, diagnostics: outcome.warnings.map(diagnosticJson) }, null, 2);
}

/** What a failed run with `--json` prints. */
export function failureJson(problems: readonly Diagnostic[]): string {
  return JSON.stringify(
    { version: 1, ok: false, diagnostics: problems.map(diagnosticJson) },
    null,
    2,
  );
}

function diagnosticJson({ code, severity, message, fix, place, origin }: Diagnostic): object {
  const { text: _, ...where } = place ?? { text: "" };
  return { code, severity, message, fix, pointer: origin?.pointer ?? null, ...where };
}

/** The changes of a run, one a line; what stays as it is is only counted. */
export function planLines(outcome: Outcome): string[] {
  return outcome.changes
    .filter((change) => change.kind !== "same" && change.kind !== "kept")
    .map((change) => `${letters[change.kind]} ${change.path}`);
}

/** How many files of each kind. */
export function countsOf(outcome: Outcome): Record<ChangeKind, number> {
  const counts = { create: 0, update: 0, same: 0, kept: 0, remove: 0, orphan: 0, blocked: 0 };
  outcome.changes.forEach((change) => (counts[change.kind] += 1));
  return counts;
}

/** The counts in words: `12 created, 1 updated, 30 unchanged`. */
export function summary(outcome: Outcome, tense: "done" | "would"): string {
  const counts = countsOf(outcome);
  const verb = tense === "done" ? "" : "to be ";
  const parts = [
    [counts.create, `${verb}created`],
    [counts.update, `${verb}updated`],
    [counts.remove, `${verb}removed`],
    [counts.same, "unchanged"],
    [counts.kept, "of yours kept"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${outcome.operations} operations; files: ${told.join(", ")}`;
}

/** Handlers whose operation is gone: they stay, and are named until they are dealt with. */
export function orphanLines(outcome: Outcome): string[] {
  return outcome.changes
    .filter((change) => change.kind === "orphan")
    .map(
      (change) =>
        `${change.path} is no longer part of the API (${change.operation ?? "no operation"}); it is yours: remove it when you are done with it`,
    );
}

/** Every problem as people read it, with a count at the end; notes in one paragraph. */
export function problemText(all: readonly Diagnostic[]): string {
  const problems = all.filter(({ severity }) => severity !== "note");
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const counts =
    errors > 0 ? [`${errors} ${errors === 1 ? "error" : "errors"}; nothing was written`] : [];
  const notes = errors > 0 ? [] : noteText(all.filter(({ severity }) => severity === "note"));
  return [...problems.map(describe), ...notes, ...counts].join("\n\n");
}

/** Notes that are shown in full; the others are only counted. */
const shown = 8;

function noteText(notes: readonly Diagnostic[]): string[] {
  const rest = notes.length - shown;
  const more = rest > 0 ? [`and ${rest} more, which --json lists`] : [];
  const lines = [...notes.slice(0, shown).map(({ message }) => message), ...more];
  return lines.length === 0 ? [] : [`note: ${lines.join("\n      ")}`];
}
