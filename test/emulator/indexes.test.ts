import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dev } from "../../src/emulator/dev/dev.ts";
import { type Got, all, ask, notesPath, places, projectWith, serve } from "../support/stored.ts";

afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

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
