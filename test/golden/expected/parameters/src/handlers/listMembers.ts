// Yours: written once by `sls-gen generate`, never rewritten.
import { listMembers } from "../generated/operations/listMembers.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /orgs/{owner}/members */
export const handler = listMembers(async () => {
  throw notImplemented("listMembers");
});
