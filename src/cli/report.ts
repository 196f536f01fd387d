import { counted } from "../lib/counted.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RunResult } from "../options.ts";
import { commandData, commandProperty, jsonText, terminalText } from "../lib/escape.ts";
import type { ChangeKind } from "../project/change.ts";
import { diffOf } from "../project/diff.ts";
import { findingsJson } from "../compat/report.ts";

/** Where words go: data to stdout, talk to stderr. */
export type Console = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** A line that speaks to CI: made of escaped parts only. */
  readonly command: (text: string) => void;
};

/** Letters of the plan, in the manner of `git status --porcelain`. */
const letters: Readonly<Record<ChangeKind, string>> = {
  create: "A",
  update: "M",
  same: "=",
  edited: "E",
  merged: "M",
  conflict: "C",
  renamed: "R",
  moved: "R",
  "orphan-generated": "D",
  "orphan-yours": "?",
  blocked: "!",
};

/** What a run with `--json` prints; `version` grows when the form changes. */
export function outcomeJson(outcome: RunResult, written: boolean): string {
  const changes = outcome.changes.map(({ kind, path, mode, operation, from }) => ({
    kind,
    path,
    mode,
    operation,
    from,
  }));
  const body = {
    version: 1,
    ok: true,
    written,
    operations: outcome.operations,
    findings: findingsJson(outcome.findings),
    counts: countsOf(outcome),
    changes,
  };
  return jsonText({ ...body, diagnostics: outcome.warnings.map(diagnosticJson) }, 2);
}

/** What a failed run with `--json` prints. */
export function failureJson(problems: readonly Diagnostic[]): string {
  return jsonText({ version: 1, ok: false, diagnostics: problems.map(diagnosticJson) }, 2);
}

function diagnosticJson({ code, severity, message, fix, place, origin }: Diagnostic): object {
  const { text: _, ...where } = place ?? { text: "" };
  return { code, severity, message, fix, pointer: origin?.pointer ?? null, ...where };
}

/** The changes of a run, one a line; what stays as it is is only counted. */
export function planLines(outcome: RunResult): string[] {
  return outcome.changes
    .filter((change) => change.kind !== "same")
    .map(
      ({ kind, path, from }) => `${letters[kind]} ${from === null ? path : `${from} -> ${path}`}`,
    );
}

/** The changes of a run as unified diffs. */
export function diffLines({ changes, planned }: RunResult): string[] {
  return changes
    .filter(({ kind }) => kind !== "same" && kind !== "orphan-yours" && kind !== "blocked")
    .map((change) =>
      diffOf(change, change.text ?? planned.get(change.path)?.text ?? null).trimEnd(),
    )
    .filter((text) => text !== "");
}

/** What `check` finds, as annotations of GitHub Actions (workflow commands). */
export function annotations(outcome: RunResult, strict: boolean): string[] {
  const words: Readonly<Partial<Record<ChangeKind, string>>> = {
    create: "is missing: run sls-gen generate",
    update: "differs from the document: run sls-gen generate",
    renamed: "was renamed: run sls-gen generate",
    moved: "moves to the new name of its operation",
    "orphan-generated": "is no longer part of the API: run sls-gen generate",
    merged: "misses changes of the document: run sls-gen generate",
    conflict: "was changed in the same place as the document",
    edited: "is generated, and was edited",
    blocked: "is in the way of a generated file",
    ...(strict ? { "orphan-yours": "belongs to a removed operation" } : {}),
  };
  return outcome.changes.flatMap(({ kind, path }) => {
    const message = words[kind];
    return message === undefined
      ? []
      : [`::error file=${commandProperty(path)}::${commandData(terminalText(path))} ${message}`];
  });
}

/** How many files of each kind. */
export function countsOf(outcome: RunResult): Record<ChangeKind, number> {
  const kinds = Object.keys(letters) as ChangeKind[];
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  outcome.changes.forEach((change) => (counts[change.kind] += 1));
  return counts;
}

/** The counts in words: `12 created, 1 updated, 30 unchanged`. */
export function summary(outcome: RunResult, tense: "done" | "would"): string {
  const counts = countsOf(outcome);
  const yours = outcome.changes.filter(({ kind, mode }) => kind === "same" && mode !== "generated");
  const verb = tense === "done" ? "" : "to be ";
  const parts = [
    [counts.create, `${verb}created`],
    [counts.update, `${verb}updated`],
    [counts.merged, `${verb}merged`],
    [counts.renamed + counts.moved, `${verb}renamed`],
    [counts["orphan-generated"], `${verb}removed`],
    [counts.edited, "edited by hand"],
    [counts.conflict, "in conflict"],
    [counts.blocked, "in the way"],
    [counts.same - yours.length, "unchanged"],
    [yours.length, "of yours kept"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${counted(outcome.operations, "operation")}; files: ${told.join(", ")}`;
}
