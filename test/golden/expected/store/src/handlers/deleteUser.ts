// Yours: written once by `sls-gen generate`, never rewritten.
import { deleteUser } from "../generated/operations/deleteUser.ts";
import * as users from "../generated/tables/users.ts";

/** DELETE /users/{userId} */
export const handler = deleteUser(async ({ path, headers }) => {
  await users.remove({ userId: path.userId }, headers["If-Match"]);
  return { status: 204 };
});
