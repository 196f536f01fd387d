// Yours: written once by `sls-gen generate`, never rewritten.
import { afterAll, expect, it } from "vitest";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";
import * as database from "./generated/database.ts";

// The handler finds the database when it is imported.
afterAll(await database.startDatabase());
const { handler } = await import("../src/handlers/createUser.ts");

const cases = readCases("createUser");
const [sample] = cases.accepted;

it.skipIf(sample === undefined)("createUser puts in a new item", async () => {
  const answer = await handler(eventOf(sample, "/users", []), contextOf());
  expect(answer.statusCode, answer.body).toBe(201);
  expect(await database.all("USERS_TABLE")).toHaveLength(1);
});
