// Yours: written once by `sls-gen generate`, never rewritten.
import { replaceUser } from "../generated/operations/replaceUser.ts";
import * as users from "../generated/tables/users.ts";

/** PUT /users/{userId} */
export const handler = replaceUser(async ({ path, headers, body }) => {
  const { item, etag } = await users.replace({ userId: path.userId }, body, headers["If-Match"]);
  return { status: 200, headers: { ETag: etag }, body: item };
});
