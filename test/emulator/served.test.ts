import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startDev } from "../../src/emulator/dev/dev.ts";
import { loadApi } from "../../src/emulator/gateway/load.ts";
import { documentOf } from "../support/document.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { send } from "../support/gateway.ts";
import { edit, newProject } from "../support/project.ts";
import { projectFiles, projects } from "../support/projects.ts";

const bytes = { schema: { type: "string", format: "binary" } };

async function started(document: object) {
  const spec = join(newFolder(), "openapi.json");
  writeFileSync(spec, JSON.stringify(document));
  const folder = await newProject(spec);
  const logs: string[] = [];
  const options = { host: "127.0.0.1", port: 0, stage: "local", authorizes: false };
  const log = (line: string) => logs.push(line);
  const run = () => startDev({ ...options, folder, env: null, data: null, request: () => {}, log });
  return { folder, run, logs };
}

describe("what is generated is served", () => {
  it.each(Object.keys(projects))("of the golden project %s", async (name) => {
    const folder = newFolder();
    writeFiles(folder, Object.fromEntries(await projectFiles(name)));
    const methods = loadApi(folder).resources.flatMap(({ methods }) => Object.values(methods));
    expect(methods.length).toBeGreaterThan(0);
    expect(methods.filter(({ integration }) => integration.kind === "absent")).toEqual([]);
  });

  it("where every body is bytes, and pages of other origins may call", async () => {
    const put = {
      operationId: "putAny",
      security: [],
      requestBody: { required: true, content: { "*/*": bytes } },
      responses: { 204: { description: "" } },
    };
    const document = {
      ...documentOf({ "/any": { put } }),
      "x-sls-gen": { cors: { origins: ["https://a.example.com", "https://b.example.com"] } },
    };
    const { run } = await started(document);
    const dev = await run();
    const headers = ["Origin", "https://b.example.com"];
    const preflight = await send(dev.url, { path: "/any", method: "OPTIONS", headers });
    expect(preflight.status).toBe(204);
    await dev.end();
  });

  it("where an asynchronous operation takes bytes", async () => {
    const put = {
      operationId: "putScan",
      security: [],
      requestBody: { required: true, content: { "application/pdf": bytes } },
      responses: { 202: { description: "" } },
      "x-sls-gen": { async: true },
    };
    const { folder, run, logs } = await started(documentOf({ "/scans": { put } }));
    edit(join(folder, "src", "handlers", "putScan.ts"), (text) =>
      text
        .replace("async () =>", "async ({ body }) =>")
        .replace(
          /throw .*;/,
          "console.log(`got ${Buffer.from(body).toString('hex')}`);\n  throw new Error('end');",
        ),
    );
    const dev = await run();
    const said = { path: "/scans", method: "PUT", body: Buffer.from([0xff, 0x00, 0x80]) };
    const got = await send(dev.url, { ...said, headers: ["Content-Type", "application/pdf"] });
    expect(got.status).toBe(202);
    await expect.poll(() => logs.join("\n")).toContain("got ff0080");
    await dev.end();
  });

  it("where a variable takes the rest of the path", async () => {
    const parameters = [{ name: "path+", in: "path", required: true, schema: { type: "string" } }];
    const get = {
      operationId: "getFile",
      security: [],
      parameters,
      responses: { 200: { description: "" } },
    };
    const { folder, run } = await started(documentOf({ "/files/{path+}": { get } }));
    edit(join(folder, "src", "handlers", "getFile.ts"), (text) =>
      text.replace("async () =>", "async ({ path }) =>").replace('"getFile")', "path.path)"),
    );
    const dev = await run();
    const { status, text } = await send(dev.url, { path: "/files/a/b/c.txt" });
    expect([status, JSON.parse(text).detail]).toEqual([501, "a/b/c.txt is not implemented yet"]);
    await dev.end();
  });

  it("with a word on the variables that only a deployed function has", async () => {
    const access = { buckets: { Reports: ["read"] }, secrets: { Key: ["read"] } };
    const get = {
      operationId: "getReport",
      security: [],
      responses: { 200: { description: "" } },
      "x-sls-gen": { access, environment: { SET: "1" } },
    };
    const { folder, run, logs } = await started(documentOf({ "/reports": { get } }));
    const dev = await run();
    await dev.end();
    expect(logs.join("\n")).toContain("warning: KEY_SECRET, REPORTS_BUCKET not set: pass a file");
    const broken = join(folder, ".sls-gen", "local.yaml");
    writeFileSync(broken, "accessKeyId: [1\n");
    await expect(run()).rejects.toThrow(/cannot use .sls-gen\/local\.yaml: (?!it needs)/);
    writeFileSync(join(folder, "gateway", "openapi.json"), "{");
    writeFileSync(broken, "accessKeyId: a\nsecretAccessKey: b\n");
    await expect(run()).rejects.toThrow(/cannot read gateway\/openapi\.json: (?!it is not)/);
  });

  it("and answers 502 for a function that fails", async () => {
    const get = (operationId: string) => ({
      get: { operationId, security: [], responses: { 200: { description: "" } } },
    });
    const { folder, run } = await started(documentOf({ "/init": get("init"), "/bad": get("bad") }));
    writeFiles(folder, {
      "src/handlers/init.ts":
        'export const handler = null as never;\nthrow new Error("no init");\n',
      "src/handlers/bad.ts": "export const handler = async () => ({ status: 200 });\n",
    });
    const dev = await run();
    for (const path of ["/init", "/bad"]) {
      const { status, text } = await send(dev.url, { path });
      expect([path, status, JSON.parse(text).title]).toEqual([path, 502, "Server Error"]);
    }
    await dev.end();
  });
});
