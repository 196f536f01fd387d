// Yours: written once by `sls-gen generate`, never rewritten.
import { addNote } from "../generated/operations/addNote.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** POST /notes */
export const handler = addNote(async () => {
  throw notImplemented("addNote");
});
