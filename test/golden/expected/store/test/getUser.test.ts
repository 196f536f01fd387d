// Yours: written once by `sls-gen generate`, never rewritten.
import { afterAll, expect, it } from "vitest";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";
import * as database from "./generated/database.ts";

// The handler finds the database when it is imported.
afterAll(await database.startDatabase());
const { handler } = await import("../src/handlers/getUser.ts");

const cases = readCases("getUser");
const [sample] = cases.accepted;

const event = () =>
  eventOf(sample, "/users/{userId}", [{ gateway: "userId", segment: "{userId}" }]);

it.skipIf(sample === undefined)("getUser answers that there is no such item", async () => {
  expect((await handler(event(), contextOf())).statusCode).toBe(404);
});

it.skipIf(sample === undefined || !database.hasBody(cases, 200))(
  "getUser answers 200 where there is one",
  async () => {
    const key = database.keyOf(sample, { userId: "userId" });
    await database.put("USERS_TABLE", { ...database.bodyOf(cases, 200), ...key });
    const answer = await handler(event(), contextOf());
    expect(answer.statusCode, answer.body).toBe(200);
  },
);
