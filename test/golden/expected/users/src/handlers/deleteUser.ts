// Yours: written once by `sls-gen generate`, never rewritten.
import { deleteUser } from "../generated/operations/deleteUser.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** DELETE /users/{userId} */
export const handler = deleteUser(async () => {
  throw notImplemented("deleteUser");
});
