import type { Api } from "../api/api.ts";
import type { Config } from "../config/config.ts";
import type { Collector } from "../diagnostics/collector.ts";
import { reportAsync } from "./gateway/asynchronous.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { projectApi } from "./gateway/project.ts";
import { limitsOf, reportLimits, reportReserved } from "./limits.ts";
import { servedOperations, type ServedOperation } from "./served.ts";
import { readSettings } from "./settings/read.ts";
import { buildStack } from "./stack/build.ts";
import { reportShared } from "./stack/shared.ts";
import type { Stack } from "./stack/stack.ts";
import { buildTables } from "./tables/build.ts";
import type { Tables } from "./tables/tables.ts";

/** What every file of a project may ask of it. */
export type ProjectFacts = {
  /** Safe in package.json and in the names of stacks. */
  readonly name: string;
  /** Path of the document, relative to the project. */
  readonly spec: string;
  /** What a deployed function does with a response that breaks the document. */
  readonly responses: "off" | "log" | "refuse";
  /** Which tests there are: of the contract, and files for those of handlers. */
  readonly tests: { readonly contract: boolean; readonly own: boolean };
  /** Paths of files of the user's that belong to no operation any more: left out of types and tests. */
  readonly orphans: readonly string[];
};

/** An API and what is deployed for it: plain data, and all that a pack may see. */
export type Backend = {
  /** Another number where what a pack could rely on is different. */
  readonly version: 1;
  readonly project: ProjectFacts;
  readonly api: Api;
  /** The operations that functions serve: what handlers and their tests are made for. */
  readonly operations: readonly ServedOperation[];
  readonly gateway: Gateway;
  readonly tables: Tables;
  readonly stack: Stack;
};

/**
 * Builds the backend of an API; reports what cannot be deployed.
 *
 * @param ids logical ids of operations that are deployed already, by `METHOD path`
 */
export function deploy(
  api: Api,
  config: Config,
  ids: ReadonlyMap<string, string>,
  found: Collector,
): Backend {
  const settings = readSettings(api, config, found);
  const gateway = projectApi(api, { settings, choices: config, ids }, found);
  const tables = buildTables(api, settings, found);
  const stack = buildStack(gateway, settings, tables);
  reportAsync(gateway, found);
  reportShared(gateway, settings, found);
  reportReserved(gateway, stack, found);
  reportLimits(limitsOf(gateway, stack, settings), found);
  const { name, spec, responses } = config;
  const tests = { contract: config.tests !== "off", own: config.tests === "all" };
  const project = { name, spec, responses, tests, orphans: [] };
  const operations = servedOperations(gateway, tables);
  return { version: 1, project, api, operations, gateway, tables, stack };
}
