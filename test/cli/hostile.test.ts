import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { edit } from "../support/project.ts";

const document = (more = "") => `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a: { get: { operationId: getA, responses: { "204": { description: A. } } } }
  /b: { get: { operationId: getB,${more} responses: { "204": { description: B. } } } }
`;
const query = " parameters: [{ name: q, in: query, schema: { type: string } }],";

/** A folder that holds a project, and something of somebody else's beside it. */
async function project(): Promise<{ outer: string; folder: string }> {
  const outer = newFolder();
  writeFiles(outer, {
    "project/openapi.yaml": document(),
    "other/journal.json": "mine",
    "other/lock": "mine",
  });
  const folder = join(outer, "project");
  expect(await run(folder, "init", "--spec", "openapi.yaml", "--yes")).toMatchObject({ code: 0 });
  return { outer, folder };
}

describe("what lies in .sls-gen is not trusted", () => {
  it("writes nothing outside because of a name in the manifest", async () => {
    const { outer, folder } = await project();
    writeFileSync(join(folder, "src", "handlers", "old.ts"), "mine");
    edit(join(folder, ".sls-gen", "manifest.json"), (text) => {
      const data = JSON.parse(text);
      data.files["src/handlers/old.ts"] = {
        mode: "yours",
        sha256: "x",
        operation: "GET /a",
        operationId: "../../../../pwn",
        template: "handler/lambda/handler.ts.hbs",
      };
      return JSON.stringify(data);
    });
    const before = readFiles(outer).size;
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect([...readFiles(outer).keys()].filter((path) => path.includes("pwn"))).toEqual([]);
    expect(readFiles(outer).size).toBe(before);
  });

  it("touches nothing outside where .sls-gen is a link", async () => {
    const { outer, folder } = await project();
    for (const name of ["manifest.json", "contract.json", "pristine"]) {
      renameSync(join(folder, ".sls-gen", name), join(outer, "other", name));
    }
    rmSync(join(folder, ".sls-gen"), { recursive: true });
    symlinkSync(join(outer, "other"), join(folder, ".sls-gen"));
    writeFileSync(join(folder, "openapi.yaml"), document(query));
    const before = readFiles(outer);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(2);
    expect(err).toContain(".sls-gen is not a folder");
    expect(readFiles(outer)).toEqual(before);
  });

  it.each([
    ".sls-gen/contract.json",
    ".sls-gen/pristine/template.yaml",
    "gateway/openapi.json",
    ".sls-gen/lock",
    ".sls-gen/journal.json",
    ".sls-gen/journal.json.tmp",
  ])(
    "says so where %s became a folder, writes nothing, and goes on when it is gone",
    async (path) => {
      const { folder } = await project();
      rmSync(join(folder, path), { force: true });
      mkdirSync(join(folder, path, "x"), { recursive: true });
      writeFileSync(join(folder, "openapi.yaml"), document(query));
      const before = readFiles(folder);
      for (let again = 0; again < 2; again += 1) {
        const { code, err } = await run(folder, "generate");
        expect([2, 4], err).toContain(code);
        expect(err).toContain("[write/");
        expect(readFiles(folder)).toEqual(before);
      }
      rmSync(join(folder, path), { recursive: true });
      const { code, err } = await run(folder, "generate");
      expect(code, err).toBe(0);
    },
  );

  it("leaves a folder alone that a manifest or a journal takes for a file", async () => {
    const { folder } = await project();
    writeFiles(folder, { "mine/file.txt": "mine" });
    edit(join(folder, ".sls-gen", "manifest.json"), (text) => {
      const data = JSON.parse(text);
      data.files = { ...data.files, "": { mode: "yours" }, mine: { mode: "yours" } };
      return JSON.stringify(data);
    });
    writeFiles(folder, {
      ".sls-gen/journal.json": JSON.stringify({
        phase: "commit",
        steps: [],
        removals: [{ path: "mine", before: "" }],
      }),
    });
    expect(await run(folder, "prune", "--yes")).toMatchObject({ code: 0 });
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(readFiles(folder).get("mine/file.txt")).toBe("mine");
  });

  it("finishes what an interrupted run left before it ejects a template", async () => {
    const { folder } = await project();
    writeFiles(folder, {
      ".sls-gen/lock": "999999",
      ".sls-gen/journal.json": JSON.stringify({
        phase: "commit",
        steps: [{ path: "new.txt", before: "" }],
        removals: [],
      }),
      "new.txt.sls-gen-tmp": "text",
    });
    expect(await run(folder, "templates", "eject", "handler/lambda/handler.ts.hbs")).toMatchObject({
      code: 0,
    });
    expect(readFiles(folder).get("new.txt")).toBe("text");
    expect([...readFiles(folder).keys()].filter((path) => /tmp$|lock$|journal/.test(path))).toEqual(
      [],
    );
  });

  it("replaces no link of the user's by a template", async () => {
    const { outer, folder } = await project();
    const path = join(folder, "templates", "handler", "lambda", "handler.ts.hbs");
    mkdirSync(join(path, ".."), { recursive: true });
    symlinkSync(join(outer, "other", "lock"), path);
    const { code, err } = await run(folder, "templates", "eject", "handler/lambda/handler.ts.hbs");
    expect(code).toBe(4);
    expect(err).toContain("is in the way");
    expect(readFiles(outer).get("other/lock")).toBe("mine");
  });

  it("is stale where a record is missing", async () => {
    const { folder } = await project();
    rmSync(join(folder, ".sls-gen", "contract.json"));
    expect(await run(folder, "check")).toMatchObject({
      code: 3,
      err: expect.stringContaining("the record in .sls-gen"),
    });
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(await run(folder, "check")).toMatchObject({ code: 0 });
  });
});

describe("bytes of the user's", () => {
  it("are not read as another text: a file that is not UTF-8 is in the way, a handler stays", async () => {
    const { folder } = await project();
    const odd = Buffer.from("\n# caf\xe9\n", "latin1");
    const template = join(folder, "template.yaml");
    const handler = join(folder, "src", "handlers", "getA.ts");
    writeFileSync(handler, odd);
    writeFileSync(join(folder, "openapi.yaml"), document(query));
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(readFileSync(handler).equals(odd)).toBe(true);
    writeFileSync(template, Buffer.concat([readFileSync(template), odd]));
    const bytes = readFileSync(template);
    writeFileSync(join(folder, "openapi.yaml"), document());
    expect(await run(folder, "generate")).toMatchObject({ code: 4 });
    expect(readFileSync(template).equals(bytes)).toBe(true);
  });

  it("never get a member twice, where it stands in other lines", async () => {
    const { folder } = await project();
    const path = join(folder, "package.json");
    edit(path, (text) =>
      text.replace(/\n {2}\}\n\}\n$/, ',\n    "aws-cdk-lib": "2.0.0"\n  }\n}\n'),
    );
    edit(join(folder, "sls-gen.config.yaml"), (text) => text.replace("iac: sam", "iac: cdk"));
    const before = readFileSync(path, "utf8");
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(4);
    expect(err).toContain("error: package.json was changed by you and by sls-gen");
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(await run(folder, "generate", "--conflict", "yours")).toMatchObject({ code: 0 });
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("keep their line ends in a merge of JSON", async () => {
    const { folder } = await project();
    const path = join(folder, "package.json");
    edit(path, (text) =>
      text.replace('"private"', '"license": "MIT",\n  "private"').replaceAll("\n", "\r\n"),
    );
    edit(join(folder, "sls-gen.config.yaml"), (text) => text.replace("iac: sam", "iac: cdk"));
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    const text = readFileSync(path, "utf8");
    expect(text).toContain("aws-cdk-lib");
    expect(text).not.toMatch(/[^\r]\n/);
  });
});

describe("names that change places", () => {
  it("keep a worked-on handler in use where the stub of its new name is nobody's", async () => {
    const { folder } = await project();
    edit(join(folder, "src", "handlers", "getA.ts"), (text) => `${text}// mine\n`);
    edit(join(folder, "openapi.yaml"), (text) =>
      text.replace("getB", "getC").replace("getA", "getB"),
    );
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain("its handler stays in src/handlers/getA.ts and is re-exported");
    expect(readFiles(folder).get("src/handlers/getB.ts")).toContain('from "./getA.ts"');
  });

  it("say that a handler is not in use where its new name is taken", async () => {
    const { folder } = await project();
    for (const name of ["getA", "getB"]) {
      edit(join(folder, "src", "handlers", `${name}.ts`), (text) => `${text}// mine\n`);
    }
    edit(join(folder, "openapi.yaml"), (text) =>
      text.replace("getB", "getC").replace("getA", "getB"),
    );
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain(
      "its handler in src/handlers/getA.ts is not used, because src/handlers/getB.ts has the new name",
    );
  });

  it("that differ in case alone are never planned beside each other", async () => {
    const { folder } = await project();
    const name = (to: string) =>
      edit(join(folder, "openapi.yaml"), (text) =>
        text.replace(/(\/a: \{ get: \{ operationId: )\w+/, `$1${to}`),
      );
    edit(join(folder, "src", "handlers", "getA.ts"), (text) => `${text}// mine\n`);
    name("geta");
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    edit(join(folder, "src", "handlers", "geta.ts"), (text) => `${text}// mine\n`);
    name("other");
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    const generated = [...readFiles(folder).keys()].filter((path) =>
      path.startsWith("src/generated"),
    );
    expect(new Set(generated.map((path) => path.toLowerCase())).size).toBe(generated.length);
  });
});
