import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import { commit, discard, hashOf, temporaryOf, writeDurably, type Journal } from "./journal.ts";
import { sha256 } from "../lib/hash.ts";
import { removeFile } from "./paths.ts";

/** A file to write: its new text, and the one that was read when that was decided; null for none. */
export type Write = {
  readonly path: string;
  readonly text: string;
  readonly found: string | null;
};

/** The hash that a place must still have; empty where nothing was there. */
export function hashOfFound(found: string | null): string {
  return found === null ? "" : sha256(found);
}

/**
 * Puts staged texts in their places. Each place is compared with what was read, all of them before the first is
 * touched and each again right before: an editor may have saved meanwhile. Then nothing is written.
 *
 * @throws Stop (exit code 4) where a place is not as it was read
 */
export function replaceAll(folder: string, writes: readonly Write[], journal: Journal): void {
  const changed = writes.find((each) => !isAsRead(folder, each));
  if (changed !== undefined) {
    discard(folder, journal.steps);
    refuse(changed.path);
  }
  const done: Write[] = [];
  for (const each of writes) {
    if (!isAsRead(folder, each)) {
      done.reverse().forEach((earlier) => restore(folder, earlier));
      discard(folder, journal.steps);
      refuse(each.path);
    }
    renameSync(join(folder, temporaryOf(each.path)), join(folder, each.path));
    done.push(each);
  }
  commit(folder, { ...journal, steps: [] });
}

function isAsRead(folder: string, { path, found }: Write): boolean {
  return found === null
    ? !existsSync(join(folder, path))
    : hashOf(folder, path) === hashOfFound(found);
}

/** Brings back what was there, unless somebody has saved over what was written. */
function restore(folder: string, { path, text, found }: Write): void {
  if (hashOf(folder, path) !== sha256(text)) {
    return;
  }
  if (found === null) {
    removeFile(folder, path);
    return;
  }
  const temporary = join(folder, temporaryOf(path));
  writeDurably(temporary, found);
  renameSync(temporary, join(folder, path));
  rmSync(temporary, { force: true });
}

function refuse(path: string): never {
  return stop(4, "write/changed", { path }, null);
}
