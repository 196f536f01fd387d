// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/listOrders.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("listOrders");
const isWritten = !isStub(new URL("../src/handlers/listOrders.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "listOrders responds with 501 until it is implemented",
  async () => {
    process.env.ORDERS_TABLE ??= "test";
    const event = eventOf(accepted[0], "/orders", []);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
