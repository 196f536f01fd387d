import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histories } from "../support/history.ts";
import { History, isLong, runs } from "../support/random-history.ts";

describe("random histories", () => {
  it(`keep what people wrote, and compile or say why not (${runs} of 10 steps)`, async () => {
    let errors = 0;
    const property = fc.asyncProperty(histories(10), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), "sls-gen-history-"));
      try {
        const history = new History(folder);
        await history.begin();
        for (const edits of steps) {
          await history.step(edits);
        }
        await history.settled();
        history.compiles();
        errors += history.errors;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
    // The same histories each time, so that a red run is no accident; the long run has new ones.
    const replay = process.env["SLS_GEN_REPLAY"]?.split(" ");
    const known = { seed: Number(replay?.[0] ?? 20261125), path: replay?.[1] ?? "" };
    const seed = isLong && replay === undefined ? {} : known;
    await fc.assert(property, {
      numRuns: runs,
      ...seed,
      endOnFailure: process.env["SLS_GEN_SHRINK"] === undefined,
    });
    // Histories in which nothing ever fails to compile would prove little.
    expect(errors).toBeGreaterThan(runs / 2);
  }, 7_200_000);
});
