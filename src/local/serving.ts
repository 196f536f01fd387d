import { stop } from "../diagnostics/collector.ts";
import type { LocalApi } from "./api.ts";
import type { UserPool } from "./auth/cognito.ts";
import { unknownCondition } from "./auth/policy.ts";
import type { Database } from "./database.ts";
import type { DevOptions } from "./dev.ts";
import { Gateway } from "./gateway.ts";
import { loadApi } from "./load.ts";
import type { History } from "./page/history.ts";
import { accountId, localSettings } from "./settings.ts";
import { Pool } from "./workers/pool.ts";

/** What is served: the API as it was last generated, and the functions behind it. */
export type Serving = { readonly api: LocalApi; readonly pool: Pool; readonly gateway: Gateway };

/** What stays the same when the API is generated anew. */
export type Behind = {
  /** Variables that every function has. */
  readonly environment: NodeJS.ProcessEnv;
  readonly database: Database;
  readonly users: UserPool;
  readonly history: History;
};

/** Reads what was generated and bundles the functions. @throws Stop, or Error of esbuild */
export async function servingOf(options: DevOptions, behind: Behind): Promise<Serving> {
  const { folder, stage, authorizes, log } = options;
  const { region, principal, apiKey } = localSettings(folder);
  const place = { accountId, apiId: "local", region, stage };
  const api = checked(loadApi(folder));
  await behind.database.make(api.tables);
  const environment = { ...behind.database.environment, ...behind.environment };
  const pool = new Pool({
    folder,
    functions: api.functions,
    place,
    environment,
    log: (line, requestId) => {
      log(line);
      if (requestId !== null) {
        behind.history.logged(requestId, line);
      }
    },
  });
  try {
    await pool.build();
  } catch (error) {
    await pool.end();
    throw error;
  }
  const gateway = new Gateway(api, {
    place,
    principals: [principal],
    apiKeys: apiKey.value === "" ? [] : [apiKey],
    authorizes,
    pool: behind.users,
    invoke: (id, event, requestId) => pool.invoke(id, event, requestId),
    log,
  });
  return { api, pool, gateway };
}

/** Refuses what is not emulated instead of leaving it out. */
function checked(api: LocalApi): LocalApi {
  const condition = api.policy === null ? null : unknownCondition(api.policy);
  if (condition !== null) {
    stop(2, "local/not-emulated", { what: `${condition} in the resource policy` }, null);
  }
  return api;
}
