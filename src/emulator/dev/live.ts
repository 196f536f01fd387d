import { join } from "node:path";
import { watchPaths, type Watcher } from "../../lib/watch.ts";
import type { LocalApi } from "../gateway/api.ts";
import { localPool, remotePool, type UserPool } from "../gateway/auth/cognito.ts";
import { databaseOf } from "../functions/database.ts";
import type { DevOptions } from "./options.ts";
import { environmentOf } from "../functions/environment.ts";
import type { LocalGateway } from "../gateway/gateway.ts";
import { History } from "./page/history.ts";
import { servingOf, type Behind, type ServedApi } from "./serving.ts";
import { localSettings } from "./settings.ts";
import type { Pool } from "../functions/pool.ts";
import { generatedPaths, type GeneratedPaths } from "../../project/generated.ts";

/** Instances of an API that was replaced may still be answering: milliseconds until they end. */
const grace = 30_000;

/** What changes while it runs. What is new is served only when all of it is there. */
export class Live {
  readonly #options: DevOptions;
  readonly #behind: Behind;
  readonly #generated: GeneratedPaths;
  readonly #replaced = new Set<Pool>();
  #serving: ServedApi;
  #watcher: Watcher | null = null;
  #pending: NodeJS.Timeout | null = null;
  #isApi = false;
  /** Reloads follow one another. */
  #reloading: Promise<void> = Promise.resolve();

  static async start(options: DevOptions): Promise<Live> {
    const settings = localSettings(options.folder);
    const { issuer } = settings;
    const environment = environmentOf(options.env, settings);
    const { data, log } = options;
    const endpoint = environment["DYNAMODB_ENDPOINT"] ?? null;
    const database = databaseOf({ endpoint, data, log });
    const users = issuer === null ? localPool() : remotePool(issuer);
    const behind = { environment, database, users, history: new History() };
    const serving = await servingOf(options, behind).catch(async (error: unknown) => {
      await database.end();
      throw error;
    });
    const live = new Live(options, behind, serving);
    const folders = live.#generated.folders.map((name) => join(options.folder, name));
    let isReady = false;
    live.#watcher = watchPaths(folders, (path) => (isReady ? live.#changed(path) : undefined));
    await live.#watcher.ready.catch(async (error: unknown) => {
      await live.end();
      throw error;
    });
    isReady = true;
    return live;
  }

  private constructor(options: DevOptions, behind: Behind, serving: ServedApi) {
    this.#options = options;
    this.#generated = generatedPaths(options.folder);
    this.#behind = behind;
    this.#serving = serving;
  }

  /** The last requests. */
  get history(): History {
    return this.#behind.history;
  }

  get users(): UserPool {
    return this.#behind.users;
  }

  get api(): LocalApi {
    return this.#serving.api;
  }

  get gateway(): LocalGateway {
    return this.#serving.gateway;
  }

  /** True for what API LocalGateway would read: all else is code. */
  #isGateway(path: string): boolean {
    const { folder } = this.#options;
    const { document, functions } = this.#generated;
    return [document, functions].some((each) => join(folder, each) === path);
  }

  /** Several changes at once are one. */
  #changed(path: string): void {
    this.#isApi ||= this.#isGateway(path);
    clearTimeout(this.#pending ?? undefined);
    this.#pending = setTimeout(() => {
      this.#reloading = this.#reloading.then(() => this.#reload());
    }, 30);
  }

  /** Reports a broken build and keeps serving the previous one. */
  async #reload(): Promise<void> {
    const isApi = this.#isApi;
    this.#isApi = false;
    try {
      await (isApi ? this.#replace() : this.#serving.pool.build());
      this.#options.log("reloaded");
    } catch (error) {
      this.#options.log(`${(error as Error).message}\nstill serving the previous build`);
    }
  }

  async #replace(): Promise<void> {
    const { pool } = this.#serving;
    this.#serving = await servingOf(this.#options, this.#behind);
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
    await this.#behind.database.end();
  }
}
