import type { Choices } from "./config/choices.ts";
import type { Finding } from "./compat/finding.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Reader } from "./document/read.ts";
import type { PlannedFile } from "./packs/file.ts";
import type { TemplateOverride } from "./project/record.ts";
import type { SettledPlan } from "./project/settle.ts";
import type { OnConflict } from "./project/shared.ts";
import type { Starting } from "./starting.ts";

/** How to run. `write: false` decides and reports only. */
export type Options = {
  readonly write: boolean;
  /** Takes over generated files that somebody edited; what they wrote is kept beside them. */
  readonly force: boolean;
  /** Removes what belongs to no operation any more, although it was worked on. */
  readonly prune: boolean;
  /** Moves files of the user's that carry a former name of their operation. */
  readonly move: boolean;
  /** What becomes of a place in a shared file that both sides changed. */
  readonly conflict: OnConflict;
  /** Folder that paths in messages are relative to. */
  readonly cwd: string;
  /** Choices that win over the config's. */
  readonly choices: Partial<Choices>;
  /** How the files of the document are read; from the disk by default. */
  readonly read?: Reader;
  /** For a project that does not exist yet. */
  readonly starting?: Starting;
};

/** Defaults: read-only, no overrides. */
export const careful = {
  write: false,
  force: false,
  prune: false,
  move: false,
  conflict: "stop",
  choices: {},
} as const satisfies Partial<Options>;

/** What a run decided, and what it noticed. */
export type RunResult = Pick<SettledPlan, "changes" | "formers" | "served"> & {
  /** Warnings and notes; errors end a run by `Stop`. */
  readonly warnings: readonly Diagnostic[];
  readonly operations: number;
  /** What is different from the last run. */
  readonly findings: readonly Finding[];
  /** Templates of the project that stand for built-in ones. */
  readonly overrides: readonly TemplateOverride[];
  /** False where what is remembered of the project in `.sls-gen` is not as this run leaves it. */
  readonly isRecorded: boolean;
  /** Every file of the project as it is planned, by path. */
  readonly planned: ReadonlyMap<string, PlannedFile>;
};
