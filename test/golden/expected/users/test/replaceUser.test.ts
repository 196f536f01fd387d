// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/replaceUser.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("replaceUser: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("replaceUser handles the documented request", async () => {
  const { accepted } = readCases("replaceUser");
  const variables = [{ gateway: "userId", segment: "{userId}" }];
  const event = eventOf(accepted[0], "/users/{userId}", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
