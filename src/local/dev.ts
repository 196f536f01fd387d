import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { stop } from "../diagnostics/collector.ts";
import { watchPaths, type Watcher } from "../watch/watch.ts";
import type { LocalApi } from "./api.ts";
import { localPool, remotePool, type UserPool } from "./auth/cognito.ts";
import { unknownCondition } from "./auth/policy.ts";
import { Gateway } from "./gateway.ts";
import { loadApi } from "./load.ts";
import { listen, type RequestLine } from "./server.ts";
import { accountId, localSettings } from "./settings.ts";
import { Pool } from "./workers/pool.ts";

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
  readonly request: (line: RequestLine) => void;
  readonly log: (line: string) => void;
};

/** The local gateway, running. */
export type Dev = {
  readonly url: string;
  readonly api: LocalApi;
  /** Takes no more requests, finishes those in flight, ends every instance. */
  readonly end: () => Promise<void>;
};

/**
 * Starts the local gateway of a project: its only inputs are what was generated for API Gateway, and the handlers.
 *
 * @throws Stop (exit code 2) where something is not emulated, or the port cannot be had
 */
export async function startDev(options: DevOptions): Promise<Dev> {
  const { host } = options;
  const live = await Live.start(options);
  const running = await listen({
    host,
    port: options.port,
    compression: () => live.api.compression,
    serve: (request, sourceIp) => live.gateway.serve(request, sourceIp, Date.now()),
    told: options.request,
  }).catch(async (error: NodeJS.ErrnoException) => {
    await live.end();
    const reason = error.code === "EADDRINUSE" ? "another process has it" : error.message;
    return stop(2, "local/port", { port: String(options.port), reason }, null);
  });
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${running.port}`,
    api: live.api,
    end: async () => {
      await running.end();
      await live.end();
    },
  };
}

/** What is served: the API as it was last generated, and the functions behind it. */
type Serving = { readonly api: LocalApi; readonly pool: Pool; readonly gateway: Gateway };

/** Instances of an API that was replaced may still be answering: milliseconds until they end. */
const grace = 30_000;

/** What changes while it runs. What is new is served only when all of it is there. */
class Live {
  readonly #options: DevOptions;
  readonly #users: UserPool;
  readonly #replaced = new Set<Pool>();
  #serving: Serving;
  #watcher: Watcher | null = null;
  #pending: NodeJS.Timeout | null = null;
  #isApi = false;
  /** Reloads follow one another. */
  #reloading: Promise<void> = Promise.resolve();

  static async start(options: DevOptions): Promise<Live> {
    const { issuer } = localSettings(options.folder);
    const users = issuer === null ? await localPool() : remotePool(issuer);
    const live = new Live(options, users, await servingOf(options, users));
    const folders = ["src", "gateway"].map((name) => join(options.folder, name));
    let isReady = false;
    live.#watcher = watchPaths(folders, (path) => (isReady ? live.#changed(path) : undefined));
    await live.#watcher.ready;
    isReady = true;
    return live;
  }

  private constructor(options: DevOptions, users: UserPool, serving: Serving) {
    this.#options = options;
    this.#users = users;
    this.#serving = serving;
  }

  get api(): LocalApi {
    return this.#serving.api;
  }

  get gateway(): Gateway {
    return this.#serving.gateway;
  }

  /** Several changes at once are one. */
  #changed(path: string): void {
    this.#isApi ||= /gateway[/\\](openapi|functions)\.json$/.test(path);
    clearTimeout(this.#pending ?? undefined);
    this.#pending = setTimeout(() => {
      this.#reloading = this.#reloading.then(() => this.#reload());
    }, 30);
  }

  /** What is broken is told; what ran before goes on. */
  async #reload(): Promise<void> {
    const isApi = this.#isApi;
    this.#isApi = false;
    try {
      await (isApi ? this.#replace() : this.#serving.pool.build());
      this.#options.log("reloaded");
    } catch (error) {
      this.#options.log(`${(error as Error).message}\nwhat ran before goes on`);
    }
  }

  async #replace(): Promise<void> {
    const { pool } = this.#serving;
    this.#serving = await servingOf(this.#options, this.#users);
    this.#replaced.add(pool);
    setTimeout(() => void this.#end(pool), grace).unref();
  }

  async #end(pool: Pool): Promise<void> {
    if (this.#replaced.delete(pool)) {
      await pool.end();
    }
  }

  async end(): Promise<void> {
    clearTimeout(this.#pending ?? undefined);
    await this.#watcher?.close();
    await this.#reloading;
    await Promise.all([...this.#replaced].map((pool) => this.#end(pool)));
    await this.#serving.pool.end();
  }
}

/** Reads what was generated and bundles the functions. @throws Stop, or Error of esbuild */
async function servingOf(options: DevOptions, users: UserPool): Promise<Serving> {
  const { folder, stage, authorizes, log } = options;
  const { region, principal, apiKey } = localSettings(folder);
  const place = { accountId, apiId: "local", region, stage };
  const api = checked(loadApi(folder));
  const environment = environmentOf(options);
  const pool = new Pool({ folder, functions: api.functions, place, environment, log });
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
    pool: users,
    invoke: (id, event, requestId) => pool.invoke(id, event, requestId),
    log,
  });
  return { api, pool, gateway };
}

/** Variables of this process that functions get: what programs and the AWS SDK need. */
const passedOn = [
  "PATH",
  "HOME",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "DYNAMODB_ENDPOINT",
];

function environmentOf({ env }: DevOptions): NodeJS.ProcessEnv {
  const own = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]));
  return { ...own, RESPONSE_CHECKS: "refuse", ...(env === null ? {} : environmentFrom(env)) };
}

/** Refuses what is not emulated instead of leaving it out. */
function checked(api: LocalApi): LocalApi {
  const condition = api.policy === null ? null : unknownCondition(api.policy);
  if (condition !== null) {
    stop(2, "local/not-emulated", { what: `${condition} in the resource policy` }, null);
  }
  return api;
}

function environmentFrom(path: string): NodeJS.ProcessEnv {
  try {
    return parseEnv(readFileSync(path, "utf8")) as NodeJS.ProcessEnv;
  } catch (error) {
    return stop(2, "local/settings", { path, reason: (error as Error).message }, null);
  }
}
