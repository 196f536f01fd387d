import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { documentOf } from "../support/document.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { users } from "../support/joined.ts";

describe("sls-gen init in a folder that npm knows, and with other documents", () => {
  it("adds to the package.json of a folder that sls-gen is installed in, changing nothing in it", async () => {
    const folder = newFolder();
    const before = {
      name: "mine",
      scripts: { test: 'echo "Error: no test specified" && exit 1', build: "make" },
      dependencies: { "sls-gen": "0.1.0" },
    };
    writeFiles(folder, {
      "package.json": JSON.stringify(before),
      "node_modules/sls-gen/package.json": "{}",
      "sls-gen-0.1.0.tgz": "",
    });
    const { code, err } = await run(folder, "init", "--spec", users, "--yes");
    expect([code, err]).toEqual([
      0,
      expect.stringContaining(
        "kept your script `build`; the project's is `node src/generated/build.mjs`",
      ),
    ]);
    const after = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    expect(after).toMatchObject({
      name: "mine",
      type: "module",
      dependencies: before.dependencies,
    });
    expect(after.scripts).toMatchObject({
      build: "make",
      test: "vitest run --passWithNoTests",
      typecheck: "tsc --noEmit",
    });
    expect(Object.keys(after.devDependencies)).toEqual(
      expect.arrayContaining(["typescript", "vitest", "esbuild"]),
    );
  });

  it.each([
    ["CommonJS beside it", { type: "commonjs" }, { "lib/index.js": "" }, "are CommonJS"],
    ["CommonJS unsaid", {}, { "index.js": "" }, "are CommonJS"],
    ["an old compiler", { devDependencies: { typescript: "~5.1.0" } }, {}, "TypeScript ~5.1.0"],
  ])("refuses a package.json that it cannot work with: %s", async (_, said, files, told) => {
    const folder = newFolder();
    const mine = { "package.json": JSON.stringify({ name: "mine", ...said }), ...files };
    writeFiles(folder, mine as never);
    const { code, err } = await run(folder, "init", "--spec", users, "--yes");
    expect([code, err]).toEqual([2, expect.stringContaining(told)]);
    expect(Object.fromEntries(readFiles(folder))).toEqual(mine);
  });

  it.each([{ type: "commonjs" }, { devDependencies: { typescript: "^5.1.0" } }])(
    "joins a package.json that no file depends on: %j",
    async (said) => {
      const folder = newFolder();
      writeFiles(folder, {
        "package.json": JSON.stringify({ name: "mine", ...said }),
        ".gitignore": "node_modules\n",
        "other/package.json": "{}",
        "other/index.js": "",
      });
      const { code, err } = await run(folder, "init", "--spec", users, "--yes");
      expect([code, err]).toEqual([
        0,
        expect.stringContaining(".gitignore is yours and does not contain `dist`"),
      ]);
      expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).type).toBe("module");
    },
  );

  it("adds the packages that functions need at run time, too", async () => {
    const folder = newFolder();
    writeFiles(folder, { "package.json": '{ "name": "mine" }' });
    const { code } = await run(folder, "init", "--example", "users", "--yes");
    expect(code).toBe(0);
    const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    expect(Object.keys(dependencies)).toContain("@aws-sdk/client-dynamodb");
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
  });

  it("explains itself", async () => {
    const help = await run(newFolder(), "--help");
    expect(help).toMatchObject({ code: 0 });
    expect(help.out).toContain("init [options] [dir]");
    expect(await run(newFolder(), "genrate")).toMatchObject({ code: 2 });
    expect((await run(newFolder(), "genrate")).err).toContain("Did you mean generate?");
  });

  it("lets references leave the document's folder where a root is named, and keeps them in place", async () => {
    const cwd = newFolder();
    const ref = "../common/user.yaml";
    const content = { "application/json": { schema: { $ref: ref } } };
    const responses = { 200: { description: "", content } };
    const document = documentOf({ "/x": { get: { operationId: "read", responses } } });
    writeFiles(cwd, {
      "api/openapi.json": JSON.stringify(document),
      "common/user.yaml": "type: object",
    });
    const refused = await run(cwd, "init", "one", "--spec", "api/openapi.json", "--yes");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("[ref/outside]");
    const made = await run(
      cwd,
      "init",
      "two",
      "--spec",
      "api/openapi.json",
      "--root",
      ".",
      "--yes",
    );
    expect(made.code).toBe(0);
    const files = readFiles(join(cwd, "two"));
    expect(files.get("common/user.yaml")).toBe("type: object");
    expect(files.get("sls-gen.config.yaml")).toContain('spec: "api/openapi.json"\nroot: "."\n');
    expect((await run(join(cwd, "two"), "check")).code).toBe(0);
  });

  it("speaks of the document where that is missing, whatever the root", async () => {
    const folder = newFolder();
    const made = await run(folder, "init", "--spec", "gone.yaml", "--root", "elsewhere", "--yes");
    expect([made.code, made.err]).toEqual([1, expect.stringContaining("[spec/not-found]")]);
  });

  it("refuses a root that does not contain the document", async () => {
    const cwd = newFolder();
    writeFiles(cwd, { "openapi.json": "{}", "other/x": "" });
    const made = await run(
      cwd,
      "init",
      "api",
      "--spec",
      "openapi.json",
      "--root",
      "other",
      "--yes",
    );
    expect(made.code).toBe(2);
    expect(made.err).toContain("error: `root` does not contain the document");
  });

  it("assumes what is not declared only on request, with a warning", async () => {
    const cwd = newFolder();
    const responses = { 204: { description: "" } };
    const get = { operationId: "read", security: [{ key: [] }], responses };
    writeFiles(cwd, { "openapi.json": JSON.stringify(documentOf({ "/x/{id}": { get } })) });
    const spec = ["--spec", "openapi.json", "--yes"];
    const refused = await run(cwd, "init", "one", ...spec);
    expect(refused.err).toContain("[spec/path-variable]");
    expect(refused.err).toContain("[spec/security-scheme]");
    const made = await run(cwd, "init", "two", ...spec, "--undeclared", "assume");
    expect(made.code).toBe(0);
    expect(made.err.match(/warning: .* \[spec\/assumed\]/g)).toHaveLength(2);
    const operation = readFiles(join(cwd, "two")).get("src/generated/operations/read.ts");
    expect(operation).toContain("path: ReadPath");
    expect(operation).toContain("id: string");
  });

  it("tells which names are spelt differently in code", async () => {
    const cwd = newFolder();
    const content = { "application/json": { schema: { $ref: "#/components/schemas/user_name" } } };
    const responses = { 200: { description: "", content } };
    const get = { operationId: "get-user", responses };
    const schemas = { user_name: { type: "string" } };
    writeFiles(cwd, { "openapi.json": JSON.stringify(documentOf({ "/x": { get } }, schemas)) });
    const { err } = await run(cwd, "init", "api", "--spec", "openapi.json", "--yes");
    expect(err).toContain(
      "note: `user_name` is named UserName in the generated code [name/changed]\n      `get-user` is named getUser in the generated code [name/changed]",
    );
    const { out } = await run(join(cwd, "api"), "generate", "--json");
    const told = JSON.parse(out).diagnostics as { code: string; pointer: string }[];
    expect(told.map(({ code, pointer }) => [code, pointer])).toEqual([
      ["name/changed", "/components/schemas/user_name"],
      ["name/changed", "/paths/~1x/get/operationId"],
    ]);
  });
});
