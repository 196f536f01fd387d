import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { stop } from "../diagnostics/collector.ts";
import { watchPaths, type Watcher } from "../watch/watch.ts";
import type { LocalApi } from "./api.ts";
import { localPool, remotePool, type UserPool } from "./auth/cognito.ts";
import { unknownCondition } from "./auth/policy.ts";
import type { Place } from "./call.ts";
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
  const { folder, host } = options;
  const settings = localSettings(folder);
  const place = { accountId, apiId: "local", region: settings.region, stage: options.stage };
  const live = await Live.start(options, place);
  const running = await listen({
    host,
    port: options.port,
    compression: live.api.compression,
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

/** What changes while it runs: the API as it was last generated, and the functions as they were last bundled. */
class Live {
  readonly #options: DevOptions;
  readonly #place: Place;
  readonly #users: UserPool;
  #watcher: Watcher | null = null;
  api: LocalApi;
  #pool: Pool;
  gateway: Gateway;

  static async start(options: DevOptions, place: Place): Promise<Live> {
    const { issuer } = localSettings(options.folder);
    const pool = issuer === null ? await localPool() : remotePool(issuer);
    const live = new Live(options, place, pool);
    await live.#build();
    const folders = ["src", "gateway"].map((name) => join(options.folder, name));
    let isReady = false;
    live.#watcher = watchPaths(folders, (path) => (isReady ? live.#changed(path) : undefined));
    await live.#watcher.ready;
    isReady = true;
    return live;
  }

  private constructor(options: DevOptions, place: Place, users: UserPool) {
    this.#users = users;
    this.#options = options;
    this.#place = place;
    this.api = checked(loadApi(options.folder));
    this.#pool = this.#newPool();
    this.gateway = this.#newGateway();
  }

  #newPool(): Pool {
    const { folder, env, log } = this.#options;
    const said = env === null ? {} : environmentFrom(env);
    const kept = [
      "PATH",
      "HOME",
      "AWS_ACCESS_KEY_ID",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_SESSION_TOKEN",
      "AWS_PROFILE",
      "DYNAMODB_ENDPOINT",
    ];
    const own = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
    const environment = { ...own, RESPONSE_CHECKS: "refuse", ...said };
    return new Pool({
      folder,
      functions: this.api.functions,
      place: this.#place,
      environment,
      log,
    });
  }

  #newGateway(): Gateway {
    const { principal, apiKey } = localSettings(this.#options.folder);
    return new Gateway(this.api, {
      place: this.#place,
      principals: [principal],
      apiKeys: apiKey.value === "" ? [] : [apiKey],
      authorizes: this.#options.authorizes,
      pool: this.#users,
      invoke: (id, event, requestId) => this.#pool.invoke(id, event, requestId),
    });
  }

  #pending: NodeJS.Timeout | null = null;
  #isApi = false;

  /** Several changes at once are one. */
  #changed(path: string): void {
    this.#isApi ||= /gateway[/\\](openapi|functions)\.json$/.test(path);
    clearTimeout(this.#pending ?? undefined);
    this.#pending = setTimeout(() => void this.#reload(), 30);
  }

  /** What is broken is told; what ran before goes on. */
  async #reload(): Promise<void> {
    const isApi = this.#isApi;
    this.#isApi = false;
    try {
      if (isApi) {
        const before = this.#pool;
        this.api = checked(loadApi(this.#options.folder));
        this.#pool = this.#newPool();
        await this.#build();
        this.gateway = this.#newGateway();
        setTimeout(() => void before.end(), 30_000).unref();
      } else {
        await this.#build();
      }
      this.#options.log("reloaded");
    } catch (error) {
      this.#options.log(`${(error as Error).message}\nwhat ran before goes on`);
    }
  }

  async #build(): Promise<void> {
    await this.#pool.build();
  }

  async end(): Promise<void> {
    clearTimeout(this.#pending ?? undefined);
    await this.#watcher?.close();
    await this.#pool.end();
  }
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
