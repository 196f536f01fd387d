import { careful, type Options } from "../options.ts";
import type { Choices } from "../config/choices.ts";
import type { OnConflict } from "../project/shared.ts";
import type { Terminal } from "./terminal.ts";

/** The flags of `sls-gen init`. */
export type InitOptions = {
  readonly spec?: string;
  /** One of our own documents, by its name. */
  readonly example?: string;
  readonly iac?: string;
  readonly root?: string;
  readonly yes: boolean;
} & ChoiceFlags;

/** The flags of `sls-gen generate`. */
export type GenerateOptions = {
  readonly config: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly diff: boolean;
  readonly force: boolean;
  readonly move: boolean;
  readonly conflict: OnConflict;
  readonly watch: boolean;
} & ChoiceFlags;

/** Choices that may be said on the command line. */
export type ChoiceFlags = Partial<Pick<Choices, "unroutable" | "undeclared" | "intrinsics">>;

/** The choices among the flags that are given. */
export function choicesOf({ unroutable, undeclared, intrinsics }: ChoiceFlags): Partial<Choices> {
  return {
    ...(unroutable === undefined ? {} : { unroutable }),
    ...(undeclared === undefined ? {} : { undeclared }),
    ...(intrinsics === undefined ? {} : { intrinsics }),
  };
}

/** A plan and a difference are shown, and nothing more. */
export function writes({ dryRun, diff }: Pick<GenerateOptions, "dryRun" | "diff">): boolean {
  return !dryRun && !diff;
}

/** The run that the flags of `sls-gen generate` ask for. */
export function runOf(options: GenerateOptions, { cwd }: Pick<Terminal, "cwd">): Options {
  const { force, move, conflict } = options;
  return {
    ...careful,
    write: writes(options),
    force,
    move,
    conflict,
    cwd,
    choices: choicesOf(options),
  };
}
