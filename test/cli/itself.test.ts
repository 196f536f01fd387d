import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceOf } from "../../src/cli/itself.ts";
import { version } from "../../src/lib/package.ts";
import { run } from "../support/cli.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { edit, newProject, users } from "../support/project.ts";

const lockWith = (resolved: string) =>
  JSON.stringify({ packages: { "node_modules/sls-gen": { resolved } } });

describe("the tool as a package of the project", () => {
  it("comes from the folder that it runs from", () => {
    expect(sourceOf("/home/a/sls-gen", "/home/a/my-api")).toBe("file:../sls-gen");
  });

  it.each([
    ["https://registry.example.com/sls-gen/-/sls-gen-0.1.0.tgz", `^${version()}`],
    ["file:packs/sls-gen.tgz", "file:../tools/packs/sls-gen.tgz"],
  ])("comes from where npm had it: %s", (resolved, expected) => {
    const folder = newFolder();
    writeFiles(folder, { "tools/node_modules/.package-lock.json": lockWith(resolved) });
    const tool = join(folder, "tools", "node_modules", "sls-gen");
    expect(sourceOf(tool, join(folder, "api"))).toBe(expected);
  });

  it("comes from the registry where npm has written down nothing", () => {
    const tool = join(newFolder(), "node_modules", "sls-gen");
    expect(sourceOf(tool, "/x")).toBe(`^${version()}`);
  });

  it("is asked for where the scripts call it and nothing names it, as in a project of an older version", async () => {
    const folder = await newProject();
    const told = "npm install --save-dev sls-gen";
    expect((await run(folder, "generate")).err).not.toContain(told);
    edit(join(folder, "package.json"), (text) => text.replace(/^ *"sls-gen": "file.*\n/m, ""));
    expect((await run(folder, "generate", "--dry-run")).err).not.toContain(told);
    expect(await run(folder, "generate")).toMatchObject({
      code: 0,
      err: expect.stringContaining(told),
    });
  });

  it("is added by init, stays where it is named, and is no difference to check", async () => {
    const folder = newFolder();
    expect(await run(folder, "init", "--spec", users, "--yes")).toMatchObject({ code: 0 });
    const path = join(folder, "package.json");
    const { devDependencies, scripts } = JSON.parse(readFileSync(path, "utf8"));
    expect(devDependencies["sls-gen"]).toMatch(/^file:/);
    expect(scripts).toMatchObject({ generate: "sls-gen generate", check: "sls-gen check" });
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
  });
});
