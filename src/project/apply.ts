import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Collector } from "../diagnostics/collector.ts";
import type { FileChange } from "./change.ts";
import { readText } from "./disk.ts";
import {
  discard,
  hasTraces,
  hashOf,
  journalPath,
  recover,
  writeJournal,
  type JournalStep,
} from "./journal.ts";
import { isLocked, locked, lockPath } from "./lock.ts";
import { hashOfFound, replaceAll, type Write } from "./replace.ts";
import { refuseOther, staysInside } from "./paths.ts";
import { lines } from "../lib/lines.ts";
import type { KeptFile } from "./record.ts";
import { refusal, stage } from "./stage.ts";

/**
 * Writes what a run decided: every file beside its place first, then all are renamed into place, the
 * record last. Where one cannot be written, nothing is; where the run is interrupted, the next one finishes
 * or undoes it.
 *
 * @param records what is remembered of the run, in order: written after everything else, if it differs
 * @throws Stop (exit code 2) where a file cannot be written, or another run is writing
 */
export async function apply(
  folder: string,
  changes: readonly FileChange[],
  records: readonly KeptFile[],
): Promise<void> {
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
  await attempt(journalPath, () =>
    locked(folder, async () => {
      writes.forEach(({ path }) => checked(path, () => refuseOther(folder, path)));
      gone.forEach(({ path }) => checked(path, () => refuseUnremovable(folder, path)));
      const steps = writes.map(({ path, found }) => ({ path, before: hashOfFound(found) }));
      const removals = gone.filter(({ before }) => before !== "");
      const journal = { phase: "commit", steps, removals } as const;
      writeJournal(folder, { phase: "stage", steps, removals: [] });
      await cleaned(folder, steps, async () => {
        await stage(folder, writes);
        writeJournal(folder, journal);
      });
      replaceAll(folder, writes, journal);
    }),
  );
}

/**
 * Finishes or undoes what an interrupted run left.
 *
 * @throws Stop (exit code 2) where that run is still going on, or the traces cannot be taken away
 */
export async function settleTraces(folder: string): Promise<void> {
  if (hasTraces(folder)) {
    await attempt(lockPath, () => locked(folder, async () => recover(folder)));
  }
}

/** Tells of a run that was interrupted; a run that writes finishes or undoes it first. @throws Stop (exit code 2) */
export async function settleInterrupted(
  folder: string,
  { write }: { readonly write: boolean },
  found: Collector,
): Promise<void> {
  if (hasTraces(folder) && !isLocked(folder)) {
    found.add("write/interrupted", {}, null);
  }
  if (write) {
    await settleTraces(folder);
  }
}

/** Checks one path before anything is written. @throws Stop (exit code 2) */
function checked(path: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw refusal(path, error);
  }
}

/** @throws Error of the file system */
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

/** Does what may fail; then what was staged is taken away again, also from a disk that is full. */
async function cleaned(
  folder: string,
  steps: readonly JournalStep[],
  action: () => Promise<void>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    discard(folder, steps);
    throw error;
  }
}

/** Runs an action; converts file system errors to messages. @throws Stop (exit code 2) */
async function attempt(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw refusal(path, error);
  }
}
