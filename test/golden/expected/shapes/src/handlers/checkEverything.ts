// Yours: written once by `sls-gen generate`, never rewritten.
import { checkEverything } from "../generated/operations/checkEverything.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** POST /everything */
export const handler = checkEverything(async () => {
  throw notImplemented("checkEverything");
});
