import { spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { send } from "../support/gateway.ts";
import { edit, newProject } from "../support/project.ts";
import { started } from "../support/started.ts";

const root = join(import.meta.dirname, "..", "..");

describe("sls-gen dev and what it is started with", () => {
  it("writes no credentials over a link", async () => {
    const folder = await newProject();
    const outer = newFolder();
    renameSync(join(folder, ".sls-gen"), join(folder, "moved"));
    symlinkSync(outer, join(folder, ".sls-gen"));
    await expect(started(folder)).rejects.toThrow(".sls-gen is not a folder");
    expect(readFiles(outer).size).toBe(0);
  });

  it("answers 202 at once where the function runs on", async () => {
    const folder = newFolder();
    writeFiles(folder, {
      "api.yaml": `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /jobs/{id}:
    post:
      operationId: runJob
      security: []
      x-sls-gen: { async: true }
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }
      responses: { "202": { description: Taken on. } }
`,
    });
    expect(await run(folder, "init", "--spec", "api.yaml", "--yes")).toMatchObject({ code: 0 });
    writeFileSync(
      join(folder, "src", "handlers", "runJob.ts"),
      `import { runJob } from "../generated/operations/runJob.ts";
export const handler = runJob(async ({ path, body }) => {
  if (body.a === "bad") throw new Error("on purpose");
  console.log(JSON.stringify(["ran", path.id, body.a]));
  return { status: 202 };
});
`,
    );
    const { dev, next, send: ask } = await started(folder);
    const body = JSON.stringify({ a: `it's "quoted"` });
    const got = await ask({
      method: "POST",
      path: "/jobs/7",
      body,
      headers: ["Content-Type", "application/json"],
    });
    expect([got.status, got.text]).toEqual([202, ""]);
    await next(JSON.stringify(["ran", "7", `it's "quoted"`]));
    const bad = JSON.stringify({ a: "bad" });
    await ask({
      method: "POST",
      path: "/jobs/8",
      body: bad,
      headers: ["Content-Type", "application/json"],
    });
    await next("RunJob failed: Error: on purpose");
    await dev.end();
  });

  it.each([
    ["what is no TypeScript", "const const", "src/handlers/getUser.ts:"],
    ["a package that is not there", 'import "not-there";', 'Could not resolve "not-there"'],
  ])("says where handlers cannot be bundled at the start: %s", async (_, code, told) => {
    const folder = await newProject();
    edit(join(folder, "src", "handlers", "getUser.ts"), (text) => `${text}\n${code}\n`);
    const { code: exit, err } = await run(folder, "dev", "--port", "0");
    expect(exit).toBe(1);
    expect(err).toContain("error: cannot bundle the functions: src/handlers/getUser.ts:");
    expect(err).toContain(told);
  });

  it.each(["abc", "3000x", "65536", "-1", ""])("refuses the port %j", async (port) => {
    const { code, err } = await run(newFolder(), "dev", `--port=${port}`);
    expect([code, err]).toEqual([2, expect.stringContaining("`--port` cannot be")]);
  });

  it("ends at once, whoever has not said all of a request", async () => {
    const folder = await newProject();
    const { dev } = await started(folder, { authorizes: false });
    const { hostname, port } = new URL(dev.url);
    const begun = ["", "GET /us", "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab"];
    const sockets = begun.map((text) => {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => undefined);
      socket.write(text);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const gone = sockets.map((socket) => new Promise((resolve) => socket.on("close", resolve)));
    await dev.end();
    await Promise.all(gone);
  }, 10_000);

  it("takes a target in absolute form", async () => {
    const folder = await newProject();
    const { dev, send: ask } = await started(folder, { authorizes: false });
    const got = await ask({ path: "http://example.test/users?limit=1" });
    expect(got.status).toBe(501);
    await dev.end();
  });

  it("says which port it cannot have, and leaves nothing running", async () => {
    const folder = await newProject();
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    await expect(started(folder, { port })).rejects.toThrow(
      `port ${port} is not available: it is already in use`,
    );
    other.close();
  });

  it("drains and ends on Ctrl-C, as a command", async () => {
    const folder = await newProject();
    const args = [join(root, "bin", "sls-gen.js"), "dev", "--port", "0", "--no-auth"];
    const child = spawn(process.execPath, args, { cwd: folder });
    let text = "";
    const url = await new Promise<string>((resolve) => {
      child.stderr.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
        const found = /at (http:\S+?);/.exec(text)?.[1];
        if (found !== undefined) {
          resolve(found);
        }
      });
    });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
    expect((await send(url, { path: "/users" })).status).toBe(501);
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(130);
    expect(out).toMatch(
      /^501 GET \/users \d+ ms listUsers cold arn:aws:iam::123456789012:user\/local$/m,
    );
  });

  it("refuses where nothing was generated", async () => {
    const { code, err } = await run(newFolder(), "dev");
    expect(code).toBe(2);
    expect(err).toContain("error: cannot read gateway/openapi.json: it is not there");
  });
});
