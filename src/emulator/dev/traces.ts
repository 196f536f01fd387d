import { existsSync, rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Remembers which of some files and folders are not there yet, and which folders above them.
 *
 * @returns removes those that have come to be there since; folders above only where nothing else is in them
 */
export function tracesOf(paths: readonly string[]): () => void {
  const missing = paths.filter((path) => !existsSync(path));
  const above = missing.flatMap(missingAbove);
  return () => {
    missing.forEach((path) => rmSync(path, { recursive: true, force: true }));
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
