// Tells what somebody did in ./demo: the demo makes it anew, and takes away nothing that people wrote.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What npm, the build and the tool itself write. */
const made = /^(node_modules|dist|\.sls-gen|package-lock\.json)(\/|$)/;
const record = (folder) => join(folder, ".sls-gen", "demo.json");

/** The hash of each file of people's, by path. */
function hashes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !made.test(path));
  const hashOf = (path) =>
    createHash("sha256")
      .update(readFileSync(join(folder, path)))
      .digest("hex");
  return Object.fromEntries(files.sort().map((path) => [path, hashOf(path)]));
}

/** Writes down what the demo made. */
export function remember(folder) {
  writeFileSync(record(folder), JSON.stringify(hashes(folder)));
}

/** Files that are not as the demo made them; all, where nobody knows. */
export function changedIn(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  const before = existsSync(record(folder)) ? JSON.parse(readFileSync(record(folder), "utf8")) : {};
  const now = hashes(folder);
  const paths = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return paths.filter((path) => before[path] !== now[path]);
}
