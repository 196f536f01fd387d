// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/authorizers/staff.ts";

// Replace this with whom the authorizer must let in.
it("staff lets nobody in until it is written", async () => {
  const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:api/test/GET/";
  const { policyDocument } = await handler({ methodArn } as never);
  expect(policyDocument.Statement).toMatchObject([{ Effect: "Deny" }]);
});
