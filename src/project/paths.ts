import { lstatSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { stop } from "../diagnostics/collector.ts";

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

/**
 * Refuses a path that leads out of the project, by its words or over a folder that is a link.
 *
 * @throws Stop (exit code 2)
 */
export function refuseOutside(folder: string, path: string): void {
  if (!isInside(path)) {
    stop(2, "write/refused", { path, reason: "it is outside the project" }, null);
  }
  const link = linkAbove(folder, path);
  if (link !== null) {
    stop(2, "write/refused", { path, reason: `${link} is not a folder` }, null);
  }
}

/** Refuses a place that holds something other than a file. @throws Stop (exit code 2) */
export function refuseOther(folder: string, path: string): void {
  if (lstatSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true) {
    stop(2, "write/refused", { path, reason: "there is a folder at this path" }, null);
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
