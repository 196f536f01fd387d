// Yours: written once by `sls-gen generate`, never rewritten.
import { addPet } from "../generated/operations/addPet.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** POST /pets */
export const handler = addPet(async () => {
  throw notImplemented("addPet");
});
