// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/makeReport.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("makeReport");
const isWritten = !isStub(new URL("../src/handlers/makeReport.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "makeReport responds with 501 until it is implemented",
  async () => {
    process.env.LEDGER_SECRET ??= "test";
    process.env.MAILS_QUEUE_URL ??= "test";
    process.env.REPORTS_BUCKET ??= "test";
    const event = eventOf(accepted[0], "/reports", []);
    await expect(handler(event, contextOf())).rejects.toMatchObject({ details: { status: 501 } });
  },
);
