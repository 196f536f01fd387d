import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".ts"),
);

/** The rows of the table under a heading: cells as text. */
function tableUnder(heading: string): string[][] {
  const section = text.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}

function listed(cell: string | undefined): string[] {
  return (cell ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** The files directly in `src` are the pipeline. */
function folderOf(path: string): string {
  const [folder = "", ...rest] = path.split("/");
  return rest.length === 0 ? "pipeline" : folder;
}

/** Folder and package that each import of a source file leads to. */
function importsOf(path: string): { folder: string | null; name: string | null }[] {
  const code = readFileSync(join(root, "src", path), "utf8");
  const from = [...code.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(
    ([, target = ""]) => target,
  );
  return from.map((target) => {
    if (!target.startsWith(".")) {
      const name = target.startsWith("@")
        ? target.split("/").slice(0, 2).join("/")
        : (target.split("/")[0] ?? "");
      return { folder: null, name: name.startsWith("node:") ? null : name };
    }
    const resolved = join(path, "..", target);
    return { folder: resolved.startsWith("..") ? null : folderOf(resolved), name: null };
  });
}

describe("ARCHITECTURE.md", () => {
  it.each([
    ...new Set(
      [
        ...text.matchAll(
          /`((?:src|bin|templates|specs|test|schemas|docs|page|tools|bench|scripts)(?:\/[\w./-]*)?)`/g,
        ),
      ].map(([, path = ""]) => path),
    ),
  ])("names %s, which exists", (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  });

  it("has every folder of src on its map", () => {
    const folders = new Set(
      sources.filter((path) => path.includes("/")).map((path) => `src/${path.split("/")[0]}`),
    );
    expect(tableUnder("Map").map(([path]) => path)).toEqual(expect.arrayContaining([...folders]));
  });

  const table = new Map(
    tableUnder("Imports").map(([folder = "", imports, packages]) => [
      folder,
      { imports: listed(imports), packages: listed(packages) },
    ]),
  );

  it.each([...table.keys()])("tells what %s imports", (folder) => {
    const row = table.get(folder);
    const found = sources.filter((path) => path.startsWith(`${folder}/`)).flatMap(importsOf);
    const folders = new Set(
      found.map((each) => each.folder).filter((each) => each !== null && each !== folder),
    );
    const packages = new Set(found.map((each) => each.name).filter((each) => each !== null));
    expect([...folders].sort()).toEqual(row?.imports);
    expect([...packages].sort()).toEqual(row?.packages);
  });

  it("has imports that go one way only: no folder imports itself through others", () => {
    const reached = (folder: string, seen: Set<string> = new Set()): Set<string> => {
      for (const next of table.get(folder)?.imports ?? []) {
        if (!seen.has(next)) {
          reached(next, seen.add(next));
        }
      }
      return seen;
    };
    const circles = [...table.keys()].filter((folder) => reached(folder).has(folder));
    expect(circles).toEqual([]);
  });

  it("has a row for every folder of src", () => {
    const folders = new Set(
      sources.filter((path) => path.includes("/")).map((path) => path.split("/")[0] ?? ""),
    );
    expect([...table.keys()].sort()).toEqual([...folders].sort());
  });

  it("lets each package into one folder only", () => {
    const all = [...table.values()].flatMap((row) => row.packages);
    expect(new Set(all).size).toBe(all.length);
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(all.sort()).toEqual(Object.keys(dependencies).sort());
  });
});

it("leaves only tests that there are out of the quick run", () => {
  const config = readFileSync(join(root, "vitest.config.ts"), "utf8");
  const named = [...config.matchAll(/"(test\/[\w/-]+\.test\.ts)"/g)].map(([, path = ""]) => path);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("gives every exported type of src a name of its own", () => {
  const declared = sources.flatMap((path) => {
    const code = readFileSync(join(root, "src", path), "utf8");
    const names = code.matchAll(/^export (?:abstract )?(?:type|interface|class) (\w+)/gm);
    return [...names].map(([, name = ""]): [string, string] => [name, path]);
  });
  const names = declared.map(([name]) => name);
  const twice = declared.filter(([name]) => names.indexOf(name) !== names.lastIndexOf(name));
  expect(twice).toEqual([]);
});
