import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runLedger } from "./ledger.js";

it("the ledger has a true row for every feature of OpenAPI, and is written down", async () => {
  const { text, problems } = await runLedger();
  expect(problems).toEqual([]);
  expect(readFileSync(join(import.meta.dirname, "ledger.md"), "utf8")).toBe(text);
}, 60_000);
