import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder } from "../support/folder.ts";
import { runBatch, runDifferential } from "./differential.js";
import { samplesModule } from "./samples.js";

const root = join(import.meta.dirname, "..", "..");

describe("generated validators and Ajv", () => {
  it("agree on random schemas and values", async () => {
    const { pairs, valid, disagreements } = await runDifferential(10_000, 7);
    expect(disagreements).toEqual([]);
    expect(valid / pairs).toBeGreaterThan(0.2);
    expect(valid / pairs).toBeLessThan(0.8);
  }, 120_000);

  it("accept only what the generated types allow", async () => {
    const folder = newFolder();
    const { accepted, schemas } = await runBatch(101, 50, folder);
    // TypeScript lets no object be without Object's own members: such a name cannot be declared optional.
    const sayable = accepted.filter(
      ({ name }) => !JSON.stringify(schemas[name]).includes("hasOwnProperty"),
    );
    expect(sayable.length).toBeGreaterThan(500);
    writeFileSync(join(folder, "src", "samples.ts"), samplesModule(sayable));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    expect(execFileSync(tsc, ["--noEmit"], { cwd: folder, encoding: "utf8" })).toBe("");
  }, 120_000);
});
