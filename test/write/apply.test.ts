import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Stop } from "../../src/diagnostics/collector.ts";
import type { Change, PlannedFile } from "../../src/model/plan.ts";
import { apply } from "../../src/write/apply.ts";
import { compare } from "../../src/write/compare.ts";
import { manifestText, readManifest } from "../../src/write/manifest.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";

const file = (
  path: string,
  text: string,
  mode: "generated" | "yours" = "generated",
): PlannedFile => ({ path, text, mode, operation: null });

/** One run over a folder. @returns the kinds by path */
function run(folder: string, ...files: PlannedFile[]): Record<string, string> {
  const before = readManifest(folder);
  const changes = compare(folder, files, before);
  apply(folder, changes, manifestText(changes, files, before, new Map()));
  return Object.fromEntries(changes.map((change) => [change.path, change.kind]));
}

describe("compare and apply", () => {
  it("creates, then changes nothing, then updates", () => {
    const folder = newFolder();
    expect(run(folder, file("a/b.ts", "1"))).toEqual({ "a/b.ts": "create" });
    expect(run(folder, file("a/b.ts", "1"))).toEqual({ "a/b.ts": "same" });
    expect(run(folder, file("a/b.ts", "2"))).toEqual({ "a/b.ts": "update" });
    expect(readFileSync(join(folder, "a/b.ts"), "utf8")).toBe("2");
  });

  it("removes what it planned before and left untouched, with the folders that get empty", () => {
    const folder = newFolder();
    run(folder, file("a/b/c.ts", "1"), file("d.ts", "1"), file("yours.ts", "1", "yours"));
    expect(run(folder, file("d.ts", "1"))).toEqual({
      "a/b/c.ts": "remove",
      "d.ts": "same",
      "yours.ts": "remove",
    });
    expect([...readFiles(folder).keys()]).toEqual([".sls-gen/manifest.json", "d.ts"]);
  });

  it("leaves what was worked on, and names it again until it is gone", () => {
    const folder = newFolder();
    run(folder, file("a.ts", "1"), file("yours.ts", "1", "yours"));
    writeFiles(folder, { "a.ts": "mine", "yours.ts": "mine" });
    expect(run(folder)).toEqual({ "a.ts": "orphan", "yours.ts": "orphan" });
    expect(run(folder)).toEqual({ "a.ts": "orphan", "yours.ts": "orphan" });
  });

  it("never takes a file over that it did not write", () => {
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
      },
    } as const;
    expect(compare(join(outer, "project"), [], { version: 1, files })).toEqual([]);
  });

  it("writes nothing where one file cannot be written", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "b"), "a file where a folder is wanted");
    const create = (path: string): Change => ({
      kind: "create",
      path,
      mode: "generated",
      text: "1",
      operation: null,
    });
    expect(() => apply(folder, [create("a.ts"), create("b/c.ts")], "{}")).toThrow(Stop);
    expect([...readFiles(folder).keys()]).toEqual(["b"]);
  });

  it.each(["{", "[]", '{"version":2,"files":{}}'])("refuses the manifest %s", (text) => {
    const folder = newFolder();
    writeFiles(folder, { ".sls-gen/manifest.json": text });
    expect(() => readManifest(folder)).toThrow(Stop);
  });
});
