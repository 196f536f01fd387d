import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { writeFiles } from "../support/folder.ts";
import { projectFolder } from "../support/stacks.ts";

/** `npm run build` of a project, or what npm runs after `npm install`. */
function build(folder: string, event = "build") {
  const env = { ...process.env, npm_lifecycle_event: event };
  const script = join("src", "generated", "build.mjs");
  return spawnSync(process.execPath, [script], { cwd: folder, encoding: "utf8", env });
}

const stub = (before: string) => `${before}
import { getUser } from "../generated/operations/getUser.ts";

export const handler = getUser(async () => {
  throw new Error(shown());
});
`;
const common = `const { sep } = require("path");
const os = require("node:os");
exports.shown = () => sep + typeof os.hostname + typeof __dirname + typeof __filename;
`;

describe("the build of a project", () => {
  it.each([
    ["imported", 'import { shown } from "../common.cjs";'],
    [
      "required by a require of one's own",
      'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nconst shown = () => require("node:path").sep;',
    ],
  ])("makes bundles that load with CommonJS in them, %s", async (_, before) => {
    const folder = await projectFolder("users");
    writeFiles(folder, { "src/common.cjs": common, "src/handlers/getUser.ts": stub(before) });
    expect(build(folder)).toMatchObject({ status: 0, stderr: "" });
    const bundle = await import(pathToFileURL(join(folder, "dist", "getUser", "getUser.mjs")).href);
    expect(bundle.handler).toBeTypeOf("function");
    expect(globalThis).toMatchObject({ __dirname: expect.any(String) });
  });

  it.each([
    [
      "an error at its top",
      'throw new Error("on purpose");',
      /Error: on purpose\n.*getUser\.ts:1:7/,
    ],
    ["no handler", "export const handle = 1;", /it exports no function `handler`/],
    ["an end of the process", "process.exit(3);", /it ended the process/],
    ["something else thrown", 'throw "words";', /does not load: words/],
  ])("fails where a module does not load, and says where: %s", async (_, text, told) => {
    const folder = await projectFolder("users");
    writeFiles(folder, { "src/handlers/getUser.ts": text });
    const { status, stderr } = build(folder);
    expect([status, stderr]).toEqual([1, expect.stringMatching(told)]);
    expect(stderr).toMatch(/^src\/handlers\/getUser\.ts does not load: /);
    expect(stderr).not.toMatch(/node:internal/);
    expect(build(folder, "prepare").status).toBe(0);
  });

  it("fails where esbuild does, and lets an installation be", async () => {
    const folder = await projectFolder("users");
    appendFileSync(join(folder, "src", "handlers", "getUser.ts"), 'import "not-there";\n');
    const { status, stderr } = build(folder);
    expect([status, stderr]).toEqual([1, expect.stringContaining("not-there")]);
    expect(build(folder, "prepare").status).toBe(0);
  });

  it("gives each module its variables while it loads", async () => {
    const folder = await projectFolder("store");
    const path = join(folder, "src", "handlers", "getUser.ts");
    const text = readFileSync(path, "utf8");
    const variable = /"(\w+_TABLE)"/.exec(
      readFileSync(join(folder, "src", "generated", "build.mjs"), "utf8"),
    )?.[1];
    writeFiles(folder, {
      "src/handlers/getUser.ts": `${text}\nif (process.env["${variable}"] === undefined) { throw new Error("no table"); }\n`,
    });
    expect(build(folder)).toMatchObject({ status: 0, stderr: "" });
  });
});
