import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { edit } from "../support/project.ts";

const root = join(import.meta.dirname, "..", "..");
const layout = join(import.meta.dirname, "layouts", "0.1.0.json");

/** A project as version 0.1.0 wrote it: a manifest of version 1; of its runtime, one file. */
function project(): string {
  const folder = newFolder();
  writeFiles(folder, JSON.parse(readFileSync(layout, "utf8")));
  return folder;
}

function compile(folder: string): string {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const tsc = join(root, "node_modules", ".bin", "tsc");
  return spawnSync(tsc, ["--noEmit", "-p", "."], { cwd: folder, encoding: "utf8" }).stdout;
}

describe("a project of 0.1.0", () => {
  it("becomes what a new one is; that is a plan like any other, and nothing of the user's changes", async () => {
    const folder = project();
    const handler = join(folder, "src", "handlers", "getNote.ts");
    edit(handler, (text) =>
      text.replace("throw notImplemented", "// mine\n  throw notImplemented"),
    );
    const mine = readFileSync(handler, "utf8");
    const before = readFiles(folder);
    const dry = await run(folder, "generate", "--dry-run");
    expect(dry.out).toContain("M template.yaml");
    expect(readFiles(folder)).toEqual(before);
    expect(await run(folder, "check")).toMatchObject({ code: 3 });
    expect(await run(folder, "generate")).toMatchObject({ code: 0, out: dry.out });
    expect(readFileSync(handler, "utf8")).toBe(mine);
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
    expect(compile(folder)).toBe("");

    const fresh = newFolder();
    writeFiles(fresh, { "openapi.yaml": readFileSync(join(folder, "openapi.yaml"), "utf8") });
    await run(fresh, "init", "p", "--spec", "openapi.yaml", "--yes");
    // What runs the tool is nothing that a document could say: `init` adds it once.
    edit(join(fresh, "p", "package.json"), (text) =>
      text.replace(/,\n\s*"sls-gen": "[^"]*"|"sls-gen": "[^"]*",\n\s*/, ""),
    );
    const made = readFiles(join(fresh, "p"));
    // What is the user's stays as it was written then.
    const yours = [
      ".gitignore",
      ".sls-gen/manifest.json",
      "README.md",
      "src/handlers/getNote.ts",
      "test/getNote.test.ts",
    ];
    yours.forEach((path) => made.delete(path));
    const upgraded = readFiles(folder);
    expect([...made].filter(([path, text]) => upgraded.get(path) !== text)).toEqual([]);
    const others = [...upgraded.keys()].filter(
      (path) => !made.has(path) && !path.startsWith("node_modules"),
    );
    expect(others).toEqual(yours);
  });

  it("keeps what was added to package.json, and stops at a template that was edited", async () => {
    const folder = project();
    edit(join(folder, "package.json"), (text) =>
      text.replace('"private"', '"license": "MIT",\n  "private"'),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "package.json"), "utf8")).toContain('"license": "MIT"');

    const edited = project();
    edit(join(edited, "template.yaml"), (text) => `${text}# mine\n`);
    const { code, err } = await run(edited, "generate");
    expect(code).toBe(4);
    expect(err).toContain("template.yaml is generated, and was edited [write/edited]");
    expect(await run(edited, "generate", "--conflict", "yours")).toMatchObject({ code: 0 });
    expect(readFileSync(join(edited, "template.yaml"), "utf8")).toContain("# mine");
  });

  it("says with file and line what people must change themselves", async () => {
    const folder = project();
    writeFileSync(
      join(folder, "tsconfig.json"),
      '{\n  "extends": "./my-base.json",\n  "include": ["src"]\n}\n',
    );
    writeFileSync(join(folder, "vitest.config.ts"), "export default {};\n");
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain(
      "tsconfig.json:2:3: warning: tsconfig.json is yours and does not contain `src/generated/tsconfig.base.json`",
    );
    expect(err).toContain("vitest.config.ts:1:1: warning: ");
    expect(readFileSync(join(folder, "tsconfig.json"), "utf8")).toContain("my-base.json");
  });
});

describe("the history that broke another generator", () => {
  it("compiles after all query parameters are removed, after a rename, and after a removal", async () => {
    const folder = newFolder();
    const operation = (id: string, parameters: string) =>
      `    post: { operationId: ${id}, parameters: [${parameters}], responses: { "204": { description: A. } } }\n`;
    const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n  /files:\n';
    const query = "{ name: size, in: query, schema: { type: integer } }";
    const ping =
      '  /ping:\n    get: { operationId: ping, responses: { "204": { description: A. } } }\n';
    const document = join(folder, "openapi.yaml");
    writeFileSync(document, head + operation("upload", query) + ping);
    expect(await run(folder, "init", "--spec", "openapi.yaml", "--yes")).toMatchObject({ code: 0 });
    for (const name of ["handlers/upload.ts", "handlers/ping.ts"]) {
      edit(join(folder, "src", name), (text) => `${text}// mine\n`);
    }
    edit(join(folder, "test", "upload.test.ts"), (text) => `${text}// mine\n`);
    const steps = [
      head + operation("upload", "") + ping,
      head + operation("putFile", "") + ping,
      `${head.replace("  /files:\n", "")}${ping}`,
    ];
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const text of steps) {
      writeFileSync(document, text);
      expect(await run(folder, "generate")).toMatchObject({ code: 0 });
      const tsc = join(root, "node_modules", ".bin", "tsc");
      expect(spawnSync(tsc, ["--noEmit"], { cwd: folder, encoding: "utf8" }).stdout).toBe("");
      const vitest = join(root, "node_modules", ".bin", "vitest");
      const { status, stdout } = spawnSync(vitest, ["run"], { cwd: folder, encoding: "utf8" });
      expect(status, stdout).toBe(0);
    }
  });
});
