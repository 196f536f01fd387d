// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getUser.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("getUser: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("getUser handles the documented request", async () => {
  const { accepted } = readCases("getUser");
  const variables = [{ gateway: "userId", segment: "{userId}" }];
  const event = eventOf(accepted[0], "/users/{userId}", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
