import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDev, type Dev } from "../../src/emulator/dev/dev.ts";
import { run } from "../support/cli.ts";
import { writeFiles } from "../support/folder.ts";
import { send } from "../support/gateway.ts";
import { edit, newProject } from "../support/project.ts";
import { notesDocument } from "../support/store.ts";
import type { DevOptions } from "../../src/emulator/dev/options.ts";

const root = join(import.meta.dirname, "..", "..");

const places: string[] = [];
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

/** A folder for all tests of the file. */
function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), "sls-gen-store-"));
  places.push(place);
  return place;
}

/** A project with the packages that its handlers import. */
async function projectWith(spec: string): Promise<string> {
  const folder = newPlace();
  expect(await run(folder, "init", "--spec", spec, "--yes")).toMatchObject({ code: 0 });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

const logs: string[] = [];

/** The project, served to everybody: who may call is no matter of these tests. */
function serve(folder: string, options: Partial<DevOptions> = {}): Promise<Dev> {
  return startDev({
    folder,
    host: "127.0.0.1",
    port: 0,
    stage: "local",
    authorizes: false,
    env: null,
    data: null,
    request: () => undefined,
    log: (line) => void logs.push(line),
    ...options,
  });
}

type Got = {
  readonly status: number;
  readonly data: Record<string, never>;
  readonly headers: Readonly<Record<string, unknown>>;
};

async function ask(
  dev: Dev,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Got> {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? [] : ["Content-Type", "application/json"];
  const list = [...type, ...Object.entries(headers).flat()];
  const got = await send(dev.url, { method, path, headers: list, ...text });
  const data = got.text === "" ? {} : (JSON.parse(got.text) as Record<string, never>);
  return { status: got.status, data, headers: got.headers };
}

/** Every item of a list, page by page. */
async function all(dev: Dev, path: string, items: string, next: string) {
  const found: Record<string, never>[] = [];
  let [cursor, pages]: [string | undefined, number] = [undefined, 0];
  do {
    const from = cursor === undefined ? "" : `&cursor=${cursor}`;
    const { status, data } = await ask(dev, "GET", `${path}${from}`);
    expect(status).toBe(200);
    found.push(...(data[items] as unknown as Record<string, never>[]));
    cursor = data[next];
    pages += 1;
  } while (cursor !== undefined);
  return { found, pages };
}

const ada = { email: "ada@example.com", name: "Ada Lovelace" };

describe("the users project", () => {
  let dev: Dev;
  beforeAll(async () => {
    const folder = await projectWith(join(root, "specs", "examples", "users.yaml"));
    // A thousand users come faster than an API of this kind lets them.
    edit(join(folder, "gateway", "functions.json"), (text) =>
      text.replace(/"throttle": \{[^}]*\}/, '"throttle": { "rate": 10000, "burst": 10000 }'),
    );
    dev = await serve(folder);
  }, 60_000);
  afterAll(() => dev.end());

  it("creates a user, and says where it is found", async () => {
    const { status, data, headers } = await ask(dev, "POST", "/users", ada);
    expect([status, data]).toEqual([
      201,
      {
        ...ada,
        status: "invited",
        userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: data["createdAt"],
      },
    ]);
    expect(headers["location"]).toBe(`/local/users/${data["userId"]}`);
    const found = await ask(dev, "GET", String(headers["location"]));
    expect([found.status, found.data, found.headers["etag"]]).toEqual([200, data, headers["etag"]]);
  });

  it("answers 404 for what is not there", async () => {
    const path = "/users/3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e";
    for (const [method, body] of [
      ["GET"],
      ["PUT", ada],
      ["PATCH", { name: "A" }],
      ["DELETE"],
    ] as const) {
      const { status, data } = await ask(dev, method, path, body);
      expect([method, status, data["title"]]).toEqual([method, 404, "Not Found"]);
    }
  });

  it("replaces a user: what was not sent is gone, what callers do not write stays", async () => {
    const made = await ask(dev, "POST", "/users", { ...ada, nickname: "Countess", tags: ["a"] });
    const path = `/users/${made.data["userId"]}`;
    const put = await ask(dev, "PUT", path, { ...ada, name: "Ada King" });
    expect(put.status).toBe(200);
    const { tags: _, nickname: __, ...rest } = made.data;
    expect(put.data).toEqual({ ...rest, name: "Ada King", updatedAt: put.data["updatedAt"] });
    expect(put.headers["etag"]).not.toBe(made.headers["etag"]);
    expect((await ask(dev, "GET", path)).data).toEqual(put.data);
  });

  it("changes what was sent, and nothing that was put in by default", async () => {
    const made = await ask(dev, "POST", "/users", { ...ada, status: "active", tags: ["a"] });
    const path = `/users/${made.data["userId"]}`;
    const patched = await ask(dev, "PATCH", path, { nickname: null });
    expect(patched.data).toEqual({
      ...made.data,
      nickname: null,
      updatedAt: patched.data["updatedAt"],
    });
  });

  it("lets one of two writers of the same version win", async () => {
    const made = await ask(dev, "POST", "/users", ada);
    const path = `/users/${made.data["userId"]}`;
    const tag = { "If-Match": String(made.headers["etag"]) };
    const race = await Promise.all(
      ["One", "Two"].map((name) => ask(dev, "PUT", path, { ...ada, name }, tag)),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = race.find(({ status }) => status === 200);
    expect((await ask(dev, "GET", path)).data).toEqual(winner?.data);
  });

  it.each([
    ["a version that is gone", '"other"', 412],
    ["a weak version", 'W/"{tag}"', 412],
    ["no version at all", "nothing", 412],
    ["one of several", '"other", "{tag}"', 200],
    ["any version", "*", 200],
  ])("reads If-Match with %s", async (_, written, status) => {
    const made = await ask(dev, "POST", "/users", ada);
    const tag = String(made.headers["etag"]).slice(1, -1);
    const headers = { "If-Match": written.replace("{tag}", tag) };
    const path = `/users/${made.data["userId"]}`;
    expect((await ask(dev, "PATCH", path, { name: "A" }, headers)).status).toBe(status);
  });

  it("deletes a user in the version that was asked for", async () => {
    const made = await ask(dev, "POST", "/users", ada);
    const path = `/users/${made.data["userId"]}`;
    expect((await ask(dev, "DELETE", path, undefined, { "If-Match": '"no"' })).status).toBe(412);
    const tag = { "If-Match": String(made.headers["etag"]) };
    expect((await ask(dev, "DELETE", path, undefined, tag)).status).toBe(204);
    expect((await ask(dev, "GET", path)).status).toBe(404);
  });

  it("lists a thousand users page by page, each of them once", async () => {
    const before = (await all(dev, "/users?limit=100", "users", "nextCursor")).found.length;
    for (let batch = 0; batch < 20; batch += 1) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          ask(dev, "POST", "/users", {
            email: `user${batch * 50 + index}@example.com`,
            name: "User",
            status: index % 2 === 0 ? "active" : "suspended",
          }),
        ),
      );
    }
    const { found, pages } = await all(dev, "/users?limit=100", "users", "nextCursor");
    expect(found).toHaveLength(before + 1000);
    expect(new Set(found.map(({ userId }) => userId)).size).toBe(found.length);
    expect(pages).toBe(Math.ceil(found.length / 100));
    const suspended = await all(dev, "/users?limit=37&status=suspended", "users", "nextCursor");
    expect(suspended.found).toHaveLength(500);
    expect(suspended.pages).toBe(Math.ceil(500 / 37));
    const one = await all(dev, "/users?email=user7@example.com", "users", "nextCursor");
    expect(one.found.map(({ email }) => email)).toEqual(["user7@example.com"]);
  }, 120_000);

  it("takes no cursor but its own, for the same list", async () => {
    const { data } = await ask(dev, "GET", "/users?limit=2");
    const cursor = String(data["nextCursor"]);
    const at = Math.floor(cursor.length / 2);
    const other = cursor[at] === "A" ? "B" : "A";
    for (const query of [
      `limit=2&cursor=${cursor.slice(0, at)}${other}${cursor.slice(at + 1)}`,
      `limit=2&cursor=${cursor.slice(0, -4)}`,
      "cursor=AAAA",
      `limit=2&status=active&cursor=${cursor}`,
    ]) {
      const { status, data: problem } = await ask(dev, "GET", `/users?${query}`);
      expect([query, status]).toEqual([query, 400]);
      expect(problem["errors"]).toMatchObject([{ in: "query", pointer: "/cursor" }]);
    }
    expect((await ask(dev, "GET", `/users?limit=5&cursor=${cursor}`)).status).toBe(200);
  });

  it("keeps nobody's identifiers in a cursor that can be read", async () => {
    const { data } = await ask(dev, "GET", "/users?limit=1");
    const bytes = Buffer.from(String(data["nextCursor"]), "base64url").toString("latin1");
    expect(bytes).not.toContain("userId");
  });

  it("answers 413 for an item that DynamoDB does not take", async () => {
    const folder = await projectWith(notesPath());
    const notes = await serve(folder);
    const text = "x".repeat(450 * 1024);
    const { status, data } = await ask(notes, "POST", "/owners/o/notes", { noteId: "n", text });
    expect([status, data["title"]]).toEqual([413, "Content Too Large"]);
    await notes.end();
  }, 60_000);
});

function notesPath(): string {
  const folder = newPlace();
  writeFiles(folder, { "notes.json": JSON.stringify(notesDocument()) });
  return join(folder, "notes.json");
}

describe("a table with two keys, an index and items that expire", () => {
  let dev: Dev;
  const note = (noteId: string, more: object = {}) => ({
    noteId,
    text: `text of ${noteId}`,
    ...more,
  });
  beforeAll(async () => {
    dev = await serve(await projectWith(notesPath()));
    for (const [owner, body] of [
      ["ada", note("a", { tag: "red", rank: 1 })],
      ["ada", note("b", { tag: "red", rank: 2 })],
      ["ada", note("c", { tag: "blue", rank: 3, secret: "hidden" })],
      ["bob", note("b", { tag: "red", rank: 4 })],
      ["bob", note("gone", { expires: 1 })],
      ["bob", note("kept", { expires: 9_999_999_999 })],
    ] as const) {
      expect((await ask(dev, "POST", `/owners/${owner}/notes`, body)).status).toBe(201);
    }
  }, 60_000);
  afterAll(() => dev.end());

  const ids = ({ data }: Got) =>
    (data["notes"] as unknown as { ownerId: string; noteId: string }[]).map(
      ({ ownerId, noteId }) => `${ownerId} ${noteId}`,
    );

  it("takes part of the key from the path, and refuses an item that is there", async () => {
    expect((await ask(dev, "GET", "/owners/ada/notes/a")).data).toMatchObject({ ownerId: "ada" });
    const { status, data } = await ask(dev, "POST", "/owners/ada/notes", note("a"));
    expect([status, data["title"]]).toEqual([409, "Conflict"]);
  });

  it.each([
    ["/owners/ada/notes", ["ada c", "ada b", "ada a"]],
    ["/owners/ada/notes?from=b", ["ada c", "ada b"]],
    ["/owners/ada/notes?to=b", ["ada b", "ada a"]],
    ["/owners/ada/notes?from=b&to=b", ["ada b"]],
    ["/owners/ada/notes?from=c&to=a", []],
    ["/owners/ada/notes?words=of%20c", ["ada c"]],
    ["/owners/eve/notes", []],
    ["/notes?tag=red", ["ada a", "ada b", "bob b"]],
    ["/notes?tag=red&above=1", ["ada b", "bob b"]],
    ["/notes?tag=", []],
    ["/owners/ada/notes?from=", ["ada c", "ada b", "ada a"]],
    ["/owners/ada/notes?to=", []],
    ["/tags/red/notes", ["bob b", "ada b", "ada a"]],
    ["/notes?tag=red&ownerId=bob", ["bob b"]],
    ["/notes?ownerId=bob&ownerId=ada&starts=text%20of%20b", ["ada b", "bob b"]],
    ["/notes?above=2", ["ada c", "bob b"]],
  ])("lists %s", async (path, expected) => {
    const got = await ask(dev, "GET", path);
    expect(got.status).toBe(200);
    const isOrdered = path.startsWith("/owners") || path.startsWith("/tags");
    expect(isOrdered ? ids(got) : ids(got).sort()).toEqual(expected);
  });

  it("pages through an index", async () => {
    const { found, pages } = await all(dev, "/notes?tag=red&limit=1", "notes", "next");
    expect(found.map(({ rank }) => Number(rank)).sort()).toEqual([1, 2, 4]);
    expect(pages).toBe(3);
  });

  it("keeps what callers send in objects that declare nothing, whatever they call it", async () => {
    const free = {
      constructor: { name: "String" },
      toString: "x",
      list: [{ constructor: 1 }],
      empty: {},
    };
    const body = note("free", { free });
    expect((await ask(dev, "POST", "/owners/eve/notes", body)).status).toBe(201);
    expect((await ask(dev, "GET", "/owners/eve/notes/free")).data["free"]).toEqual(free);
    expect((await ask(dev, "GET", "/owners/eve/notes")).status).toBe(200);
  });

  it("keeps numbers as JavaScript has them, and refuses what DynamoDB has not", async () => {
    const body = note("large", { free: { large: 1e20, small: 1e-20 } });
    expect((await ask(dev, "POST", "/owners/numbers/notes", body)).status).toBe(201);
    const { data } = await ask(dev, "GET", "/owners/numbers/notes/large");
    expect(data["free"]).toEqual({ large: 1e20, small: 1e-20 });
    const beyond = note("beyond", { free: { beyond: 1e-200 } });
    expect((await ask(dev, "POST", "/owners/numbers/notes", beyond)).status).toBe(400);
  });

  it("refuses what is nested more deeply than DynamoDB takes, or too long for a key", async () => {
    const nested = (depth: number): object => (depth === 0 ? {} : { in: nested(depth - 1) });
    const statusOf = async (body: object) =>
      (await ask(dev, "POST", "/owners/deep/notes", body)).status;
    expect(await statusOf(note("deep", { free: nested(30) }))).toBe(201);
    expect(await statusOf(note("deeper", { free: nested(40) }))).toBe(400);
    expect(await statusOf(note("k".repeat(1100)))).toBe(400);
    expect((await ask(dev, "GET", "/owners/ada/notes/a")).status).toBe(200);
  });

  it("shows nobody what has expired, or what is writeOnly", async () => {
    expect((await ask(dev, "GET", "/owners/bob/notes/gone")).status).toBe(404);
    expect(ids(await ask(dev, "GET", "/owners/bob/notes"))).toEqual(["bob kept", "bob b"]);
    expect((await ask(dev, "GET", "/owners/ada/notes/c")).data).not.toHaveProperty("secret");
    expect((await ask(dev, "POST", "/owners/bob/notes", note("gone"))).status).toBe(201);
  });
});

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
