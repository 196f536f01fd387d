// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getFile.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("getFile: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("getFile handles the documented request", async () => {
  const { accepted } = readCases("getFile");
  const variables = [{ gateway: "name", segment: "{name}.json" }];
  const event = eventOf(accepted[0], "/files/{name}", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
