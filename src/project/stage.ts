import { mkdirSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
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
  const left = writes.entries();
  const work = async (): Promise<void> => {
    for (const [at, write] of left) {
      await stageOne(folder, write).catch((error: unknown) => failures.set(at, error));
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

async function stageOne(folder: string, { path, text }: Write): Promise<void> {
  refuseOutside(folder, path);
  const temporary = join(folder, temporaryOf(path));
  mkdirSync(dirname(temporary), { recursive: true });
  rmSync(temporary, { force: true });
  const file = await open(temporary, "wx");
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
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
