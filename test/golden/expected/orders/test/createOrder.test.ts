// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/createOrder.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("createOrder: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("createOrder handles the documented request", async () => {
  const { accepted } = readCases("createOrder");
  process.env.CURRENCY ??= "test";
  process.env.ORDERS_TABLE ??= "test";
  process.env.ORDER_EVENTS_TOPIC_ARN ??= "test";
  const scopes = ["orders/read", "orders/write"];
  const event = eventOf(accepted[0], "/orders", [], scopes);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
