import type { Api } from "../api/api.ts";
import type { Config } from "../config/config.ts";
import type { Collector } from "../diagnostics/collector.ts";
import { reportAsync } from "./gateway/asynchronous.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { projectApi } from "./gateway/project.ts";
import { limitsOf, reportLimits, reportReserved } from "./limits.ts";
import { readSettings } from "./settings/read.ts";
import { buildStack } from "./stack/build.ts";
import { reportShared } from "./stack/shared.ts";
import type { Stack } from "./stack/stack.ts";
import { buildTables } from "./tables/build.ts";
import type { Tables } from "./tables/tables.ts";

/** An API and what is deployed for it. */
export type Backend = {
  readonly api: Api;
  readonly gateway: Gateway;
  readonly tables: Tables;
  readonly stack: Stack;
};

/**
 * Makes the backend of an API; what cannot be deployed is told.
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
  return { api, gateway, tables, stack };
}
