import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runDraft } from "./suite.js";

const suite = join(import.meta.dirname, "..", "..", "..", "shared", "corpus", "jsts");
const isHere = existsSync(suite);

/** Cases of 2020-12 that fail, by file, with the reason. */
const known: Readonly<Record<string, number>> = {
  // The outermost dynamic anchor is not looked for: `$dynamicRef` is resolved where it stands.
  "dynamicRef.json": 15,
  "unevaluatedItems.json": 2,
  "unevaluatedProperties.json": 2,
  "defs.json": 1,
  // Served under an address other than its `$id`, which only a fetch can tell.
  "refRemote.json": 4,
  // A file and an `$id` in it that claim the same name.
  "ref.json": 6,
  // Vocabularies are not read.
  "vocabulary.json": 1,
};

describe.skipIf(!isHere)(`JSON-Schema-Test-Suite${isHere ? "" : " (skipped: no corpus)"}`, () => {
  it("draft2020-12: all but the known cases", async () => {
    const { failures, passed } = await runDraft(suite, "draft2020-12");
    const counts: Record<string, number> = {};
    for (const failure of failures) {
      const file = failure.split(" › ")[0] ?? "";
      counts[file] = (counts[file] ?? 0) + 1;
    }
    expect(counts).toEqual(known);
    expect(passed).toBeGreaterThanOrEqual(1268);
  }, 300_000);

  it("draft4, as OpenAPI 3.0 carries it: all", async () => {
    const { failures } = await runDraft(suite, "draft4");
    expect(failures).toEqual([]);
  }, 300_000);
});
