import { existsSync, rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/** What this process has made: a start that fails beside another one must leave what the other made. */
const made = new Set<string>();

/** Notes that this process, and no other, has made a file or a folder. */
export function noteMade(path: string): void {
  made.add(path);
}

/**
 * Remembers which of some files and folders are not there yet, and which folders above them.
 *
 * @returns removes those that this process has made since; folders above only where nothing else is in them
 */
export function tracesOf(paths: readonly string[]): () => void {
  const missing = paths.filter((path) => !existsSync(path));
  const above = missing.flatMap(missingAbove);
  return () => {
    missing
      .filter((path) => made.has(path))
      .forEach((path) => rmSync(path, { recursive: true, force: true }));
    above.forEach(removeEmpty);
  };
}

/** Folders above a path that are not there, the nearest first. */
function missingAbove(path: string): string[] {
  const folder = dirname(path);
  return existsSync(folder) ? [] : [folder, ...missingAbove(folder)];
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else keeps something in it, or it was never made.
  }
}
