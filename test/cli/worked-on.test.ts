import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { readFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

/** Holds a project to strict TypeScript. */
function expectTyped(folder: string): void {
  const root = join(import.meta.dirname, "..", "..");
  const modules = join(folder, "node_modules");
  if (!existsSync(modules)) {
    symlinkSync(join(root, "node_modules"), modules);
  }
  const tsc = join(root, "node_modules", ".bin", "tsc");
  const { stdout } = spawnSync(tsc, ["--noEmit", "-p", folder], { encoding: "utf8" });
  expect(stdout).toBe("");
}

describe("a generated file that somebody edited", () => {
  it("stops the run with what was changed and two ways out; nothing is written", async () => {
    const folder = await newProject();
    edit(join(folder, "src", "generated", "schemas", "Status.ts"), (text) => `${text}// mine\n`);
    edit(join(folder, "users.yaml"), (text) => text.replace("maximum: 100", "maximum: 50"));
    const before = readFiles(folder);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(4);
    expect(err).toContain("error: src/generated/schemas/Status.ts is generated");
    expect(err).toContain("override the template validator/inline/schema.ts.hbs");
    expect(err).toContain("\n+// mine");
    expect(readFiles(folder)).toEqual(before);
    expect(await run(folder, "generate", "--force")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "src/generated/schemas/Status.ts.orig"), "utf8")).toContain(
      "// mine",
    );
  });

  it("is shown by --diff, with everything else that changes", async () => {
    const folder = await newProject();
    edit(join(folder, "users.yaml"), (text) => text.replace("maximum: 100", "maximum: 50"));
    const { out } = await run(folder, "generate", "--diff");
    expect(out).toContain(
      "--- a/src/generated/operations/listUsers.ts\n+++ b/src/generated/operations/listUsers.ts",
    );
    expect(out).toMatch(/^-.*100/m);
    expect(out).toMatch(/^\+.*50/m);
  });
});

describe("files of the user's that nothing needs", () => {
  it("stay away where people removed them; a handler comes back", async () => {
    const folder = await newProject();
    const removed = ["test/getUser.test.ts", "README.md"];
    for (const path of [...removed, "src/handlers/getUser.ts"]) {
      rmSync(join(folder, path));
    }
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    const files = readFiles(folder);
    expect(removed.filter((path) => files.has(path))).toEqual([]);
    expect(files.has("src/handlers/getUser.ts")).toBe(true);
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
  });
});

describe("an operation that gets another name", () => {
  it("moves the handler and its test while nobody worked on them", async () => {
    const folder = await newProject();
    edit(join(folder, "users.yaml"), (text) =>
      text.replace("operationId: deleteUser", "operationId: removeUser"),
    );
    const { code, out } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(out).toContain("R src/handlers/deleteUser.ts -> src/handlers/removeUser.ts");
    expect(out).toContain("R test/deleteUser.test.ts -> test/removeUser.test.ts");
    expect(readFiles(folder).has("src/handlers/deleteUser.ts")).toBe(false);
  });
});

describe("files that were worked on", () => {
  it("stay when their operation gets another name, and are kept wired until they are moved", async () => {
    const folder = await newProject();
    const old = join(folder, "src", "handlers", "createUser.ts");
    edit(old, (text) => `${text}// mine\n`);
    const mine = readFileSync(old, "utf8");
    const rename = (text: string) =>
      text.replace("operationId: createUser", "operationId: addUser");
    edit(join(folder, "users.yaml"), rename);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain("POST /users was renamed from createUser");
    expect(readFileSync(old, "utf8")).toBe(mine);
    const wired = readFileSync(join(folder, "src", "handlers", "addUser.ts"), "utf8");
    expect(wired).toContain('export { handler } from "./createUser.ts";');
    expectTyped(folder);
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
    rmSync(old);
    writeFileSync(
      join(folder, "src", "handlers", "addUser.ts"),
      mine.replaceAll("createUser", "addUser"),
    );
    expect(await run(folder, "generate")).toMatchObject({
      code: 0,
      out: "D src/generated/operations/createUser.ts",
    });
    expectTyped(folder);
  }, 60_000);

  it("stay when their operation is gone, are left out of types and tests, and go with consent only", async () => {
    const folder = await newProject();
    const handler = join(folder, "src", "handlers", "deleteUser.ts");
    const test = join(folder, "test", "deleteUser.test.ts");
    [handler, test].forEach((path) => edit(path, (text) => `${text}// mine\n`));
    edit(join(folder, "users.yaml"), (text) =>
      text.replace(/ {4}delete:[\s\S]*?(?=components:)/, ""),
    );
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain(
      "src/handlers/deleteUser.ts is no longer part of the API (DELETE /users/{userId})",
    );
    expectTyped(folder);
    expect(readFileSync(join(folder, "src/generated/orphans.ts"), "utf8")).toContain(
      '"src/handlers/deleteUser.ts",\n  "test/deleteUser.test.ts",',
    );
    expect(readFileSync(join(folder, "src/generated/build.mjs"), "utf8")).not.toContain(
      "deleteUser",
    );
    expect(await run(folder, "prune")).toMatchObject({ code: 2 });
    expect(readFiles(folder).has("src/handlers/deleteUser.ts")).toBe(true);
    const pruned = await run(folder, "prune", "--yes");
    expect(pruned.out).toContain("D src/handlers/deleteUser.ts\nD test/deleteUser.test.ts");
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0, out: "" });
    expect(await run(folder, "prune", "--yes")).toMatchObject({ code: 0, err: "nothing to prune" });
  }, 60_000);
});
