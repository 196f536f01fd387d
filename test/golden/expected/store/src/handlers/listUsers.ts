// Yours: written once by `sls-gen generate`, never rewritten.
import { listUsers } from "../generated/operations/listUsers.ts";
import * as users from "../generated/tables/users.ts";

/** GET /users */
export const handler = listUsers(async ({ query }) => {
  const { items, cursor } = await users.list({
    where: [
      { attribute: "status", is: "oneOf", value: query.status },
      { attribute: "email", is: "equal", value: query.email },
    ],
    limit: query.limit,
    cursor: query.cursor,
    cursorName: "cursor",
  });
  return {
    status: 200,
    body: { users: items, ...(cursor === null ? {} : { nextCursor: cursor }) },
  };
});
