// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/putFile.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("putFile: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("putFile handles the documented request", async () => {
  const { accepted } = readCases("putFile");
  const event = eventOf(accepted[0], "/files", []);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
