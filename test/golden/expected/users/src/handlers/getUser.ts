// Yours: written once by `sls-gen generate`, never rewritten.
import { getUser } from "../generated/operations/getUser.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /users/{userId} */
export const handler = getUser(async () => {
  throw notImplemented("getUser");
});
