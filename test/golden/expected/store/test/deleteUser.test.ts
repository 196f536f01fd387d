// Yours: written once by `sls-gen generate`, never rewritten.
import { afterAll, expect, it } from "vitest";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";
import * as database from "./generated/database.ts";

// The handler finds the database when it is imported.
afterAll(await database.startDatabase());
const { handler } = await import("../src/handlers/deleteUser.ts");

const cases = readCases("deleteUser");
const [sample] = cases.accepted;

const event = () =>
  eventOf(sample, "/users/{userId}", [{ gateway: "userId", segment: "{userId}" }]);

it.skipIf(sample === undefined)("deleteUser answers that there is no such item", async () => {
  const other = database.withHeader(event(), "If-Match", '"other"');
  expect((await handler(other, contextOf())).statusCode).toBe(412);
});

it.skipIf(sample === undefined)("deleteUser answers 204 where there is one", async () => {
  const key = database.keyOf(sample, { userId: "userId" });
  await database.put("USERS_TABLE", { ...database.bodyOf(cases, 204), ...key });
  const same = database.withHeader(event(), "If-Match", `"${database.seeded}"`);
  const answer = await handler(same, contextOf());
  expect(answer.statusCode, answer.body).toBe(204);
});
