// Yours: written once by `sls-gen generate`, never rewritten.
import { getVersion } from "../generated/operations/getVersion.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /files/{name}.json/{version} */
export const handler = getVersion(async () => {
  throw notImplemented("getVersion");
});
