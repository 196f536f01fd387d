// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/restoreVersion.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("restoreVersion: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("restoreVersion handles the documented request", async () => {
  const { accepted } = readCases("restoreVersion");
  const variables = [
    { gateway: "name", segment: "{name}.json" },
    { gateway: "version", segment: "{version}:restore" },
  ];
  const event = eventOf(accepted[0], "/files/{name}/{version}", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
