import { createServer } from "node:http";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { send } from "../support/gateway.ts";
import { newProject } from "../support/project.ts";
import { ask, logs, newPlace, notesPath, places, projectWith, serve } from "../support/stored.ts";

afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

describe("the database of the local gateway", () => {
  const path = "/owners/o/notes";

  it("keeps items in a folder, where people name one", async () => {
    const folder = await projectWith(notesPath());
    const data = join(newPlace(), "deep", "data");
    const first = await serve(folder, { data });
    expect((await ask(first, "POST", path, { noteId: "n", text: "t" })).status).toBe(201);
    const page = await ask(first, "GET", "/notes?limit=1");
    await first.end();
    const second = await serve(folder, { data });
    expect((await ask(second, "GET", `${path}/n`)).status).toBe(200);
    expect(page.status).toBe(200);
    await second.end();
  }, 60_000);

  it("says that a folder is taken", async () => {
    const folder = await projectWith(notesPath());
    const data = join(newPlace(), "data");
    const first = await serve(folder, { data });
    await expect(serve(folder, { data })).rejects.toThrow("another process may have it");
    expect((await ask(first, "POST", path, { noteId: "n", text: "t" })).status).toBe(201);
    await first.end();
  }, 60_000);

  it.runIf(existsSync("/proc/self"))("says that a folder cannot be made", async () => {
    const folder = await projectWith(notesPath());
    await expect(serve(folder, { data: "/proc/x" })).rejects.toThrow("/proc/x");
  });

  it("takes a database that runs elsewhere, and makes its tables there", async () => {
    const folder = await projectWith(notesPath());
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(String(request.headers["x-amz-target"]));
      response.end("{}");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    writeFileSync(join(folder, "vars"), `DYNAMODB_ENDPOINT=http://127.0.0.1:${port}\n`);
    const dev = await serve(folder, { env: join(folder, "vars") });
    await ask(dev, "POST", path, { noteId: "n", text: "t" });
    expect(asked).toEqual(["DynamoDB_20120810.CreateTable", "DynamoDB_20120810.PutItem"]);
    await dev.end();
    other.close();
  }, 60_000);

  it.each([
    ["a write whose answer was lost", (item: object) => item, 201],
    ["a write of somebody else", (item: object) => ({ ...item, $revision: { S: "another" } }), 409],
  ])(
    "tells %s when the SDK asks again",
    async (_, there, status) => {
      const folder = await projectWith(notesPath());
      let item: object | null = null;
      const lossy = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
          const isPut = String(request.headers["x-amz-target"]).endsWith("PutItem");
          if (isPut && item === null) {
            item = body.Item;
            request.socket.destroy();
          } else if (isPut) {
            response.writeHead(400, { "Content-Type": "application/x-amz-json-1.0" });
            const type = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
            response.end(JSON.stringify({ __type: type, message: "no", Item: there(item ?? {}) }));
          } else {
            response.end("{}");
          }
        });
      });
      await new Promise<void>((resolve) => lossy.listen(0, "127.0.0.1", resolve));
      const { port } = lossy.address() as AddressInfo;
      writeFileSync(join(folder, "vars"), `DYNAMODB_ENDPOINT=http://127.0.0.1:${port}\n`);
      const dev = await serve(folder, { env: join(folder, "vars") });
      expect((await ask(dev, "POST", path, { noteId: "n", text: "t" })).status).toBe(status);
      await dev.end();
      lossy.closeAllConnections();
      lossy.close();
    },
    60_000,
  );

  it("says what is wrong with an address", async () => {
    const folder = await projectWith(notesPath());
    for (const [address, told] of [
      ["nowhere", "nowhere is no address"],
      ["http://127.0.0.1:59999", "ECONNREFUSED"],
    ]) {
      writeFileSync(join(folder, "vars"), `DYNAMODB_ENDPOINT=${address}\n`);
      await expect(serve(folder, { env: join(folder, "vars") })).rejects.toThrow(told);
    }
  }, 60_000);

  it("keeps a table whose keys differ, and says so", async () => {
    const folder = await projectWith(notesPath());
    const dev = await serve(folder);
    logs.length = 0;
    const map = join(folder, "gateway", "functions.json");
    writeFileSync(map, readFileSync(map, "utf8").replace('"byTag"', '"byColour"'));
    await expect.poll(() => logs.join("\n")).toContain("reloaded");
    expect(logs.join("\n")).toContain("the table NotesTable has other keys than it should");
    await dev.end();
  }, 60_000);

  it("comes back where something ends it", async () => {
    const folder = await projectWith(notesPath());
    const depth = 4000;
    writeFileSync(
      join(folder, "src", "handlers", "getNote.ts"),
      `import { getNote } from "../generated/operations/getNote.ts";
export const handler = getNote(async () => {
  const deep = '{"L":['.repeat(${depth}) + "]}".repeat(${depth});
  const item = '{"ownerId":{"S":"a"},"noteId":{"S":"b"},"deep":' + deep + "}";
  await fetch(String(process.env["DYNAMODB_ENDPOINT"]), {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": "DynamoDB_20120810.PutItem",
      "X-Amz-Date": "20260101T000000Z",
      Authorization: "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=a, Signature=b",
    },
    body: '{"TableName":"NotesTable","Item":' + item + "}",
  });
  throw new Error("the database took it");
});
`,
    );
    const dev = await serve(folder);
    logs.length = 0;
    await ask(dev, "GET", `${path}/n`);
    await expect.poll(() => logs.join("\n")).toContain("the database ended");
    const statusOf = async () =>
      (await ask(dev, "POST", path, { noteId: String(Math.random()), text: "t" })).status;
    await expect.poll(statusOf).toBe(201);
    await dev.end();
  }, 60_000);

  it("starts none for an API without tables", async () => {
    const folder = await newProject();
    expect(existsSync(join(folder, "node_modules"))).toBe(false);
    const dev = await serve(folder);
    expect((await send(dev.url, { path: "/users" })).status).toBe(501);
    await dev.end();
  }, 60_000);
});
