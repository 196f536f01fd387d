import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
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
