// Yours: written once by `sls-gen generate`, never rewritten.
import { listUsers } from "../generated/operations/listUsers.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /users */
export const handler = listUsers(async () => {
  throw notImplemented("listUsers");
});
