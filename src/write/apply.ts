import {
  closeSync,
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
  const writes = changes
    .filter((change) => change.text !== null)
    .map(({ path, text }) => ({ path, text: text ?? "" }));
  const staged = stage(folder, [...writes, { path: manifestPath, text: manifest }]);
  for (const { temporary, path } of staged) {
    attempt(path, () => renameSync(temporary, join(folder, path)));
  }
  for (const { path } of changes.filter((change) => change.kind === "remove")) {
    attempt(path, () => removeFile(folder, path));
  }
}

type Staged = { readonly path: string; readonly temporary: string };

/** Writes temporary siblings; all are taken away again when one fails. */
function stage(folder: string, writes: readonly { path: string; text: string }[]): Staged[] {
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
