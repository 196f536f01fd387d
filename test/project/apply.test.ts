import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Stop } from "../../src/diagnostics/collector.ts";
import type { FileChange } from "../../src/project/change.ts";
import { apply } from "../../src/project/apply.ts";
import { compare } from "../../src/project/compare.ts";
import { manifestPath, manifestText, readManifest } from "../../src/project/manifest.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";
import { sha256 } from "../../src/lib/hash.ts";
import type { Mode, PlannedFile } from "../../src/packs/file.ts";

const file = (path: string, text: string, mode: Mode = "generated"): PlannedFile => ({
  path,
  text,
  mode,
  role: null,
  adopts: false,
  dispensable: false,
  expects: [],
  isUnformatted: false,
  former: null,
  operation: null,
  operationId: null,
  template: "t",
});

const sources = { tool: "0", spec: "", config: "", templates: "" };

async function record(folder: string, changes: readonly FileChange[], text: string): Promise<void> {
  await apply(folder, changes, [{ path: manifestPath, text }]);
}

/** One run over a folder. @returns the kinds by path */
async function run(folder: string, ...files: PlannedFile[]): Promise<Record<string, string>> {
  const before = readManifest(folder);
  const changes = compare(folder, files, before);
  await record(
    folder,
    changes,
    manifestText(changes, { files, before, ids: new Map(), sources, overrides: [] }),
  );
  return Object.fromEntries(changes.map((change) => [change.path, change.kind]));
}

describe("compare and apply", () => {
  it("creates, then changes nothing, then updates", async () => {
    const folder = newFolder();
    expect(await run(folder, file("a/b.ts", "1"))).toEqual({ "a/b.ts": "create" });
    expect(await run(folder, file("a/b.ts", "1"))).toEqual({ "a/b.ts": "same" });
    expect(await run(folder, file("a/b.ts", "2"))).toEqual({ "a/b.ts": "update" });
    expect(readFileSync(join(folder, "a/b.ts"), "utf8")).toBe("2");
  });

  it("removes what it planned before and left untouched, with the folders that get empty", async () => {
    const folder = newFolder();
    await run(folder, file("a/b/c.ts", "1"), file("d.ts", "1"), file("yours.ts", "1", "yours"));
    expect(await run(folder, file("d.ts", "1"))).toEqual({
      "a/b/c.ts": "orphan-generated",
      "d.ts": "same",
      "yours.ts": "orphan-generated",
    });
    expect([...readFiles(folder).keys()]).toEqual([".sls-gen/manifest.json", "d.ts"]);
  });

  it("leaves what was worked on, and names it again until it is gone", async () => {
    const folder = newFolder();
    await run(folder, file("a.ts", "1"), file("yours.ts", "1", "yours"));
    writeFiles(folder, { "a.ts": "mine", "yours.ts": "mine" });
    expect(await run(folder)).toEqual({ "a.ts": "orphan-yours", "yours.ts": "orphan-yours" });
    expect(await run(folder)).toEqual({ "a.ts": "orphan-yours", "yours.ts": "orphan-yours" });
  });

  it("never takes a file over that it did not write", async () => {
    const folder = newFolder();
    writeFiles(folder, { "a.ts": "mine" });
    mkdirSync(join(folder, "b.ts"));
    const changes = compare(
      folder,
      [file("a.ts", "1"), file("b.ts", "1"), file("yours.ts", "1", "yours")],
      readManifest(folder),
    );
    expect(changes.map((change) => change.kind)).toEqual(["blocked", "blocked", "create"]);
  });

  it("ignores paths of a manifest that lead out of the project", () => {
    const outer = newFolder();
    writeFiles(outer, { "secret.txt": "1", "project/.keep": "" });
    const files = {
      "../secret.txt": {
        mode: "generated",
        sha256: "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
        operation: null,
        operationId: null,
        template: null,
        former: null,
      },
    } as const;
    const none = new Map<string, string>();
    const manifest = { sources: null, ids: none, overrides: none, files };
    expect(compare(join(outer, "project"), [], manifest)).toEqual([]);
  });

  it("writes nothing where one file cannot be written", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "b"), "a file where a folder is wanted");
    const create = (path: string): FileChange => ({
      kind: "create",
      path,
      mode: "generated",
      text: "1",
      operation: null,
      found: null,
      from: null,
      fromFound: null,
      backup: null,
    });
    await expect(
      record(folder, [create("a.ts"), create("b/c.ts"), create("d.ts")], "{}"),
    ).rejects.toThrow("b/c.ts");
    expect([...readFiles(folder).keys()]).toEqual(["b"]);
  });

  it("lets one run write at a time, also in one process", async () => {
    const folder = newFolder();
    const changes = compare(folder, [file("a.ts", "1"), file("b/c.ts", "2")], readManifest(folder));
    const both = await Promise.allSettled([
      record(folder, changes, "{}"),
      record(folder, changes, "{}"),
    ]);
    expect(both).toMatchObject([
      { status: "fulfilled" },
      { status: "rejected", reason: expect.any(Stop) },
    ]);
    expect([...readFiles(folder).keys()]).toEqual([".sls-gen/manifest.json", "a.ts", "b/c.ts"]);
  });

  it.each(["{", "[]", '{"version":3,"files":{}}', "<<<<<<< ours\n{}\n======="])(
    "refuses the manifest %s",
    (text) => {
      const folder = newFolder();
      writeFiles(folder, { ".sls-gen/manifest.json": text });
      expect(() => readManifest(folder)).toThrow(Stop);
    },
  );

  it("stops at a generated file that somebody edited, unless it is forced, which keeps their text", async () => {
    const folder = newFolder();
    await run(folder, file("a.ts", "1"));
    writeFiles(folder, { "a.ts": "mine" });
    expect(await run(folder, file("a.ts", "2"))).toEqual({ "a.ts": "edited" });
    writeFiles(folder, { "a.ts.orig": "older" });
    const before = readManifest(folder);
    const files = [file("a.ts", "2")];
    const changes = compare(folder, files, before, {
      force: true,
      prune: false,
      conflict: "stop",
      wired: new Set(),
    });
    expect(changes).toMatchObject([{ kind: "update", backup: "mine" }]);
    await record(
      folder,
      changes,
      manifestText(changes, { files, before, ids: new Map(), sources, overrides: [] }),
    );
    const {
      "a.ts": now,
      "a.ts.orig": kept,
      "a.ts.orig-2": added,
    } = Object.fromEntries(readFiles(folder));
    expect([now, kept, added]).toEqual(["2", "older", "mine"]);
  });

  it("takes other ends of lines for no edit", async () => {
    const folder = newFolder();
    await run(folder, file("a.ts", "1\n2\n"));
    writeFiles(folder, { "a.ts": "1\r\n2\r\n" });
    expect(await run(folder, file("a.ts", "1\n2\n"))).toEqual({ "a.ts": "same" });
    expect(await run(folder, file("a.ts", "3\n"))).toEqual({ "a.ts": "update" });
  });

  it("moves a file of an operation that has another name, while nobody worked on it", async () => {
    const folder = newFolder();
    const handler = (path: string): PlannedFile => ({
      ...file(path, path, "yours"),
      operation: "GET /a",
    });
    await run(folder, handler("old.ts"));
    expect(await run(folder, handler("new.ts"))).toEqual({ "new.ts": "renamed" });
    expect([...readFiles(folder).keys()]).toEqual([".sls-gen/manifest.json", "new.ts"]);
    writeFiles(folder, { "new.ts": "mine" });
    expect(await run(folder, handler("newer.ts"))).toEqual({
      "new.ts": "orphan-yours",
      "newer.ts": "create",
    });
  });

  it("reads the records of the first version", async () => {
    const folder = newFolder();
    const entry = { mode: "generated", sha256: sha256("1"), operation: null };
    writeFiles(folder, {
      "a.ts": "1",
      ".sls-gen/manifest.json": JSON.stringify({ version: 1, files: { "a.ts": entry } }),
    });
    expect(await run(folder, file("a.ts", "2"))).toEqual({ "a.ts": "update" });
  });
});
