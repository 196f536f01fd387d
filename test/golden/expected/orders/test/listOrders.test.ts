// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/listOrders.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("listOrders: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("listOrders handles the documented request", async () => {
  const { accepted } = readCases("listOrders");
  process.env.ORDERS_TABLE ??= "test";
  const event = eventOf(accepted[0], "/orders", []);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
