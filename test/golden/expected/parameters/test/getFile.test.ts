// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getFile.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("getFile");
const isWritten = !isStub(new URL("../src/handlers/getFile.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "getFile responds with 501 until it is implemented",
  async () => {
    const event = eventOf(accepted[0], "/files/{name}", [
      { gateway: "name", segment: "{name}.json" },
    ]);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
