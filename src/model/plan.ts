/**
 * Who owns a file of the generated project. `generated`: always rewritten. `yours`: written once,
 * never touched again.
 */
export type Mode = "generated" | "yours";

/** A file that a run would write: path relative to the project with `/`, full text. */
export type PlannedFile = {
  readonly path: string;
  readonly mode: Mode;
  readonly text: string;
  /** `METHOD path` of the operation that the file is for, null where it is for none. */
  readonly operation: string | null;
};

/**
 * What happens to one file on disk.
 *
 * - `create`: absent, will be written
 * - `update`: ours, and its text differs
 * - `same`: ours, nothing to do
 * - `kept`: the user's, left as it is
 * - `remove`: ours and no longer planned; its text is what we wrote
 * - `orphan`: no longer planned, but the user's (or edited): left on disk and named in the report
 * - `blocked`: a file that we did not write stands in the way
 */
export type ChangeKind = "create" | "update" | "same" | "kept" | "remove" | "orphan" | "blocked";

export type Change = {
  readonly kind: ChangeKind;
  readonly path: string;
  readonly mode: Mode;
  /** Text to write; null for what is not written. */
  readonly text: string | null;
  readonly operation: string | null;
};
