import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { users } from "../support/joined.ts";

describe("sls-gen init", () => {
  it("writes a config, a copy of the document and the project", async () => {
    const folder = newFolder();
    const { code, out, err } = await run(folder, "init", "api", "--spec", users, "--yes");
    expect(code).toBe(0);
    expect(out).toBe("");
    expect(err).toContain("5 operations; files: ");
    expect(readFileSync(join(folder, "api", "users.yaml"), "utf8")).toBe(
      readFileSync(users, "utf8"),
    );
    expect(readFileSync(join(folder, "api", "sls-gen.config.yaml"), "utf8")).toContain(
      'spec: "users.yaml"\nname: api\niac: sam\n',
    );
    expect(existsSync(join(folder, "api", "src", "handlers", "createUser.ts"))).toBe(true);
  });

  it("copies every file of a document, in its place to the others", async () => {
    const folder = newFolder();
    const ref = { $ref: "./schemas/a%20b.yaml#/Thing" };
    const response = { 200: { description: "", content: { "application/json": { schema: ref } } } };
    writeFiles(folder, {
      "spec/api.json": JSON.stringify({
        openapi: "3.1.0",
        info: { title: "", version: "1" },
        paths: { "/a": { get: { responses: response } } },
      }),
      "spec/schemas/a b.yaml":
        "Thing: { type: object, properties: { other: { $ref: 'deep/other.yaml' } } }\n",
      "spec/schemas/deep/other.yaml": "type: string\n",
    });
    const { code, err } = await run(folder, "init", "api", "--spec", "spec/api.json", "--yes");
    expect(err).not.toContain("error");
    expect(code).toBe(0);
    const files = readFiles(join(folder, "api"));
    expect([...files.keys()]).toContain("schemas/deep/other.yaml");
    expect(files.get("src/generated/schemas/Thing.ts")).toContain("other?: Other;");
  });

  it("names the flag that is missing, off a terminal", async () => {
    const { code, err } = await run(newFolder(), "init");
    expect(code).toBe(2);
    expect(err).toContain("--spec is required");
  });

  it("never overwrites a config", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "sls-gen.config.yaml"), "mine");
    const { code, err } = await run(folder, "init", "--spec", users, "--yes");
    expect(code).toBe(2);
    expect(err).toContain("sls-gen.config.yaml already exists");
    expect([...readFiles(folder)]).toEqual([["sls-gen.config.yaml", "mine"]]);
  });

  it("touches nothing in a folder whose files stand where the project's would", async () => {
    const folder = newFolder();
    const mine = {
      "notes.txt": "mine",
      "template.yaml": "mine",
      "src/handlers/getUser.ts": "mine",
    };
    writeFiles(folder, mine);
    const { code, err } = await run(folder, "init", ".", "--spec", users, "--yes");
    expect(code).toBe(2);
    expect(err).toContain("src/handlers/getUser.ts, template.yaml");
    expect(Object.fromEntries(readFiles(folder))).toEqual(mine);
  });

  it("joins a folder with a README, a licence, packages and a repository", async () => {
    const folder = newFolder();
    const mine = {
      "README.md": "# Mine\n",
      LICENSE: "MIT\n",
      ".git/HEAD": "ref",
      "docs/a.md": "a",
    };
    const own = { name: "mine", scripts: { lint: "x" }, dependencies: { left: "1.0.0" } };
    writeFiles(folder, { ...mine, "package.json": JSON.stringify(own) });
    expect(await run(folder, "init", ".", "--spec", users, "--yes")).toMatchObject({ code: 0 });
    const files = readFiles(folder);
    for (const [path, text] of Object.entries(mine)) {
      expect([path, files.get(path)]).toEqual([path, text]);
    }
    expect(JSON.parse(files.get("package.json") ?? "")).toMatchObject({
      name: "mine",
      scripts: { lint: "x", generate: "sls-gen generate" },
      dependencies: { left: "1.0.0" },
    });
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
  });

  it("refuses a target that is a file", async () => {
    const folder = newFolder();
    writeFiles(folder, { api: "mine" });
    const { code, err } = await run(folder, "init", "api", "--spec", users, "--yes");
    expect(code).toBe(2);
    expect(err).toContain("it is not a folder");
  });

  it.skipIf(process.getuid?.() === 0)("says that a target cannot be written", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "locked"));
    chmodSync(join(folder, "locked"), 0o500);
    const { code, err } = await run(folder, "init", "locked/api", "--spec", users, "--yes");
    chmodSync(join(folder, "locked"), 0o700);
    expect(code).toBe(2);
    expect(err).toContain("permission denied");
  });

  it("says where a document is missing", async () => {
    const folder = newFolder();
    const { code, err } = await run(folder, "init", "api", "--spec", "nothing.yaml", "--yes");
    expect(code).toBe(1);
    expect(err).toContain("the document nothing.yaml does not exist");
    expect(existsSync(join(folder, "api"))).toBe(false);
  });

  it("takes a folder that holds a repository and nothing else for empty", async () => {
    const folder = newFolder();
    writeFiles(folder, { "api/.git/HEAD": "ref" });
    expect(await run(folder, "init", "api", "--spec", users, "--yes")).toMatchObject({ code: 0 });
  });

  it("takes a document that lies in the folder where it is", async () => {
    const folder = newFolder();
    writeFiles(folder, { "docs/users.yaml": readFileSync(users, "utf8") });
    expect(await run(folder, "init", "--spec", "docs/users.yaml", "--yes")).toMatchObject({
      code: 0,
    });
    expect(readFileSync(join(folder, "sls-gen.config.yaml"), "utf8")).toContain(
      'spec: "docs/users.yaml"',
    );
    expect(existsSync(join(folder, "users.yaml"))).toBe(false);
    expect(await run(folder, "check")).toMatchObject({ code: 0 });
  });
});

describe("sls-gen init that fails in the middle", () => {
  it("leaves nothing where a file cannot be written, neither config nor document", async () => {
    const cwd = newFolder();
    writeFiles(cwd, { "app/README.md": "mine\n", "app/src": "a file where a folder must be\n" });
    const before = readFiles(join(cwd, "app"));
    const { code, err } = await run(cwd, "init", "app", "--spec", users, "--yes");
    expect(code).toBe(2);
    expect(err).toMatch(/\[write\/(?:refused|collides)\]/);
    expect(readFiles(join(cwd, "app"))).toEqual(before);
  });
});
