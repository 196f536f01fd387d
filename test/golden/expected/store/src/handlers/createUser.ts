// Yours: written once by `sls-gen generate`, never rewritten.
import { createUser } from "../generated/operations/createUser.ts";
import { locationOf } from "../generated/runtime/location.ts";
import * as users from "../generated/tables/users.ts";

/** POST /users */
export const handler = createUser(async ({ body, event }) => {
  const { item, etag } = await users.create(body);
  return {
    status: 201,
    headers: { Location: locationOf(event, item.userId), ETag: etag },
    body: item,
  };
});
