// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/checkEverything.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("checkEverything: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("checkEverything handles the documented request", async () => {
  const { accepted } = readCases("checkEverything");
  const event = eventOf(accepted[0], "/everything", []);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
