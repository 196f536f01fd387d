// Yours: written once by `sls-gen generate`, never rewritten.
import { expect, it } from "vitest";
import { handler } from "../src/authorizers/staff.ts";

// Replace this with tests of the authorizer.
it("staff denies everyone until it is implemented", async () => {
  const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:api/test/GET/";
  const { policyDocument } = await handler({ methodArn } as never);
  expect(policyDocument.Statement).toMatchObject([{ Effect: "Deny" }]);
});
