// Yours: written once by `sls-gen generate`, never rewritten.
import { createUser } from "../generated/operations/createUser.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** POST /users */
export const handler = createUser(async () => {
  throw notImplemented("createUser");
});
