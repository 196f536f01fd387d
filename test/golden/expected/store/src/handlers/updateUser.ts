// Yours: written once by `sls-gen generate`, never rewritten.
import { updateUser } from "../generated/operations/updateUser.ts";
import * as users from "../generated/tables/users.ts";

/** PATCH /users/{userId} */
export const handler = updateUser(async ({ path, headers, body }) => {
  const { item, etag } = await users.update({ userId: path.userId }, body, headers["If-Match"]);
  return { status: 200, headers: { ETag: etag }, body: item };
});
