import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Change } from "../model/plan.ts";
import { manifestPath } from "./manifest.ts";

/**
 * Writes what a run decided: every file beside its place first, then all are renamed into place,
 * the record last. Where one cannot be written, nothing is.
 *
 * @param manifest text of the record, written after everything else
 * @throws Stop (exit code 2) where a file cannot be written
 */
export function apply(folder: string, changes: readonly Change[], manifest: string): void {
  const writes = changes.flatMap((change) => writesOf(folder, change));
  const staged = stage(folder, [...writes, { path: manifestPath, text: manifest }]);
  for (const { temporary, path } of staged) {
    attempt(path, () => renameSync(temporary, join(folder, path)));
  }
  for (const path of changes.flatMap(removedBy)) {
    attempt(path, () => removeFile(folder, path));
  }
}

type Write = { readonly path: string; readonly text: string };

/** What a change writes; a file that is overwritten by force is kept beside the new one first. */
function writesOf(folder: string, { path, text, backup }: Change): Write[] {
  const kept = backup === null ? [] : [{ path: freePath(folder, `${path}.orig`), text: backup }];
  return text === null ? [] : [...kept, { path, text }];
}

function freePath(folder: string, path: string): string {
  let free = path;
  for (let number = 2; existsSync(join(folder, free)); number += 1) {
    free = `${path}-${number}`;
  }
  return free;
}

function removedBy({ kind, path, from }: Change): string[] {
  return kind === "orphan-generated" ? [path] : from === null ? [] : [from];
}

type Staged = { readonly path: string; readonly temporary: string };

/** Writes temporary siblings; all are taken away again when one fails. */
function stage(folder: string, writes: readonly Write[]): Staged[] {
  const staged: Staged[] = [];
  try {
    for (const { path, text } of writes) {
      const temporary = join(folder, `${path}.sls-gen-tmp`);
      attempt(path, () => {
        refuseLinks(folder, path);
        mkdirSync(dirname(temporary), { recursive: true });
        staged.push({ path, temporary });
        rmSync(temporary, { force: true });
        writeDurably(temporary, text);
      });
    }
  } catch (error) {
    staged.forEach(({ temporary }) => rmSync(temporary, { force: true }));
    throw error;
  }
  return staged;
}

/** A folder of the project that is a link could lead outside it. */
function refuseLinks(folder: string, path: string): void {
  const parts = path.split("/").slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const above = join(folder, ...parts.slice(0, depth));
    const stat = lstatSync(above, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isDirectory()) {
      throw new Error(`${parts.slice(0, depth).join("/")} is not a folder`);
    }
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, "wx");
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes a file and the folders that it leaves empty. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return;
    }
  }
}

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
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
  ["ENOTDIR", "a file is where a folder must be"],
  ["EISDIR", "a folder is where the file must be"],
]);
