// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/addNote.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("addNote: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("addNote handles the documented request", async () => {
  const { accepted } = readCases("addNote");
  const event = eventOf(accepted[0], "/notes", []);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
