// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getRepo.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("getRepo: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("getRepo handles the documented request", async () => {
  const { accepted } = readCases("getRepo");
  const variables = [
    { gateway: "org", segment: "{org}" },
    { gateway: "repo", segment: "{repo}" },
  ];
  const event = eventOf(accepted[0], "/orgs/{org}/repos/{repo}", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
