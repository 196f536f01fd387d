// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/cancelOrder.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("cancelOrder");
const isWritten = !isStub(new URL("../src/handlers/cancelOrder.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "cancelOrder responds with 501 until it is implemented",
  async () => {
    process.env.ORDERS_TABLE ??= "test";
    const event = eventOf(accepted[0], "/orders/{orderId}", [
      { gateway: "orderId", segment: "{orderId}" },
    ]);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
