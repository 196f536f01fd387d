import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder, writeFiles } from "../../support/folder.ts";
import { newProject } from "../../support/project.ts";
import { notesDocument } from "../../support/store.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** What the compiler says of a file in a project whose `createdAt` callers may send. */
async function compiled(...lines: string[]): Promise<string> {
  const spec = join(newFolder(), "notes.json");
  const document = notesDocument(({ note }) => {
    const { properties } = note as unknown as { readonly properties: Record<string, object> };
    properties["createdAt"] = { type: "string", format: "date-time" };
  });
  writeFileSync(spec, JSON.stringify(document));
  const folder = await newProject(spec);
  const text = ['import * as notes from "./generated/tables/notes.ts";', ...lines, ""].join("\n");
  writeFiles(folder, { "src/seed.ts": text });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const tsc = join(root, "node_modules", ".bin", "tsc");
  return spawnSync(tsc, ["--noEmit"], { cwd: folder, encoding: "utf8" }).stdout;
}

describe("what the table sets itself", () => {
  it("is not asked of who writes an item, also where callers may send it", async () => {
    const item = '{ noteId: "1", text: "a" }';
    const told = await compiled(
      `await notes.create(${item}, { ownerId: "o" });`,
      `await notes.replace({ ownerId: "o", noteId: "1" }, ${item});`,
      `await notes.create({ ...${item}, createdAt: "2026-01-01T00:00:00Z" }, { ownerId: "o" });`,
    );
    expect(told).toBe("");
    expect(await compiled('await notes.create({ noteId: "1" }, {});')).toContain("'text'");
  });
});
