// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/putFile.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("putFile");
const isWritten = !isStub(new URL("../src/handlers/putFile.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "putFile responds with 501 until it is implemented",
  async () => {
    const event = eventOf(accepted[0], "/files", []);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
