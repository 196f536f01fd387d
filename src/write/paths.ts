import { lstatSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** A record is a file that anyone may have edited: paths that leave the project are ignored. */
export function isInside(path: string): boolean {
  return !path.split(/[/\\]/).includes("..") && !/^([/\\]|[A-Za-z]:)/.test(path);
}

/** A folder of the project that is a link could lead outside it. @throws Error naming what is no folder */
export function refuseLinks(folder: string, path: string): void {
  const parts = path.split("/").slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const above = join(folder, ...parts.slice(0, depth));
    const stat = lstatSync(above, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isDirectory()) {
      throw new Error(`${parts.slice(0, depth).join("/")} is not a folder`);
    }
  }
}

/** Removes a file and the folders that it leaves empty. */
export function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return;
    }
  }
}
