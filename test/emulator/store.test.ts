import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dev } from "../../src/emulator/dev/dev.ts";
import { edit } from "../support/project.ts";
import { ada, all, ask, notesPath, places, projectWith, root, serve } from "../support/stored.ts";

afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

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
