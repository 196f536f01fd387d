// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/makeReport.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("makeReport: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("makeReport handles the documented request", async () => {
  const { accepted } = readCases("makeReport");
  process.env.LEDGER_SECRET ??= "test";
  process.env.MAILS_QUEUE_URL ??= "test";
  process.env.REPORTS_BUCKET ??= "test";
  const event = eventOf(accepted[0], "/reports", []);
  await expect(handler(event, contextOf())).resolves.toBeDefined();
});
