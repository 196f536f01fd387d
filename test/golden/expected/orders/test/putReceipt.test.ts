// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/putReceipt.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("putReceipt");
const isWritten = !isStub(new URL("../src/handlers/putReceipt.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "putReceipt responds with 501 until it is implemented",
  async () => {
    process.env.RECEIPTS_BUCKET ??= "test";
    const event = eventOf(accepted[0], "/orders/{orderId}/receipt", [
      { gateway: "orderId", segment: "{orderId}" },
    ]);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
