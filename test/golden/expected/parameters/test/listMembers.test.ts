// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/listMembers.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("listMembers: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("listMembers handles the documented request", async () => {
  const { accepted } = readCases("listMembers");
  const variables = [{ gateway: "org", segment: "{owner}" }];
  const event = eventOf(accepted[0], "/orgs/{org}/members", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
