import type { Console } from "./report.ts";

/** Where a command runs and talks; tests give their own. */
export type Terminal = Console & {
  readonly cwd: string;
  readonly isInteractive: boolean;
  /** Aborted when people have had enough of a command that goes on by itself. */
  readonly ended: () => AbortSignal;
};
