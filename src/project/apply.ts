import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Stop, type Collector } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { FileChange } from "./change.ts";
import { readText } from "./disk.ts";
import {
  discard,
  hasTraces,
  hashOf,
  journalPath,
  recover,
  temporaryOf,
  writeDurably,
  writeJournal,
  type JournalStep,
} from "./journal.ts";
import { isLocked, locked, lockPath } from "./lock.ts";
import { hashOfFound, replaceAll, type Write } from "./replace.ts";
import { refuseOther, refuseOutside, staysInside } from "./paths.ts";
import { lines } from "../lib/lines.ts";
import type { KeptFile } from "./record.ts";

/**
 * Writes what a run decided: every file beside its place first, then all are renamed into place, the
 * record last. Where one cannot be written, nothing is; where the run is interrupted, the next one finishes
 * or undoes it.
 *
 * @param records what is remembered of the run, in order: written after everything else, if it differs
 * @throws Stop (exit code 2) where a file cannot be written, or another run is writing
 */
export function apply(
  folder: string,
  changes: readonly FileChange[],
  records: readonly KeptFile[],
): void {
  const stale = staleOf(folder, records);
  const kept = stale.flatMap(({ path, text }) =>
    text === null ? [] : [asFound(folder, path, text)],
  );
  const dropped = stale
    .filter(({ path, text }) => text === null && staysInside(folder, path))
    .map(({ path }) => ({ path, before: hashOf(folder, path) }));
  const writes = [...changes.flatMap((change) => writesOf(folder, change)), ...kept];
  const gone = [...changes.flatMap(removedBy), ...dropped];
  if (writes.length + gone.length === 0) {
    return;
  }
  attempt(journalPath, () =>
    locked(folder, () => {
      writes.forEach(({ path }) => refuseOther(folder, path));
      gone.forEach(({ path }) => attempt(path, () => refuseUnremovable(folder, path)));
      const steps = stage(folder, writes);
      const removals = gone.filter(({ before }) => before !== "");
      const journal = { phase: "commit", steps, removals } as const;
      cleaned(folder, steps, () => writeJournal(folder, journal));
      replaceAll(folder, writes, journal);
    }),
  );
}

/**
 * Finishes or undoes what an interrupted run left.
 *
 * @throws Stop (exit code 2) where that run is still going on, or the traces cannot be taken away
 */
export function settleTraces(folder: string): void {
  if (hasTraces(folder)) {
    attempt(lockPath, () => locked(folder, () => recover(folder)));
  }
}

/** Tells of a run that was interrupted; a run that writes finishes or undoes it first. @throws Stop (exit code 2) */
export function settleInterrupted(
  folder: string,
  { write }: { readonly write: boolean },
  found: Collector,
): void {
  if (hasTraces(folder) && !isLocked(folder)) {
    found.add("write/interrupted", {}, null);
  }
  if (write) {
    settleTraces(folder);
  }
}

/** Checks removals before anything is written. @throws Error of the file system */
function refuseUnremovable(folder: string, path: string): void {
  const parent = dirname(join(folder, path));
  if (existsSync(parent)) {
    accessSync(parent, constants.W_OK);
  }
}

/** The records that are not as a run would leave them. */
export function staleOf(folder: string, records: readonly KeptFile[]): KeptFile[] {
  return records.filter(({ path, text }) => !isThere(folder, path, text));
}

/** A checkout may end its lines in its own way. */
function isThere(folder: string, path: string, text: string | null): boolean {
  const found = readText(join(folder, path))?.text ?? null;
  return found === null ? text === null : lines(found) === text;
}

/** A record, which is compared with what is there now. */
function asFound(folder: string, path: string, text: string): Write {
  return { path, text, found: readText(join(folder, path))?.text ?? null };
}

/** What a change writes; a file that is overwritten by force is kept beside the new one first. */
function writesOf(folder: string, { path, text, found, backup }: FileChange): Write[] {
  const kept =
    backup === null ? [] : [{ path: freePath(folder, `${path}.orig`), text: backup, found: null }];
  return text === null ? [] : [...kept, { path, text, found }];
}

function freePath(folder: string, path: string): string {
  let free = path;
  for (let number = 2; existsSync(join(folder, free)); number += 1) {
    free = `${path}-${number}`;
  }
  return free;
}

function removedBy({ kind, path, found, from, fromFound }: FileChange): JournalStep[] {
  if (kind === "orphan-generated") {
    return [{ path, before: hashOfFound(found) }];
  }
  return from === null ? [] : [{ path: from, before: hashOfFound(fromFound) }];
}

/** Writes temporary siblings; all are taken away again when one fails. */
function stage(folder: string, writes: readonly Write[]): JournalStep[] {
  const steps = writes.map(({ path, found }) => ({ path, before: hashOfFound(found) }));
  writeJournal(folder, { phase: "stage", steps, removals: [] });
  cleaned(folder, steps, () => {
    for (const { path, text } of writes) {
      attempt(path, () => {
        refuseOutside(folder, path);
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeDurably(join(folder, temporaryOf(path)), text);
      });
    }
  });
  return steps;
}

/** Does what may fail; then what was staged is taken away again, also from a disk that is full. */
function cleaned(folder: string, steps: readonly JournalStep[], action: () => void): void {
  try {
    action();
  } catch (error) {
    discard(folder, steps);
    throw error;
  }
}

/** Runs an action; converts file system errors to messages. @throws Stop (exit code 2) */
export function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (error instanceof Stop) {
      throw error;
    }
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Stop(
      [diagnostic("write/refused", { path, reason: reasons.get(code ?? "") ?? message }, null)],
      2,
    );
  }
}

const reasons = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the quota is used up"],
  ["EFBIG", "it is larger than a file may be here"],
  ["ENOTDIR", "there is a file where a folder is needed"],
  ["EISDIR", "there is a folder at this path"],
]);
