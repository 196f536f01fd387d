// Yours: written once by `sls-gen generate`, never rewritten.
import { getFile } from "../generated/operations/getFile.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /files/{name}.json */
export const handler = getFile(async () => {
  throw notImplemented("getFile");
});
