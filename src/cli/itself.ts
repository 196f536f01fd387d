import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { packageRoot, version } from "../lib/package.ts";
import { isRaw, rawAt, textAt, type Raw } from "../lib/json.ts";

/**
 * Adds this tool to the packages of a new project, so that everyone in a team runs the same one. A project that names
 * it already is left as it is.
 *
 * @param text of package.json
 */
export function withItself(text: string, folder: string): string {
  const found = parsed(text);
  const own = rawAt(found, "devDependencies");
  if (found === null || "sls-gen" in own || "sls-gen" in rawAt(found, "dependencies")) {
    return text;
  }
  const all = { ...own, "sls-gen": sourceOf(packageRoot, folder) };
  const devDependencies = Object.fromEntries(
    Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return `${JSON.stringify({ ...found, devDependencies }, null, 2)}\n`;
}

/**
 * Returns a hint for projects whose scripts call this tool without listing it as a package, as older versions
 * do after `generate`; nothing where all is well.
 */
export function missingItself(folder: string): string[] {
  const found = read(join(folder, "package.json"));
  const calls = Object.values(rawAt(found, "scripts")).some((each) =>
    /\bsls-gen\b/.test(`${each}`),
  );
  const isThere = ["dependencies", "devDependencies"].some(
    (kind) => "sls-gen" in rawAt(found, kind),
  );
  return calls && !isThere
    ? ["the scripts call sls-gen, which is not in package.json: npm install --save-dev sls-gen"]
    : [];
}

/**
 * What package.json says of where npm gets the tool that runs: a range of versions of the registry, or the folder or the
 * archive that it comes from (npm: package.json, dependencies).
 *
 * @param tool its folder
 * @param folder that of the project
 */
export function sourceOf(tool: string, folder: string): string {
  const packages = dirname(tool);
  if (!packages.endsWith(`${sep}node_modules`)) {
    return fileFrom(folder, tool);
  }
  const lock = read(join(packages, ".package-lock.json"));
  const resolved = textAt(rawAt(rawAt(lock, "packages"), "node_modules/sls-gen"), "resolved") ?? "";
  return resolved.startsWith("file:")
    ? fileFrom(folder, resolve(dirname(packages), resolved.slice("file:".length)))
    : `^${version()}`;
}

function fileFrom(folder: string, path: string): string {
  return `file:${relative(folder, path).replaceAll("\\", "/")}`;
}

function read(path: string): Raw | null {
  return existsSync(path) ? parsed(readFileSync(path, "utf8")) : null;
}

function parsed(text: string): Raw | null {
  try {
    const data: unknown = JSON.parse(text);
    return isRaw(data) ? data : null;
  } catch {
    return null;
  }
}
