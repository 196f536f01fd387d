import { describe, expect, it } from "vitest";
import { documentOf } from "../support/document.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { run } from "../support/cli.ts";
import { edit, newProject } from "../support/project.ts";
import { join } from "node:path";

const get = (own: object) => ({
  get: { operationId: "read", responses: { 200: { description: "" } }, "x-sls-gen": own },
});

/** What `init` says of a document. */
async function toldOf(own: object, root: object = {}): Promise<string> {
  const folder = newFolder();
  const document = { ...documentOf({ "/a": get(own) }), "x-sls-gen": root };
  writeFiles(folder, { "api.json": JSON.stringify(document, null, 2) });
  const { code, err } = await run(folder, "init", "p", "--spec", "api.json", "--yes");
  expect(code).toBe(1);
  return err;
}

describe("a wrong setting is told by its name, its place, what is wrong and what to write", () => {
  it.each([
    [{ memory: 64 }, "`memory` of x-sls-gen must be at least 128", "write a larger number"],
    [
      { vpc: { subnets: ["subnet-0a1b2c3d"], securityGroups: [] } },
      "`vpc.securityGroups` of x-sls-gen must have at least so many items: 1",
      "name more",
    ],
    [
      { environment: { AWS_REGION: "x" } },
      "`environment.AWS_REGION` of x-sls-gen is not a valid name: a variable has letters",
      "give it another name",
    ],
  ])("in an operation: %j", async (own, what, fix) => {
    const err = await toldOf(own);
    expect(err).toMatch(/api\.json:\d+:\d+: error: .* \[settings\/value\]/);
    expect(err).toContain(what);
    expect(err).toContain(`fix: ${fix}`);
  });

  it.each([
    [{ origins: ["*"], credentials: true }, "[settings/cors]"],
    [{ origins: ["*", "https://a.example"] }, "lists `*` and other origins"],
  ])("in `cors` of the document: %j", async (cors, what) => {
    const err = await toldOf({}, { cors });
    expect(err).toMatch(/api\.json:\d+:\d+: error: .* \[settings\//);
    expect(err).toContain(what);
  });

  it("in the config: what is a function's, and a folder that is not there", async () => {
    const folder = await newProject();
    const config = join(folder, "sls-gen.config.yaml");
    edit(config, (text) => `${text}memory: 1024\n`);
    expect((await run(folder, "generate")).err).toContain("write it below `function`");
    edit(config, (text) => text.replace("memory: 1024", "root: ../../nope"));
    const { code, err } = await run(folder, "generate");
    expect([code, err]).toEqual([2, expect.stringContaining("is not a folder: ../../nope")]);
  });

  it("in the document, once where two rules say the same", async () => {
    const folder = newFolder();
    const document = documentOf({ "/a": { gett: get({}).get } as never });
    writeFiles(folder, { "api.json": JSON.stringify(document, null, 2) });
    const { err } = await run(folder, "init", "p", "--spec", "api.json", "--yes");
    expect(err).toContain("did you mean `get`?");
    expect(err).not.toContain("spec/loose");
  });
});
