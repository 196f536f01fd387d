import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import { refuseOutside } from "./paths.ts";

/** Held while a run writes, so that two do not write at once. */
export const lockPath = ".sls-gen/lock";

/** The locks of this process: one that names it otherwise is of an earlier process with the same number. */
const held = new Set<string>();

/**
 * Runs an action while no other run writes in the folder.
 *
 * @throws Stop (exit code 2) where another run does
 */
export async function locked(folder: string, action: () => Promise<void>): Promise<void> {
  refuseOutside(folder, lockPath);
  const path = join(folder, lockPath);
  mkdirSync(dirname(path), { recursive: true });
  take(path);
  held.add(path);
  try {
    await action();
  } finally {
    held.delete(path);
    rmSync(path, { force: true });
  }
}

/** True where another run is writing in the folder right now. */
export function isLocked(folder: string): boolean {
  const pid = holderOf(join(folder, lockPath));
  return pid !== null && isAlive(pid);
}

/** The lock of a run that is gone is taken over. */
function take(path: string): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
      const pid = holderOf(path);
      if (pid !== null && isAlive(pid)) {
        stop(2, "write/locked", { pid: String(pid) }, null);
      }
      rmSync(path, { force: true });
    }
  }
  stop(2, "write/locked", { pid: "unknown" }, null);
}

function holderOf(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    const isOfEarlier = pid === process.pid && !held.has(path);
    return Number.isInteger(pid) && pid > 0 && !isOfEarlier ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
