// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/putReceipt.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("putReceipt: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("putReceipt handles the documented request", async () => {
  const { accepted } = readCases("putReceipt");
  process.env.RECEIPTS_BUCKET ??= "test";
  const variables = [{ gateway: "orderId", segment: "{orderId}" }];
  const event = eventOf(accepted[0], "/orders/{orderId}/receipt", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
