import type { Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";
import type { Owner } from "./schemas/owner.ts";

/** An operation about to be read: what both its parameters and its bodies need. */
export type OperationReading = {
  readonly context: Context;
  readonly owner: Owner;
  readonly key: string;
  readonly path: string;
  /** The names under which the query of the path template holds variables, by variable. */
  readonly queryNames: ReadonlyMap<string, string>;
  /** The operation's name in PascalCase, which the names of its types begin with. */
  readonly prefix: string;
  readonly operation: Raw;
};
