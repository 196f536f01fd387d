// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/handlers/getStyles.ts";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";

it.todo("getStyles: write the handler, then its tests");

// An example to start from, with the request that the document shows: remove `.skip`.
it.skip("getStyles handles the documented request", async () => {
  const { accepted } = readCases("getStyles");
  const variables = [
    { gateway: "labels", segment: "{labels}" },
    { gateway: "matrix", segment: "{matrix}" },
  ];
  const event = eventOf(accepted[0], "/styles/{labels}/{matrix}", variables);
  const answer = await handler(event, contextOf());
  expect(answer.statusCode).toBeLessThan(400);
});
