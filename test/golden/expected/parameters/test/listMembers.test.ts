// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/listMembers.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("listMembers");
const isWritten = !isStub(new URL("../src/handlers/listMembers.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "listMembers responds with 501 until it is implemented",
  async () => {
    const event = eventOf(accepted[0], "/orgs/{org}/members", [
      { gateway: "org", segment: "{owner}" },
    ]);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
