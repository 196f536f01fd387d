// Yours: written once by `sls-gen generate`, never rewritten.
import { listReports } from "../generated/operations/listReports.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /reports */
export const handler = listReports(async () => {
  throw notImplemented("listReports");
});
