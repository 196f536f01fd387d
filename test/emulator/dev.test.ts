import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startDev, type Dev } from "../../src/emulator/dev/dev.ts";
import type { RequestLine } from "../../src/emulator/dev/server.ts";
import { run } from "../support/cli.ts";
import { documentOf } from "../support/document.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { send, signed, type Said } from "../support/gateway.ts";
import { edit, newProject } from "../support/project.ts";
import type { DevOptions } from "../../src/emulator/dev/options.ts";

const root = join(import.meta.dirname, "..", "..");
/** The local gateway of a generated project, and a wait for what it says. */
async function started(folder: string, options: Partial<DevOptions> = {}) {
  const logs: string[] = [];
  const lines: RequestLine[] = [];
  let told = () => {};
  const dev = await startDev({
    folder,
    host: "127.0.0.1",
    port: 0,
    stage: "local",
    authorizes: true,
    env: null,
    data: null,
    request: (line) => lines.push(line),
    log: (line) => {
      logs.push(line);
      told();
    },
    ...options,
  });
  const next = async (text: string): Promise<void> => {
    while (!logs.some((line) => line.includes(text))) {
      await new Promise<void>((resume) => (told = resume));
    }
    logs.length = 0;
  };
  return { dev, next, lines, send: (said: Said) => send(dev.url, said) };
}

/** Credentials as the project has them. */
function keysOf(folder: string) {
  const text = readFileSync(join(folder, ".sls-gen", "local.yaml"), "utf8");
  const at = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
  return { accessKeyId: at("accessKeyId"), secretAccessKey: at("secretAccessKey") };
}

const asked = (dev: Dev, folder: string, path: string) => signed(dev.url, { path }, keysOf(folder));

describe("sls-gen dev over a generated project", () => {
  it("makes credentials once, out of reach of git, and answers with the handlers", async () => {
    const folder = await newProject();
    const { dev, send: ask, lines } = await started(folder);
    const first = keysOf(folder);
    expect(readFiles(folder).get(".sls-gen/.gitignore")).toBe("local.yaml\n");
    const got = await ask(asked(dev, folder, "/users"));
    expect([got.status, JSON.parse(got.text).detail]).toEqual([
      501,
      "listUsers is not implemented yet",
    ]);
    expect((await ask({ path: "/users" })).status).toBe(403);
    expect(lines.map(({ operation, who, isCold }) => [operation, who, isCold])).toEqual([
      ["listUsers", "arn:aws:iam::123456789012:user/local", true],
      ["listUsers", null, false],
    ]);
    await dev.end();
    const again = await started(folder);
    expect(keysOf(folder)).toEqual(first);
    await again.dev.end();
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
  });

  it("runs handlers with CommonJS packages, which require what Node.js has", async () => {
    const folder = await newProject();
    writeFiles(folder, {
      "src/common.cjs":
        'exports.shown = () => require("node:path").basename("a/b") + typeof __dirname;\n',
    });
    edit(join(folder, "src", "handlers", "getUser.ts"), (text) =>
      text
        .replace("import", 'import { shown } from "../common.cjs";\nimport')
        .replace('notImplemented("getUser")', "notImplemented(shown())"),
    );
    const { dev, send: ask } = await started(folder, { authorizes: false });
    const { text } = await ask({ path: "/users/7b0d6a3e-0d50-4c3c-9a34-6a1f0d2c9f11" });
    expect(JSON.parse(text).detail).toBe("bstring is not implemented yet");
    await dev.end();
  });

  it("hands requests of one resource to the operation that the segment is of", async () => {
    const variable = (name: string) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    });
    const get = (operationId: string, ...names: string[]) => ({
      get: {
        operationId,
        parameters: names.map(variable),
        responses: { 200: { description: "" } },
      },
    });
    const document = documentOf({
      "/commits/{sha}": get("read", "sha"),
      "/commits/{sha}.{format}": get("convert", "sha", "format"),
      "/commits/~latest": get("latest"),
    });
    const spec = join(newFolder(), "openapi.json");
    writeFileSync(spec, JSON.stringify(document));
    const folder = await newProject(spec);
    const { dev, send: ask } = await started(folder, { authorizes: false });
    const answeredBy = async (path: string) => JSON.parse((await ask({ path })).text).detail;
    for (const [path, name] of [
      ["/commits/4f2a", "read"],
      ["/commits/4f2a.patch", "convert"],
      ["/commits/~latest", "latest"],
      ["/commits/%7Elatest", "latest"],
    ] as const) {
      expect([path, await answeredBy(path)]).toEqual([path, `${name} is not implemented yet`]);
    }
    await dev.end();
  });

  it("goes on with the old code while the new one is broken, then takes it", async () => {
    const folder = await newProject();
    const handler = join(folder, "src", "handlers", "getUser.ts");
    const { dev, next, send: ask } = await started(folder, { authorizes: false });
    const path = "/users/7b0d6a3e-0d50-4c3c-9a34-6a1f0d2c9f11";
    const detail = async () => JSON.parse((await ask({ path })).text).detail;
    edit(handler, (text) => `${text}const const`);
    await next("still serving the previous build");
    expect(await detail()).toBe("getUser is not implemented yet");
    edit(handler, (text) =>
      text
        .replace("const const", "")
        .replace('notImplemented("getUser")', 'notImplemented("another")'),
    );
    await next("reloaded");
    expect(await detail()).toBe("another is not implemented yet");
    await dev.end();
  });

  it.each([
    ["a handler", "src/handlers/getUser.ts", (text: string) => `${text}\n`],
    ["the document", "gateway/openapi.json", (text: string) => `${text} `],
  ])("answers a request that is in flight while %s is reloaded", async (_, path, change) => {
    const folder = await newProject();
    edit(join(folder, "src", "handlers", "getUser.ts"), (text) =>
      text.replace("throw", "await new Promise((resume) => setTimeout(resume, 800));\n  throw"),
    );
    const { dev, next, send: ask } = await started(folder, { authorizes: false });
    const asking = { path: "/users/7b0d6a3e-0d50-4c3c-9a34-6a1f0d2c9f11" };
    const flying = ask(asking);
    await new Promise((resume) => setTimeout(resume, 200));
    edit(join(folder, path), change);
    await next("reloaded");
    expect((await flying).status).toBe(501);
    expect((await ask(asking)).status).toBe(501);
    await dev.end();
  });

  it("tells where a handler fails by the lines of its source", async () => {
    const folder = await newProject();
    const handler = join(folder, "src", "handlers", "getUser.ts");
    edit(handler, (text) => text.replace(/throw .*;/, 'throw new Error("on purpose");'));
    const line = readFileSync(handler, "utf8")
      .split("\n")
      .findIndex((each) => each.includes("on purpose"));
    const { dev, next, send: ask } = await started(folder, { authorizes: false });
    const told = next(`src/handlers/getUser.ts:${line + 1}:`);
    const got = await ask({ path: "/users/7b0d6a3e-0d50-4c3c-9a34-6a1f0d2c9f11" });
    expect(got.status).toBe(500);
    await told;
    await dev.end();
  });

  it("serves what is generated while it runs", async () => {
    const folder = await newProject();
    const { dev, next, send: ask } = await started(folder, { authorizes: false });
    expect((await ask({ path: "/ping" })).status).toBe(403);
    edit(join(folder, "users.yaml"), (text) =>
      text.replace(
        "paths:\n",
        'paths:\n  /ping:\n    get: { operationId: ping, responses: { "204": { description: A. } } }\n',
      ),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    await next("reloaded");
    expect((await ask({ path: "/ping" })).status).toBe(501);
    await dev.end();
  });

  it("goes on with the old document while the functions of the new one are broken", async () => {
    const folder = await newProject();
    const { dev, next, send: ask } = await started(folder, { authorizes: false });
    const map = join(folder, "gateway", "functions.json");
    edit(map, (text) => text.replace("src/handlers/listUsers.ts", "src/handlers/nowhere.ts"));
    await next("still serving the previous build");
    expect((await ask({ path: "/users" })).status).toBe(501);
    edit(map, (text) => text.replace("src/handlers/nowhere.ts", "src/handlers/listUsers.ts"));
    await next("reloaded");
    expect((await ask({ path: "/users" })).status).toBe(501);
    await dev.end();
  });

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
