import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { configName } from "../config/config.ts";
import { stop } from "../diagnostics/collector.ts";
import type { RunResult } from "../options.ts";

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
 * before: their text stays, or is completed.
 *
 * @param outcome what a run would do there
 */
export function refuseCollisions(
  { changes, planned }: Pick<RunResult, "changes" | "planned">,
  { files }: CopiedDocument,
  folder: string,
  shown: string,
): void {
  const inTheWay = changes.filter(
    ({ kind, path }) => kind !== "create" && planned.get(path)?.adopts !== true,
  );
  const copied = [...files.keys()].filter((path) => existsSync(join(folder, path)));
  const paths = [...copied, ...inTheWay.map(({ path }) => path)];
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
export type CopiedDocument = {
  readonly spec: string;
  readonly root: string;
  /** Texts of the files that are not in the project yet, by path. */
  readonly files: ReadonlyMap<string, string>;
};

/**
 * Plans the copy of the document in the project, its files in their places to one another; one that is in the project
 * already stays where it is.
 *
 * @param document its root file and the folder that its references do not leave
 * @param files all of its files, absolute
 */
export function copiedDocument(
  { spec, root }: { readonly spec: string; readonly root: string },
  files: readonly string[],
  folder: string,
): CopiedDocument {
  if (isInside(folder, spec)) {
    const places = { spec: posix(relative(folder, spec)), root: posix(relative(folder, root)) };
    return { spec: places.spec, root: places.root || ".", files: new Map() };
  }
  const texts = files.map((file): [string, string] => [
    posix(relative(root, file)),
    readFileSync(file, "utf8"),
  ]);
  return { spec: posix(relative(root, spec)), root: ".", files: new Map(texts) };
}

function posix(path: string): string {
  return path.replaceAll("\\", "/");
}

/** A project's name from its folder's: what npm and CloudFormation both take. */
export function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return name.slice(0, 60) || "api";
}
