// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getVersion.ts";
import { contextOf, eventOf, isStub, readCases } from "./generated/contract.ts";

const { accepted } = readCases("getVersion");
const isWritten = !isStub(new URL("../src/handlers/getVersion.ts", import.meta.url));

// Replace this with tests of the handler.
it.skipIf(isWritten || accepted.length === 0)(
  "getVersion responds with 501 until it is implemented",
  async () => {
    const event = eventOf(accepted[0], "/files/{name}/{version}", [
      { gateway: "name", segment: "{name}.json" },
      { gateway: "version", segment: "{version}" },
    ]);
    const answer = await handler(event, contextOf());
    expect(answer.statusCode).toBe(501);
  },
);
