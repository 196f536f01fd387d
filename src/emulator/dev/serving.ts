import type { BuildFailure } from "esbuild";
import { stop, Stop } from "../../diagnostics/collector.ts";
import { diagnostic, printable } from "../../diagnostics/diagnostic.ts";
import type { LocalApi } from "../gateway/api.ts";
import type { UserPool } from "../gateway/auth/cognito.ts";
import { unknownCondition } from "../gateway/auth/policy.ts";
import type { Database } from "../functions/database.ts";
import type { DevOptions } from "./options.ts";
import { LocalGateway } from "../gateway/gateway.ts";
import { loadApi } from "../gateway/load.ts";
import type { History } from "./page/history.ts";
import { accountId, localSettings } from "./settings.ts";
import { Pool } from "../functions/pool.ts";

/** What is served: the API as it was last generated, and the functions behind it. */
export type ServedApi = {
  readonly api: LocalApi;
  readonly pool: Pool;
  readonly gateway: LocalGateway;
};

/** What is kept when the API is generated again. */
export type Behind = {
  /** Variables that every function has. */
  readonly environment: NodeJS.ProcessEnv;
  readonly database: Database;
  readonly users: UserPool;
  readonly history: History;
};

/** Reads what was generated and bundles the functions. @throws Stop, or Error of esbuild */
export async function servingOf(options: DevOptions, behind: Behind): Promise<ServedApi> {
  const { folder, stage, authorizes, log } = options;
  const { region, principal, apiKey } = localSettings(folder);
  const place = { accountId, apiId: "local", region, stage };
  const api = checked(loadApi(folder), log);
  await behind.database.make(api.tables);
  const environment = { ...behind.database.environment, ...behind.environment };
  tellMissing(api, environment, log);
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
    const { errors = [] } = error as Partial<BuildFailure>;
    return errors.length === 0 ? Promise.reject(error as Error) : unbuilt(errors);
  }
  const gateway = new LocalGateway(api, {
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

/** What is wrong with files of the user's, each with its place. */
function unbuilt(errors: BuildFailure["errors"]): never {
  const told = errors.map(({ text, location }) => {
    const reason =
      location === null
        ? text
        : `${location.file}:${location.line}:${location.column + 1}: ${text}`;
    return diagnostic("local/build", { reason }, null);
  });
  throw new Stop(told, 1);
}

/**
 * Says of each operation what is not emulated, since it answers 501. A policy that cannot be judged would let the
 * wrong callers in: it is refused.
 */
function checked(api: LocalApi, log: (line: string) => void): LocalApi {
  const condition = api.policy === null ? null : unknownCondition(api.policy);
  if (condition !== null) {
    stop(2, "local/not-emulated", { what: `${condition} in the resource policy` }, null);
  }
  const methods = api.resources.flatMap((resource) => Object.values(resource.methods));
  for (const { integration } of methods) {
    if (integration.kind === "absent") {
      log(
        `warning: the local gateway does not emulate ${printable(integration.what)}; it responds with 501`,
      );
    }
  }
  return api;
}

/** Names the variables that only a deployed function has, before a handler fails for want of them. */
function tellMissing(
  { functions }: LocalApi,
  environment: NodeJS.ProcessEnv,
  log: (line: string) => void,
): void {
  const missing = functions.flatMap(({ variables = [], environment: own }) =>
    variables.filter((name) => !(name in own) && environment[name] === undefined),
  );
  if (missing.length > 0) {
    const names = [...new Set(missing)].sort().join(", ");
    log(`warning: ${names} not set: pass a file that sets them with --env`);
  }
}
