// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/addNote.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

const { accepted } = readCases("addNote");

// Replace this with what the handler must do.
it.skipIf(accepted.length === 0)("addNote answers 501 until it is written", async () => {
  const event = eventOf(accepted[0], "/notes", []);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBe(501);
});
