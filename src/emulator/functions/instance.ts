import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packageRoot } from "../../lib/package.ts";
import type { LocalFunction } from "../gateway/api.ts";
import type { CallPlace } from "../gateway/call.ts";

/** How an invocation ended: what the handler returned, or how it failed (Lambda: invocation errors). */
export type Invocation =
  | { readonly kind: "returned"; readonly result: unknown; readonly bytes: number }
  | { readonly kind: "failed"; readonly error: string; readonly stack: string };

type Message =
  | { readonly ready: true }
  | { readonly result: string | null }
  | { readonly error: Told }
  | { readonly broken: Told };
type Told = { readonly kind: string; readonly message: string; readonly stack: string };

/** One instance of a function, in a worker thread: it is kept until it fails, times out or is replaced. */
export class Instance {
  readonly #worker: Worker;
  readonly #timeout: number;
  #settle: ((message: Message | { readonly exit: number }) => void) | null = null;
  #isReady = false;
  /** The request that it has, or had last: what it writes comes a little later. */
  #requestId: string | null = null;
  isBusy = false;
  isDead = false;

  constructor(
    fn: LocalFunction,
    bundle: string,
    place: CallPlace,
    environment: NodeJS.ProcessEnv,
    log: (line: string, requestId: string | null) => void,
  ) {
    this.#timeout = fn.timeout * 1000;
    this.#worker = new Worker(
      join(packageRoot, "dist", "src", "emulator", "functions", "bootstrap.js"),
      {
        workerData: {
          bundle,
          name: fn.id,
          memory: fn.memory,
          region: place.region,
          accountId: place.accountId,
        },
        env: { ...fn.environment, ...environment, ...lambdaEnvironment(fn, place) },
        execArgv: ["--enable-source-maps"],
        // Where the young may grow as they like, ten instances under load take twice the memory that they use.
        resourceLimits: { maxOldGenerationSizeMb: fn.memory, maxYoungGenerationSizeMb: 8 },
        stdout: true,
        stderr: true,
      },
    );
    [this.#worker.stdout, this.#worker.stderr].forEach((stream) =>
      stream.on("data", (chunk: Buffer) => log(chunk.toString("utf8").trimEnd(), this.#requestId)),
    );
    this.#worker.on("message", (message: Message) => this.#settle?.(message));
    this.#worker.on("error", (error) =>
      this.#ended({
        broken: { kind: error.name, message: error.message, stack: error.stack ?? "" },
      }),
    );
    this.#worker.on("exit", (code) => this.#ended({ exit: code }));
  }

  /** Runs the handler once. An instance that fails to start, ends or takes too long is dead afterwards. */
  async run(event: object, requestId: string): Promise<Invocation> {
    this.isBusy = true;
    this.#requestId = requestId;
    try {
      if (!this.#isReady) {
        const started = await this.#next(initialization);
        if (!("ready" in started)) {
          return this.#failed(started);
        }
        this.#isReady = true;
      }
      const deadline = Date.now() + this.#timeout;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      this.#worker.postMessage({ event, requestId, deadline });
      const message = await this.#next(this.#timeout);
      if ("result" in message) {
        const text = message.result;
        const result: unknown = text === null ? null : JSON.parse(text);
        return { kind: "returned", result, bytes: Buffer.byteLength(text ?? "") };
      }
      return this.#failed(message);
    } finally {
      this.isBusy = false;
    }
  }

  async end(): Promise<void> {
    this.isDead = true;
    await this.#worker.terminate();
  }

  #ended(message: Message | { readonly exit: number }): void {
    this.isDead = true;
    this.#settle?.(message);
  }

  #failed(message: Message | { readonly exit: number } | { readonly late: number }): Invocation {
    if ("error" in message) {
      return { kind: "failed", error: message.error.message, stack: message.error.stack };
    }
    void this.end();
    if ("late" in message) {
      const seconds = (message.late / 1000).toFixed(2);
      return { kind: "failed", error: `Task timed out after ${seconds} seconds`, stack: "" };
    }
    const told = "broken" in message ? message.broken : null;
    return {
      kind: "failed",
      error: told?.message ?? "RequestId: Error: Runtime exited without providing a reason",
      stack: told?.stack ?? "",
    };
  }

  #next(most: number): Promise<Message | { readonly exit: number } | { readonly late: number }> {
    return new Promise((resolve) => {
      if (this.isDead) {
        resolve({ exit: 1 });
        return;
      }
      const timer = setTimeout(() => this.#settle?.({ late: most } as never), most);
      this.#settle = (message) => {
        clearTimeout(timer);
        this.#settle = null;
        resolve(message);
      };
    });
  }
}

/** Lambda gives a function ten seconds to start. */
const initialization = 10_000;

/** Variables that Lambda sets (Lambda: defined runtime environment variables). */
function lambdaEnvironment(fn: LocalFunction, { region }: CallPlace): NodeJS.ProcessEnv {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: fn.id,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memory),
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    TZ: ":UTC",
  };
}
