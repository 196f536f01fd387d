import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it, onTestFinished } from "vitest";
import { newFolder, readFiles, writeFiles } from "./support/folder.ts";
import { projectFiles, projects } from "./support/projects.ts";

const root = join(import.meta.dirname, "..");

/** Generates in a process of its own, with another environment. */
function generated(
  document: string,
  name: string,
  env: Readonly<Record<string, string>>,
): Map<string, string> {
  const folder = newFolder();
  writeFiles(folder, { "users.json": document });
  const project = join(folder, name);
  const args = [
    join(root, "bin", "sls-gen.js"),
    "init",
    project,
    "--spec",
    join(folder, "users.json"),
    "--yes",
  ];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  expect(status, stderr).toBe(0);
  const files = readFiles(project);
  files.delete("users.json");
  return files;
}

/** The same mapping with the keys of its paths and components in the opposite order. */
function reordered(document: Record<string, unknown>): unknown {
  const reverse = (value: unknown) => Object.fromEntries(Object.entries(value as object).reverse());
  const components = Object.fromEntries(
    Object.entries(document["components"] as object).map(([kind, each]) => [kind, reverse(each)]),
  );
  const paths = Object.fromEntries(
    Object.entries(document["paths"] as object)
      .reverse()
      .map(([path, item]) => [path, reverse(item)]),
  );
  return reverse({ ...document, components: reverse(components), paths });
}

describe("the same document gives the same bytes", () => {
  const document = load(readFileSync(join(root, "specs", "users.yaml"), "utf8")) as Record<
    string,
    unknown
  >;
  const text = JSON.stringify(document);
  const expected = () => generated(text, "api", { TZ: "UTC", LANG: "C", LC_ALL: "C" });

  it("in another folder, time zone and locale", () => {
    expect(
      generated(text, "api", { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }),
    ).toEqual(expected());
  });

  it("with paths, methods and components in another order", () => {
    expect(generated(JSON.stringify(reordered(document)), "api", {})).toEqual(expected());
  });
});

/** `test:long` takes every golden project, and the twenty rounds that a release is held to. */
const isLong = process.env["SLS_GEN_TEST_LONG"] !== undefined;
const rounds = isLong ? 20 : 2;
const names = Object.keys(projects).filter((name) => isLong || !name.includes("-"));

describe("every golden document on a machine that is busy", () => {
  it.each(names)(
    "gives the same bytes: %s",
    async (name) => {
      const busy = [1, 2].map(() => spawn(process.execPath, ["-e", "for (;;) {}"]));
      onTestFinished(() => busy.forEach((each) => each.kill()));
      const expected = await projectFiles(name);
      for (let round = 1; round < rounds; round += 1) {
        expect(await projectFiles(name)).toEqual(expected);
      }
    },
    120_000,
  );
});
