import { createTwoFilesPatch } from "diff";
import type { FileChange } from "./change.ts";

/** A file before, as a change has it. */
type Compared = {
  readonly kind: FileChange["kind"];
  readonly path: string;
  readonly found: string | null;
  readonly from: string | null;
};

/**
 * What a change does to its file, as a unified diff. For a generated file that somebody edited: what they
 * changed.
 *
 * @param planned the text that a run would write; null where it writes none
 */
export function diffOf({ kind, path, found, from }: Compared, planned: string | null): string {
  const isEdited = kind === "edited";
  const before = isEdited ? planned : found;
  const after = isEdited ? found : planned;
  if ((before ?? "") === (after ?? "")) {
    return from === null ? "" : `rename from ${from}\nrename to ${path}\n`;
  }
  const name = (text: string | null, side: string) =>
    text === null ? "/dev/null" : `${side}/${side === "a" && from !== null ? from : path}`;
  const patch = createTwoFilesPatch(
    name(before, "a"),
    name(after, "b"),
    before ?? "",
    after ?? "",
    undefined,
    undefined,
    { context: 3 },
  );
  return patch.replace(/^=+\n/, "");
}
