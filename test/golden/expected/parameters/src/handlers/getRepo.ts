// Yours: written once by `sls-gen generate`, never rewritten.
import { getRepo } from "../generated/operations/getRepo.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /orgs/{org}/repos/{repo} */
export const handler = getRepo(async () => {
  throw notImplemented("getRepo");
});
