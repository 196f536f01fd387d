import type { RequestLine } from "./server.ts";

/** What `sls-gen dev` is started with. */
export type DevOptions = {
  /** Of the project. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly stage: string;
  /** False where everybody is let in. */
  readonly authorizes: boolean;
  /** A file of environment variables for the functions; null for none. */
  readonly env: string | null;
  /** A folder in which the database keeps its items; null for memory. */
  readonly data: string | null;
  readonly request: (line: RequestLine) => void;
  readonly log: (line: string) => void;
};
