// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/restoreVersion.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

const { accepted } = readCases("restoreVersion");

// Replace this with what the handler must do.
it.skipIf(accepted.length === 0)("restoreVersion answers 501 until it is written", async () => {
  const event = eventOf(accepted[0], "/files/{name}/{version}", [
    { gateway: "name", segment: "{name}.json" },
    { gateway: "version", segment: "{version}:restore" },
  ]);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBe(501);
});
