import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder } from "../support/folder.ts";
import { runBatch, runDirected } from "./directed.js";
import { samplesModule } from "./samples.js";

const root = join(import.meta.dirname, "..", "..");

describe("what may not be sent, in composed schemas", () => {
  it("is accepted, taken out and kept in as Ajv says of the rest", async () => {
    const { pairs, valid, disagreements } = await runDirected(4_000, 11);
    expect(disagreements).toEqual([]);
    expect(valid / pairs).toBeGreaterThan(0.25);
  }, 120_000);

  it("leaves what the generated types allow", async () => {
    const folder = newFolder();
    const { accepted } = await runBatch(211, folder);
    expect(accepted.length).toBeGreaterThan(500);
    writeFileSync(join(folder, "src", "samples.ts"), samplesModule(accepted));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    expect(execFileSync(tsc, ["--noEmit"], { cwd: folder, encoding: "utf8" })).toBe("");
  }, 120_000);
});
