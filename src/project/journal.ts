import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { listAt, textAt } from "../lib/json.ts";
import { readText } from "./disk.ts";
import { lockPath } from "./lock.ts";
import { sha256 } from "../lib/hash.ts";
import { removeFile, staysInside } from "./paths.ts";

/** Where a run writes down what it is about to do: it is there only while a run is, or was interrupted. */
export const journalPath = ".sls-gen/journal.json";

/** A file to replace or to remove, and the hash that it must still have. */
export type JournalStep = { readonly path: string; readonly before: string };

/**
 * What a run does: while it stages, every trace of it can be taken away; once it commits, the next run
 * finishes it.
 */
export type Journal = {
  readonly phase: "stage" | "commit";
  readonly steps: readonly JournalStep[];
  readonly removals: readonly JournalStep[];
};

/** Where a text waits beside its place. */
export function temporaryOf(path: string): string {
  return `${path}.sls-gen-tmp`;
}

/** Writes the journal so that it is there whole or not at all. */
export function writeJournal(folder: string, journal: Journal): void {
  const path = join(folder, journalPath);
  mkdirSync(dirname(path), { recursive: true });
  writeDurably(`${path}.tmp`, JSON.stringify(journal));
  renameSync(`${path}.tmp`, path);
}

/** Does what a journal in the phase `commit` says; what has been done already, or changed since, is left. */
export function commit(folder: string, { steps, removals }: Journal): void {
  for (const { path, before } of steps) {
    const temporary = join(folder, temporaryOf(path));
    const isFree =
      before === "" ? !existsSync(join(folder, path)) : hashOf(folder, path) === before;
    if (existsSync(temporary) && isFree) {
      renameSync(temporary, join(folder, path));
    }
    rmSync(temporary, { force: true });
  }
  const known = removals.filter(({ before }) => before !== "");
  for (const { path } of known.filter((each) => hashOf(folder, each.path) === each.before)) {
    removeFile(folder, path);
  }
  rmSync(join(folder, journalPath), { force: true });
}

/** True where a run was interrupted in this folder, or is writing. */
export function hasTraces(folder: string): boolean {
  return [journalPath, `${journalPath}.tmp`, lockPath].some((path) =>
    existsSync(join(folder, path)),
  );
}

/**
 * Finishes what an interrupted run had decided, or takes away the traces of one that had not got so far.
 * Nothing that changed since is touched.
 */
export function recover(folder: string): void {
  rmSync(join(folder, `${journalPath}.tmp`), { force: true });
  const journal = readJournal(folder);
  if (journal?.phase === "commit") {
    commit(folder, journal);
    return;
  }
  discard(folder, journal?.steps ?? []);
}

/** Takes away the traces of a run that did not get to write. */
export function discard(folder: string, steps: readonly JournalStep[]): void {
  const temporaries = steps.map(({ path }) => join(folder, temporaryOf(path)));
  // `force` does not help where a file stands in place of a folder.
  temporaries.filter((each) => existsSync(each)).forEach((each) => rmSync(each));
  rmSync(join(folder, journalPath), { force: true });
}

function readJournal(folder: string): Journal | null {
  try {
    const data: unknown = JSON.parse(readFileSync(join(folder, journalPath), "utf8"));
    const phase = textAt(data, "phase") === "commit" ? "commit" : "stage";
    return {
      phase,
      steps: stepsAt(data, "steps", folder),
      removals: stepsAt(data, "removals", folder),
    };
  } catch {
    return null;
  }
}

/** A journal is a file like any other: nothing outside the project is touched because of it. */
function stepsAt(data: unknown, key: "steps" | "removals", folder: string): JournalStep[] {
  return listAt(data, key).flatMap((step) => {
    const [path, before] = [textAt(step, "path"), textAt(step, "before")];
    return path !== null && before !== null && staysInside(folder, path) ? [{ path, before }] : [];
  });
}

/** The hash of a file as it stands; empty where there is none. */
export function hashOf(folder: string, path: string): string {
  const text = readText(join(folder, path))?.text ?? null;
  return text === null ? "" : sha256(text);
}

/** Writes a new file and waits until it is on the disk. */
export function writeDurably(path: string, text: string): void {
  rmSync(path, { force: true });
  const file = openSync(path, "wx");
  try {
    // Goes on until everything is written: one write may take a part only.
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
