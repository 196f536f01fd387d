import { spawnSync } from "node:child_process";
import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newFolder } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");

/** Handlers as people write them: each line marked so must not compile, every other must. */
const handlers = `
import { createUser } from "../generated/operations/createUser.ts";
import { deleteUser } from "../generated/operations/deleteUser.ts";
import { listUsers } from "../generated/operations/listUsers.ts";
import type { User } from "../generated/schemas/User.ts";

declare const user: User;

export const good = createUser(async ({ body, auth, contentType }) => {
  const status: "invited" | "active" | "suspended" = body.status;
  const nickname: string | null | undefined = body.nickname;
  const json: "application/json" = contentType;
  void [status, nickname, json, auth.userArn];
  return body.email === ""
    ? { status: 409, body: { title: "Conflict", status: 409 } }
    : { status: 201, headers: { Location: "/users/1" }, body: user };
});

export const decoded = listUsers(({ query, path }) => {
  const limit: number = query.limit;
  const cursor: string | undefined = query.cursor;
  // @ts-expect-error: the operation has no such parameter
  void path.userId;
  // @ts-expect-error: a cursor may be absent
  const there: string = query.cursor;
  void [limit, cursor, there];
  return { status: 200, body: { users: [user] } };
});

export const empty = deleteUser(({ path }) => {
  const id: string = path.userId;
  void id;
  return { status: 204 };
});

// @ts-expect-error: 200 is not declared
export const undeclaredStatus = createUser(() => ({ status: 200, body: user }));
// @ts-expect-error: the header Location is required
export const withoutHeader = createUser(() => ({ status: 201, body: user }));
// @ts-expect-error: the media type is not declared
export const otherType = listUsers(() => ({ status: 200, contentType: "text/plain", body: { users: [] } }));
// @ts-expect-error: a user needs more than an email
export const halfBody = listUsers(() => ({ status: 200, body: { users: [{ email: "a@b.org" }] } }));
// @ts-expect-error: 204 has no body
export const bodyOfNothing = deleteUser(() => ({ status: 204, body: user }));
export const readOnlyBody = createUser(({ body }) => {
  // @ts-expect-error: readOnly properties are not in a request
  void body.userId;
  return { status: 201, headers: { Location: "/users/1" }, body: user };
});
`;

it("lets a handler return what the document declares, and nothing else", () => {
  const folder = newFolder();
  cpSync(join(import.meta.dirname, "expected", "users"), folder, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "src", "handlers", "all.ts"), handlers);
  const tsc = join(root, "node_modules", ".bin", "tsc");
  expect(spawnSync(tsc, ["--noEmit"], { cwd: folder, encoding: "utf8" }).stdout).toBe("");
});
