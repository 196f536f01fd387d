// Yours: written once by `sls-gen generate`, never rewritten.
import { afterAll, expect, it } from "vitest";
import { contextOf, eventOf, readCases } from "./generated/contract.ts";
import * as database from "./generated/database.ts";

// The handler finds the database when it is imported.
afterAll(await database.startDatabase());
const { handler } = await import("../src/handlers/listUsers.ts");

const cases = readCases("listUsers");
const [sample] = cases.accepted;

it.skipIf(sample === undefined)("listUsers answers a page of what is there", async () => {
  const first = database.without(sample, "cursor");
  const answer = await handler(eventOf(first, "/users", []), contextOf());
  expect(answer.statusCode, answer.body).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({ users: [] });
});
