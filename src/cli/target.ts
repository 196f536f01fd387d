import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { configName } from "../config/config.ts";
import { stop } from "../diagnostics/collector.ts";
import type { PlannedFile } from "../packs/file.ts";
import type { FileChange } from "../project/change.ts";

/** What a failed init takes back: the files it wrote, and the texts of those it changed. */
export type WrittenFiles = { readonly files: string[]; readonly before: Map<string, string> };

/** Refuses a target that is a project already, or no folder. */
export function refuseProject(folder: string, shown: string): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isDirectory()) {
    stop(2, "write/refused", { path: shown, reason: "it is not a folder" }, null);
  }
  if (existsSync(join(folder, configName))) {
    stop(2, "write/exists", { path: join(shown, configName) }, null);
  }
}

/**
 * Refuses to join a folder in which files stand where the project's would, but for those that may have been there
 * before: what is said in them stays, or is completed.
 *
 * @param changes what a run would do there; @param planned its files by path
 */
export function refuseCollisions(
  changes: readonly FileChange[],
  planned: ReadonlyMap<string, PlannedFile>,
  shown: string,
): void {
  const paths = changes
    .filter(({ kind, path }) => kind !== "create" && planned.get(path)?.adopts !== true)
    .map(({ path }) => path);
  if (paths.length > 0) {
    stop(2, "write/collides", { path: shown, paths: paths.join(", ") }, null);
  }
}

/** True for a folder that holds nothing but the document, a repository, and what npm made for the tool. */
export function isEmpty(folder: string, documents: readonly string[]): boolean {
  const own = new Set(
    documents
      .filter((path) => isInside(folder, path))
      .map((path) => relative(folder, path).split(sep)[0]),
  );
  const isHarmless = (name: string) => name === ".git" || own.has(name) || fromNpm.has(name);
  return !existsSync(folder) || readdirSync(folder).every(isHarmless);
}

const fromNpm = new Set(["node_modules", "package.json", "package-lock.json"]);

function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder + sep);
}

/** Refuses a folder for references that the document itself is not in. */
export function refuseOutside(spec: string, root: string): void {
  if (existsSync(spec) && !isInside(root, spec)) {
    const reason = "does not contain the document";
    stop(2, "config/value", { key: "root", reason, fix: "name a folder above it" }, null);
  }
}

/** The document in the project, relative to it: its root file, and the folder of its references. */
export type CopiedDocument = { readonly spec: string; readonly root: string };

/**
 * Copies the document into the project, its files in their places to one another; one that is there
 * already stays where it is.
 *
 * @param document its root file and the folder that its references do not leave
 * @param files all of its files, absolute
 */
export function copyDocument(
  { spec, root }: { readonly spec: string; readonly root: string },
  files: readonly string[],
  folder: string,
  written: WrittenFiles,
): CopiedDocument {
  mkdirSync(folder, { recursive: true });
  if (isInside(folder, spec)) {
    return { spec: posix(relative(folder, spec)), root: posix(relative(folder, root)) || "." };
  }
  for (const file of files) {
    const to = join(folder, relative(root, file));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(file, to, { errorOnExist: true, force: false });
    written.files.push(to);
  }
  return { spec: posix(relative(root, spec)), root: "." };
}

function posix(path: string): string {
  return path.replaceAll("\\", "/");
}

/** Writes the config; never over another. */
export function writeConfig(folder: string, lines: readonly string[], written: WrittenFiles): void {
  const path = join(folder, configName);
  writeFileSync(path, `${lines.join("\n")}\n`, { flag: "wx" });
  written.files.push(path);
}

/** A project's name from its folder's: what npm and CloudFormation both take. */
export function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return name.slice(0, 60) || "api";
}

/** Takes back what a failed init did, so that it can simply be run again. */
export function undo(folder: string, existed: boolean, written: WrittenFiles): void {
  written.files.forEach((path) => rmSync(path, { force: true }));
  written.before.forEach((text, path) => writeFileSync(path, text));
  if (!existed) {
    rmSync(folder, { recursive: true, force: true });
  }
}
