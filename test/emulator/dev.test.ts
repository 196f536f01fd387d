import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Dev } from "../../src/emulator/dev/dev.ts";
import { run } from "../support/cli.ts";
import { documentOf } from "../support/document.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { signed } from "../support/gateway.ts";
import { edit, newProject } from "../support/project.ts";
import { started } from "../support/started.ts";

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
});
