// A generated project as plain JavaScript, its mutants in it, and its tests against the shim.
import { transformSync } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { switched } from "./operators.js";

const root = join(import.meta.dirname, "..", "..");

/** Every file below a folder, relative to it. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(folder, join(each.parentPath, each.name)));
}

/**
 * Writes a project in which each mutant can be switched on, and loads its generated tests.
 *
 * @param project folder of a generated project
 * @param work an empty folder
 */
export async function load(project, work) {
  const mutants = [];
  symlinkSync(join(root, "node_modules"), join(work, "node_modules"));
  for (const path of ["src/generated", "test/generated"].flatMap((part) =>
    filesBelow(join(project, part)).map((each) => join(part, each)),
  )) {
    const to = join(work, path);
    mkdirSync(dirname(to), { recursive: true });
    if (!path.endsWith(".ts")) {
      cpSync(join(project, path), to);
      continue;
    }
    const source = readFileSync(join(project, path), "utf8");
    const isMutated = /^src\/generated\/(schemas|operations)\//.test(path);
    const made = isMutated ? switched(source, path, mutants.length) : { text: source, mutants: [] };
    mutants.push(...made.mutants);
    writeFileSync(to.replace(/\.ts$/, ".mjs"), asModule(made.text, work, to));
  }
  cpSync(join(project, "gateway"), join(work, "gateway"), { recursive: true });
  cpSync(join(import.meta.dirname, "shim.mjs"), join(work, "shim.mjs"));
  globalThis.m = (id) => id === globalThis.activeMutant;
  globalThis.activeMutant = -1;
  const shim = await import(pathToFileURL(join(work, "shim.mjs")).href);
  const suites = new Map();
  const tests = filesBelow(join(work, "test/generated")).filter((each) =>
    each.endsWith(".test.mjs"),
  );
  for (const path of tests.sort()) {
    const from = shim.tests.length;
    await import(pathToFileURL(join(work, "test/generated", path)).href);
    suites.set(path, shim.tests.slice(from));
  }
  return { mutants, suites, runTest: shim.runTest, shim };
}

function asModule(text, work, to) {
  const { code } = transformSync(text, { loader: "ts", format: "esm", target: "node20" });
  const shim = relative(dirname(to), join(work, "shim.mjs"));
  return code
    .replaceAll(/(from\s+"[^"]+)\.ts"/g, '$1.mjs"')
    .replaceAll(/(import\s+"[^"]+)\.ts"/g, '$1.mjs"')
    .replaceAll('from "vitest"', `from "${shim.startsWith(".") ? shim : `./${shim}`}"`);
}
