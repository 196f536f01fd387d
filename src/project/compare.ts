import { join } from "node:path";
import type { FileChange, ChangeKind } from "./change.ts";
import { isAsWritten, readText } from "./disk.ts";
import { lines } from "../lib/lines.ts";
import { staysInside } from "./paths.ts";
import { compareShared, type OnConflict } from "./shared.ts";
import type { ManifestEntry, Manifest } from "./record.ts";
import type { PlannedFile } from "../packs/file.ts";

/** How to compare. */
export type CompareOptions = {
  /** Takes over generated files that somebody edited, keeping what they wrote. */
  readonly force: boolean;
  /** Removes what is no longer planned although it was worked on. */
  readonly prune: boolean;
  readonly conflict: OnConflict;
  /** Files of the user's that are planned no more and are still in use. */
  readonly wired?: ReadonlySet<string>;
};

const carefully: CompareOptions = {
  force: false,
  prune: false,
  conflict: "stop",
};

/**
 * Compares what a run would write with what is on disk. Nothing is changed.
 *
 * @returns one change per planned file, and one per file of an earlier run that is planned no more
 */
export function compare(
  folder: string,
  files: readonly PlannedFile[],
  manifest: Manifest,
  comparing: CompareOptions = carefully,
): FileChange[] {
  const { prune, wired = new Set() } = comparing;
  const planned = new Map(files.map((file) => [file.path, file]));
  const gone = Object.keys(manifest.files).filter((path) => !planned.has(path));
  const orphans = gone.flatMap((path) => {
    const change = compareGone(folder, path, manifest);
    const kind = wired.has(path) ? "same" : prune ? "orphan-generated" : null;
    return change === null ? [] : [kind === null ? change : ({ ...change, kind } as const)];
  });
  const changes = files.map((file) => compareOne(folder, file, manifest, comparing));
  const left = leftBehind(orphans, manifest);
  const moved = changes.map((change) => renamed(change, planned, left));
  const sources = new Set(moved.map(({ from }) => from));
  return [...moved, ...orphans.filter(({ path }) => !sources.has(path))].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function compareOne(
  folder: string,
  file: PlannedFile,
  manifest: Manifest,
  { force, conflict }: CompareOptions,
): FileChange {
  const { path, mode, operation } = file;
  const found = readText(join(folder, path));
  const change = (
    kind: ChangeKind,
    backup: string | null = null,
    text: string | null = kind === "create" || kind === "update" ? file.text : null,
  ): FileChange => ({
    kind,
    path,
    mode,
    operation,
    text,
    found: found?.text ?? null,
    from: null,
    fromFound: null,
    backup,
  });
  if (found === null) {
    const isRemoved = file.dispensable && manifest.files[path] !== undefined;
    return change(isRemoved ? "same" : "create");
  }
  if (found.text === null) {
    return change(mode === "yours" && found.isFile ? "same" : "blocked");
  }
  const entry = manifest.files[path];
  if (mode === "shared") {
    const { kind, text } = compareShared(folder, file, found.text, entry, conflict);
    return kind === "edited" && force ? change("update", found.text) : change(kind, null, text);
  }
  if (mode === "yours") {
    return change(isForAnother(found.text, file, entry) ? "update" : "same");
  }
  if (lines(found.text) === file.text) {
    return change("same");
  }
  if (entry === undefined || entry.mode !== "generated") {
    return change("blocked");
  }
  if (isAsWritten(found.text, entry)) {
    return change("update");
  }
  return force ? change("update", found.text) : change("edited");
}

/** An unedited stub that was written for another operation, or that re-exports another file. */
function isForAnother(found: string, file: PlannedFile, entry: ManifestEntry | undefined): boolean {
  const { operation, former } = file;
  return (
    entry !== undefined &&
    entry.operation !== null &&
    operation !== null &&
    isAsWritten(found, entry) &&
    (entry.operation !== operation || entry.former !== former)
  );
}

/** A file planned no more is removed only if it is still what we wrote. */
function compareGone(folder: string, path: string, manifest: Manifest): FileChange | null {
  const entry = manifest.files[path];
  const found = staysInside(folder, path) ? readText(join(folder, path)) : null;
  if (entry === undefined || found === null || !found.isFile) {
    return null;
  }
  const isOurs = found.text !== null && isAsWritten(found.text, entry);
  return {
    kind: isOurs ? "orphan-generated" : "orphan-yours",
    path,
    mode: entry.mode,
    operation: entry.operation,
    text: null,
    found: found.text,
    from: null,
    fromFound: null,
    backup: null,
  };
}

/** Unedited files of the user's that are planned no more, by operation and template. */
function leftBehind(
  orphans: readonly FileChange[],
  manifest: Manifest,
): ReadonlyMap<string, FileChange> {
  const left = orphans.filter(({ kind, mode }) => kind === "orphan-generated" && mode === "yours");
  // The first one wins, so it is put in last.
  return new Map(
    left.toReversed().map((orphan) => [madeFrom(orphan, manifest.files[orphan.path]), orphan]),
  );
}

/** A new file of an operation that had one from the same template under another name: it moved. */
function renamed(
  change: FileChange,
  planned: ReadonlyMap<string, PlannedFile>,
  left: ReadonlyMap<string, FileChange>,
): FileChange {
  const isNew = change.kind === "create" && change.mode === "yours" && change.operation !== null;
  const before = isNew ? left.get(madeFrom(change, planned.get(change.path))) : undefined;
  return before === undefined
    ? change
    : { ...change, kind: "renamed", from: before.path, fromFound: before.found };
}

function madeFrom(
  { operation }: FileChange,
  from: { readonly template: string | null } | undefined,
): string {
  return JSON.stringify([operation, from?.template]);
}
