// Yours: written once by `sls-gen generate`, never rewritten.
import { getUser } from "../generated/operations/getUser.ts";
import * as users from "../generated/tables/users.ts";

/** GET /users/{userId} */
export const handler = getUser(async ({ path }) => {
  const { item, etag } = await users.get({ userId: path.userId });
  return { status: 200, headers: { ETag: etag }, body: item };
});
