// Yours: written once by `sls-gen generate`, never rewritten.
import { putFile } from "../generated/operations/putFile.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** PUT /files */
export const handler = putFile(async () => {
  throw notImplemented("putFile");
});
