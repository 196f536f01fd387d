import type { Mode } from "../packs/file.ts";

/**
 * What happens to one file on disk.
 *
 * - `create`: absent, will be written
 * - `update`: ours, and its text differs
 * - `same`: nothing to do: ours as it should be, or the user's, which is left as it is
 * - `edited`: ours, and somebody changed it since it was written
 * - `merged`: shared, worked on, and changed on our side too: both are brought together
 * - `conflict`: shared, and both sides changed the same
 * - `renamed`: the user's, still as it was written, moves with its operation's new name
 * - `moved`: the user's, worked on, moves with its operation's new name because of --move
 * - `orphan-generated`: no longer planned and still what we wrote: removed
 * - `orphan-yours`: no longer planned, and worked on: left on disk and named in the report
 * - `blocked`: a file that we did not write stands in the way
 */
export type ChangeKind =
  | "create"
  | "update"
  | "same"
  | "edited"
  | "merged"
  | "conflict"
  | "renamed"
  | "moved"
  | "orphan-generated"
  | "orphan-yours"
  | "blocked";

export type FileChange = {
  readonly kind: ChangeKind;
  readonly path: string;
  readonly mode: Mode;
  /** Text to write; null for what is not written. Of a conflict: both sides, with marks. */
  readonly text: string | null;
  /** Text on disk; null where there is none, or no file. */
  readonly found: string | null;
  /** Where a renamed file was; null for others. */
  readonly from: string | null;
  /** Text of that file as it was read. */
  readonly fromFound: string | null;
  /** Text that is kept beside a file that is overwritten by force; null for others. */
  readonly backup: string | null;
  readonly operation: string | null;
};
