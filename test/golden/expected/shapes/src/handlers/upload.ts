// Yours: written once by `sls-gen generate`, never rewritten.
import { upload } from "../generated/operations/upload.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** POST /uploads */
export const handler = upload(async () => {
  throw notImplemented("upload");
});
