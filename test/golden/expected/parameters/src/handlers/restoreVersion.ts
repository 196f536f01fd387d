// Yours: written once by `sls-gen generate`, never rewritten.
import { restoreVersion } from "../generated/operations/restoreVersion.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /files/{name}.json/{version}:restore */
export const handler = restoreVersion(async () => {
  throw notImplemented("restoreVersion");
});
