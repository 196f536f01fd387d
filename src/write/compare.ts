import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change, PlannedFile } from "../model/plan.ts";
import { sha256, type Manifest } from "./manifest.ts";

/**
 * Compares what a run would write with what is on disk. Nothing is changed.
 *
 * @returns one change per planned file, and one per file of an earlier run that is planned no more
 */
export function compare(
  folder: string,
  files: readonly PlannedFile[],
  manifest: Manifest,
): Change[] {
  const planned = new Set(files.map((file) => file.path));
  const gone = Object.keys(manifest.files).filter((path) => !planned.has(path));
  const changes = [
    ...files.map((file) => compareOne(folder, file, manifest)),
    ...gone.flatMap((path) => compareGone(folder, path, manifest)),
  ];
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function compareOne(folder: string, file: PlannedFile, manifest: Manifest): Change {
  const { path, mode, operation, text } = file;
  const found = readText(join(folder, path));
  const change = (kind: Change["kind"]): Change => ({
    kind,
    path,
    mode,
    operation,
    text: kind === "create" || kind === "update" ? text : null,
  });
  if (found === null) {
    return change("create");
  }
  if (found.text === null) {
    return change("blocked");
  }
  if (mode === "yours") {
    return change("kept");
  }
  if (found.text === text) {
    return change("same");
  }
  return change(manifest.files[path]?.mode === "generated" ? "update" : "blocked");
}

/** A file planned no more is removed only if it is still what we wrote. */
function compareGone(folder: string, path: string, manifest: Manifest): Change[] {
  const entry = manifest.files[path];
  const found = isInside(path) ? readText(join(folder, path)) : null;
  if (entry === undefined || found === null) {
    return [];
  }
  const isOurs = found.text !== null && sha256(found.text) === entry.sha256;
  return [
    {
      kind: isOurs ? "remove" : "orphan",
      path,
      mode: entry.mode,
      operation: entry.operation,
      text: null,
    },
  ];
}

/** A manifest is a file that anyone may have edited: paths that leave the project are ignored. */
function isInside(path: string): boolean {
  return !path.split(/[/\\]/).includes("..") && !/^([/\\]|[A-Za-z]:)/.test(path);
}

/** @returns null where nothing is there; `text: null` where something other than a file is */
function readText(path: string): { readonly text: string | null } | null {
  try {
    return { text: lstatSync(path).isFile() ? readFileSync(path, "utf8") : null };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : { text: null };
  }
}
