/** The part of dynalite that is used: it has no types of its own. */
declare module "dynalite" {
  import type { Server } from "node:http";

  /** @param options `path`: a folder to keep items in; without it they are kept in memory */
  export default function dynalite(options: {
    readonly path?: string;
    readonly createTableMs: number;
  }): Server;
}
