// Yours: written once by `sls-gen generate`, never rewritten.
import { getStyles } from "../generated/operations/getStyles.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /styles/{labels}/{matrix} */
export const handler = getStyles(async () => {
  throw notImplemented("getStyles");
});
