import type { Console } from "./report.ts";

/** Where a command runs and talks; tests give their own. */
export type Terminal = Console & {
  readonly cwd: string;
  readonly isInteractive: boolean;
  /** Aborted when the user stops a long-running command. */
  readonly ended: () => AbortSignal;
};
