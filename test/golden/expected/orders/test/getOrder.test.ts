// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getOrder.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("getOrder: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("getOrder handles the documented request", async () => {
  const { accepted } = readCases("getOrder");
  const variables = [{ gateway: "orderId", segment: "{orderId}" }];
  const event = eventOf(accepted[0], "/orders/{orderId}", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
