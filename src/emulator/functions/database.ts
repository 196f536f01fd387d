import aws4 from "aws4";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { noteMade } from "../dev/traces.ts";
import { packageRoot } from "../../lib/package.ts";
import { stop } from "../../diagnostics/collector.ts";
import { canonicalText, isRaw, rawAt, textAt } from "../../lib/json.ts";
import type { LocalTable } from "../gateway/api.ts";

/** The database behind the functions: DynamoDB's own protocol, served here or elsewhere. */
export type Database = {
  /** Variables by which functions find it; none before there are tables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes the tables that are not there yet. */
  readonly make: (tables: readonly LocalTable[]) => Promise<void>;
  readonly end: () => Promise<void>;
};

export type DatabaseOptions = {
  /** Where DynamoDB is, as the user says; null for a database of our own. */
  readonly endpoint: string | null;
  /** A folder to keep items in; null for memory. */
  readonly data: string | null;
  readonly log: (line: string) => void;
};

/** Functions must show some credentials; a local database takes any. */
const credentials = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };

/**
 * The database that the user names, or one of our own. Tables are made in both, but never on AWS.
 *
 * @throws Stop (exit code 2) where the address is none
 */
export function databaseOf({ endpoint, data, log }: DatabaseOptions): Database {
  if (endpoint === null) {
    return new OwnDatabase(data, log);
  }
  const isAws = /\.amazonaws\.com(\.cn)?$/.test(hostOf(endpoint));
  return {
    environment: { ...(isAws ? {} : credentials), DYNAMODB_ENDPOINT: endpoint },
    make: async (tables) => (isAws ? undefined : makeTables(endpoint, tables, log)),
    end: async () => undefined,
  };
}

function hostOf(endpoint: string): string {
  if (!URL.canParse(endpoint)) {
    const reason = `${endpoint} is no address`;
    return stop(2, "local/database", { what: "DYNAMODB_ENDPOINT", reason }, null);
  }
  return new URL(endpoint).hostname;
}

/** Started with the first table; restarted if it stops. */
class OwnDatabase implements Database {
  readonly #data: string | null;
  readonly #log: (line: string) => void;
  #worker: Worker | null = null;
  #port = 0;
  /** Settled when the thread has ended, by itself or not. */
  #gone: Promise<unknown> = Promise.resolve();
  /** True when its tables have been made: before that, what is wrong is a matter of the start. */
  #isReady = false;
  #tables: readonly LocalTable[] = [];

  constructor(data: string | null, log: (line: string) => void) {
    this.#data = data;
    this.#log = log;
  }

  get #url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get environment(): Readonly<Record<string, string>> {
    return this.#port === 0 ? {} : { ...credentials, DYNAMODB_ENDPOINT: this.#url };
  }

  async make(tables: readonly LocalTable[]): Promise<void> {
    this.#tables = tables;
    if (tables.length > 0) {
      if (this.#worker === null) {
        await this.#start();
      }
      await this.#tablesMade();
    }
  }

  async #tablesMade(): Promise<void> {
    try {
      await makeTables(this.#url, this.#tables, this.#log);
      this.#isReady = true;
    } catch (error) {
      if (this.#isReady || this.#data === null) {
        throw error;
      }
      const reason = "it cannot be opened: another process may have it";
      stop(2, "local/database", { what: this.#data, reason }, null);
    }
  }

  async #start(): Promise<void> {
    if (this.#data !== null) {
      makeFolder(this.#data);
    }
    const workerData = { path: this.#data, port: this.#port };
    const worker = new Worker(
      join(packageRoot, "dist", "src", "emulator", "functions", "database-worker.js"),
      {
        workerData,
      },
    );
    this.#worker = worker;
    this.#gone = new Promise((resolve) => worker.once("exit", resolve));
    this.#port = await portOf(worker, this.#data ?? "memory");
    worker.on("error", (error) => (this.#isReady ? void this.#again(error) : undefined));
  }

  /** Functions know its address: it comes back there. */
  async #again(error: Error): Promise<void> {
    const items = this.#data === null ? ", empty" : "";
    this.#log(`the database ended: ${error.message}\nit is started again${items}`);
    try {
      await this.#start();
      await makeTables(this.#url, this.#tables, this.#log);
    } catch (failure) {
      this.#log(`the database cannot be started again: ${(failure as Error).message}`);
    }
  }

  async end(): Promise<void> {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    this.#worker?.postMessage("end");
    await this.#gone;
  }
}

async function portOf(worker: Worker, place: string): Promise<number> {
  try {
    const [{ port }] = (await once(worker, "message")) as [{ readonly port: number }];
    return port;
  } catch (error) {
    return stop(2, "local/database", { what: place, reason: (error as Error).message }, null);
  }
}

function makeFolder(path: string): void {
  try {
    if (!existsSync(path)) {
      // Where the folder above is there, one is enough: in /proc, making all of them never ends.
      mkdirSync(path, { recursive: !existsSync(dirname(path)) });
      noteMade(path);
    }
  } catch (error) {
    stop(2, "local/database", { what: path, reason: (error as Error).message }, null);
  }
}

/** Makes what is missing; what is there with other keys is kept, and told. */
async function makeTables(
  endpoint: string,
  tables: readonly LocalTable[],
  log: (line: string) => void,
): Promise<void> {
  for (const { create } of tables) {
    const name = create.TableName;
    const made = await call(endpoint, "CreateTable", create);
    if (made.status === 200) {
      continue;
    }
    const there = await call(endpoint, "DescribeTable", { TableName: name });
    if (there.status !== 200) {
      const reason = `${textAt(made.data, "message") ?? made.status}`;
      stop(2, "local/database", { what: name, reason }, null);
    }
    const kept = rawAt(there.data, "Table");
    if (keysOf(kept) !== keysOf(create)) {
      log(`the table ${name} has other keys than it should: it is kept as it is until a new start`);
    }
  }
}

function keysOf(table: unknown): string {
  const indexes = (isRaw(table) ? (table["GlobalSecondaryIndexes"] as unknown[]) : null) ?? [];
  const named = indexes.map((index) => [textAt(index, "IndexName"), (index as never)["KeySchema"]]);
  const sorted = named.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return canonicalText([isRaw(table) ? table["KeySchema"] : null, sorted]);
}

/** One request of DynamoDB's protocol (DynamoDB low-level API: JSON 1.0). */
async function call(
  endpoint: string,
  action: string,
  input: object,
): Promise<{ readonly status: number; readonly data: unknown }> {
  const { host, origin } = new URL(endpoint);
  const body = JSON.stringify(input);
  const headers = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Target": `DynamoDB_20120810.${action}`,
  };
  const { headers: signed } = aws4.sign(
    { host, method: "POST", path: "/", service: "dynamodb", region: "us-east-1", headers, body },
    {
      accessKeyId: credentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
    },
  );
  const { Host: _, ...sent } = signed as Record<string, string>;
  try {
    const answer = await fetch(`${origin}/`, { method: "POST", headers: sent, body });
    return { status: answer.status, data: await answer.json() };
  } catch (error) {
    const { cause, message } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    return stop(2, "local/database", { what: endpoint, reason }, null);
  }
}
