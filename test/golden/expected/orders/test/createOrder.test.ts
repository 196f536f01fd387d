// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/createOrder.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("createOrder");
const isWritten = !isStub(new URL("../src/handlers/createOrder.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "createOrder responds with 501 until it is implemented",
  async () => {
    process.env.CURRENCY ??= "test";
    process.env.ORDERS_TABLE ??= "test";
    process.env.ORDER_EVENTS_TOPIC_ARN ??= "test";
    const event = eventOf(accepted[0], "/orders", [], ["orders/read", "orders/write"]);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
