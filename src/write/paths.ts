import { lstatSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** A record is a file that anyone may have edited: paths that leave the project are ignored. */
function isInside(path: string): boolean {
  return !path.split(/[/\\]/).includes("..") && !/^([/\\]|[A-Za-z]:)/.test(path);
}

/** @returns the first folder on the way to a file that is a link or no folder: it could lead outside */
function linkAbove(folder: string, path: string): string | null {
  const parts = path.split("/").slice(0, -1);
  const above = parts.map((_, depth) => parts.slice(0, depth + 1).join("/"));
  const isLink = (each: string) =>
    lstatSync(join(folder, each), { throwIfNoEntry: false })?.isDirectory() === false;
  return above.find(isLink) ?? null;
}

/** True where a path that a record names stays in the project, by its words and on the disk. */
export function staysInside(folder: string, path: string): boolean {
  return isInside(path) && linkAbove(folder, path) === null;
}

/** A folder of the project that is a link could lead outside it. @throws Error naming what is no folder */
export function refuseLinks(folder: string, path: string): void {
  const link = linkAbove(folder, path);
  if (link !== null) {
    throw new Error(`${link} is not a folder`);
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
