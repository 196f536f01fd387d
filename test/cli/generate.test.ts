import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, readFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

describe("sls-gen generate", () => {
  it("changes nothing the second time", async () => {
    const folder = await newProject();
    const before = readFiles(folder);
    const times = [...before.keys()].map((path) => statSync(join(folder, path)).mtimeMs);
    const { code, out, err } = await run(folder, "generate");
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain("5 operations; files: ");
    expect(err).not.toContain("created");
    expect(readFiles(folder)).toEqual(before);
    const paths = [...before.keys()].filter((path) => path !== ".sls-gen/manifest.json");
    expect(paths.map((path) => statSync(join(folder, path)).mtimeMs)).toEqual(
      times.filter((_, index) => [...before.keys()][index] !== ".sls-gen/manifest.json"),
    );
  });

  it("rewrites what is generated and keeps what is yours", async () => {
    const folder = await newProject();
    const before = readFiles(folder);
    const handler = join(folder, "src", "handlers", "getUser.ts");
    edit(handler, (text) => `${text}// mine\n`);
    rmSync(join(folder, "src", "generated", "schemas", "User.ts"));
    edit(join(folder, "package.json"), (text) => text.replace("0.1.0", "2.0.0"));
    const { code, out } = await run(folder, "generate");
    expect({ code, out }).toEqual({ code: 0, out: "A src/generated/schemas/User.ts" });
    expect(readFileSync(handler, "utf8")).toContain("// mine");
    expect(readFileSync(join(folder, "package.json"), "utf8")).toContain("2.0.0");
    expect(readFiles(folder).get("src/generated/schemas/User.ts")).toBe(
      before.get("src/generated/schemas/User.ts"),
    );
  });

  it("adds an operation, and takes one out without touching a handler that was worked on", async () => {
    const folder = await newProject();
    edit(join(folder, "src", "handlers", "deleteUser.ts"), (text) => `${text}// mine\n`);
    edit(join(folder, "users.yaml"), (text) =>
      text.replace(
        /    delete:[\s\S]*?(?=components:)/,
        '  /ping:\n    get: { operationId: ping, responses: { "204": { description: Here. } } }\n',
      ),
    );
    const { code, out, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual(
      expect.arrayContaining([
        "A src/handlers/ping.ts",
        "D src/generated/operations/deleteUser.ts",
        "? src/handlers/deleteUser.ts",
        "D test/deleteUser.test.ts",
      ]),
    );
    expect(err).toContain(
      "src/handlers/deleteUser.ts is no longer part of the API (DELETE /users/{userId})",
    );
    expect(readFileSync(join(folder, "src", "handlers", "deleteUser.ts"), "utf8")).toContain(
      "// mine",
    );
    expect((await run(folder, "generate")).err).toContain(
      "src/handlers/deleteUser.ts is no longer part",
    );
  });

  it("only shows the plan with --dry-run", async () => {
    const folder = await newProject();
    rmSync(join(folder, "template.yaml"));
    const before = readFiles(folder);
    const { code, out, err } = await run(folder, "generate", "--dry-run");
    expect({ code, out }).toEqual({ code: 0, out: "A template.yaml" });
    expect(err).toContain("nothing was written");
    expect(readFiles(folder)).toEqual(before);
  });

  it("prints one JSON value with --json, also on failure", async () => {
    const folder = await newProject();
    const done = JSON.parse((await run(folder, "generate", "--json")).out);
    expect(done).toMatchObject({
      version: 1,
      ok: true,
      written: true,
      operations: 5,
      counts: { create: 0, update: 0 },
    });
    writeFileSync(join(folder, "users.yaml"), "a: [");
    const { code, out } = await run(folder, "generate", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      ok: false,
      diagnostics: [{ code: "spec/syntax", file: "users.yaml", line: 1 }],
    });
  });

  it("writes nothing where a file of another's is in the way", async () => {
    const folder = await newProject();
    rmSync(join(folder, ".sls-gen"), { recursive: true });
    edit(join(folder, "template.yaml"), () => "mine");
    const before = readFiles(folder);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(4);
    expect(err).toContain("template.yaml is in the way");
    expect(readFiles(folder)).toEqual(before);
  });

  it("does not follow a link out of the project", async () => {
    const folder = await newProject();
    const outside = newFolder();
    rmSync(join(folder, "gateway"), { recursive: true });
    symlinkSync(outside, join(folder, "gateway"));
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(2);
    expect(err).toContain("gateway is not a folder");
    expect(readFiles(outside).size).toBe(0);
  });

  it("says what is wrong with the config, and where", async () => {
    const folder = await newProject();
    edit(join(folder, "sls-gen.config.yaml"), (text) => `${text}specs: other.yaml\n`);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(2);
    expect(err).toContain("sls-gen.config.yaml:5:1: error: unknown key `specs`");
    expect(err).toContain("did you mean `spec`?");
    expect(await run(newFolder(), "generate")).toMatchObject({ code: 2 });
  });

  it("takes a config elsewhere", async () => {
    const folder = await newProject();
    mkdirSync(join(folder, "below"));
    expect(
      await run(join(folder, "below"), "generate", "--config", "../sls-gen.config.yaml"),
    ).toMatchObject({ code: 0 });
  });
});

describe("sls-gen check", () => {
  it("exits 0 in sync and 3 when anything would change, writing nothing", async () => {
    const folder = await newProject();
    expect(await run(folder, "check")).toMatchObject({ code: 0, out: "" });
    edit(join(folder, "users.yaml"), (text) => text.replace("maximum: 100", "maximum: 50"));
    const before = readFiles(folder);
    const { code, out, err } = await run(folder, "check");
    expect(code).toBe(3);
    expect(out).toContain("M src/generated/operations/listUsers.ts");
    expect(err).toContain("run `sls-gen generate`");
    expect(readFiles(folder)).toEqual(before);
  });

  it("exits 4 where a generated file was edited, and 5 with --strict where orphans are left", async () => {
    const folder = await newProject();
    const schema = join(folder, "src", "generated", "schemas", "User.ts");
    const text = readFileSync(schema, "utf8");
    edit(schema, (before) => `${before}// mine\n`);
    expect(await run(folder, "check")).toMatchObject({
      code: 4,
      out: "E src/generated/schemas/User.ts",
    });
    const annotated = await run(folder, "check", "--format", "github");
    expect(annotated.out).toBe(
      "::error file=src/generated/schemas/User.ts::src/generated/schemas/User.ts is generated, and was edited",
    );
    writeFileSync(schema, text);
    edit(join(folder, "src", "handlers", "deleteUser.ts"), (before) => `${before}// mine\n`);
    edit(join(folder, "users.yaml"), (before) =>
      before.replace(/ {4}delete:[\s\S]*?(?=components:)/, ""),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(await run(folder, "check")).toMatchObject({ code: 0, out: "" });
    expect(await run(folder, "check", "--strict")).toMatchObject({
      code: 5,
      out: "? src/handlers/deleteUser.ts",
    });
  });
});

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
