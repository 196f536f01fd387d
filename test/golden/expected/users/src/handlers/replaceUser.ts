// Yours: written once by `sls-gen generate`, never rewritten.
import { replaceUser } from "../generated/operations/replaceUser.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** PUT /users/{userId} */
export const handler = replaceUser(async () => {
  throw notImplemented("replaceUser");
});
