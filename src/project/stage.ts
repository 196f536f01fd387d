import { mkdirSync, rmSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { temporaryOf } from "./journal.ts";
import { refuseOutside } from "./paths.ts";
import type { Write } from "./replace.ts";

/** Files on their way to the disk at once: waiting for one after another is most of a large run. */
const atOnce = 16;

/**
 * Writes every text beside its place, and waits until all of them are on the disk.
 *
 * @throws Stop (exit code 2) for the first, in their order, that cannot be written
 */
export async function stage(folder: string, writes: readonly Write[]): Promise<void> {
  const failures = new Map<number, unknown>();
  const ready = new Set<string>();
  const left = writes.entries();
  const work = async (): Promise<void> => {
    for (const [at, write] of left) {
      await stageOne(folder, write, ready).catch((error: unknown) => failures.set(at, error));
      if (failures.size > 0) {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const [at, { path }] of writes.entries()) {
    if (failures.has(at)) {
      throw refusal(path, failures.get(at));
    }
  }
}

/** @param ready the folders that are known to be there, and inside the project */
async function stageOne(folder: string, { path, text }: Write, ready: Set<string>): Promise<void> {
  const parent = dirname(path);
  if (!ready.has(parent)) {
    refuseOutside(folder, path);
    mkdirSync(join(folder, parent), { recursive: true });
    ready.add(parent);
  }
  const file = await openNew(join(folder, temporaryOf(path)));
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Opens a file that is not there; what another run has left in its place is taken away. */
async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
    rmSync(path, { force: true });
    return open(path, "wx");
  }
}

/** An error of the file system as a message; other messages stay. */
export function refusal(path: string, error: unknown): Stop {
  if (error instanceof Stop) {
    return error;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = reasons.get(code ?? "") ?? message;
  return new Stop([diagnostic("write/refused", { path, reason }, null)], 2);
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
