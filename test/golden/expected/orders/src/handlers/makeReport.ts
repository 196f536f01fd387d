// Yours: written once by `sls-gen generate`, never rewritten.
import { makeReport } from "../generated/operations/makeReport.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** POST /reports */
export const handler = makeReport(async () => {
  throw notImplemented("makeReport");
});
