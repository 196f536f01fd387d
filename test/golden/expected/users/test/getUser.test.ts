// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getUser.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("getUser");
const isWritten = !isStub(new URL("../src/handlers/getUser.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "getUser responds with 501 until it is implemented",
  async () => {
    const event = eventOf(accepted[0], "/users/{userId}", [
      { gateway: "userId", segment: "{userId}" },
    ]);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
