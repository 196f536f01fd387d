import { answerOf, type LocalResponse } from "./answer.ts";
import type { LocalApi, LocalIntegration } from "./api.ts";
import { Cache, cacheOf } from "./cache.ts";
import type { Call } from "./call.ts";
import { eventOf } from "./event.ts";
import { fail } from "./failure.ts";
import { jsonText } from "../../lib/escape.ts";
import { parseYaml } from "../../document/yaml.ts";
import { mappedAnswer, mappedRequest, responseFor } from "./mapping.ts";
import { answerOverHttp } from "./http.ts";
import { headerNamed } from "./request.ts";
import { settingOf } from "./stage.ts";
import type { Ran } from "../functions/pool.ts";

/** What is noticed while a request is answered, to be told in a line. */
export type Trace = {
  isCold: boolean;
  /** What the function failed with; null where it did not. */
  error: { readonly message: string; readonly stack: string } | null;
  /** What the function was given; null where none was called. */
  event: object | null;
};

/** Runs a function with an event. */
export type InvokeFunction = (id: string, event: object, requestId: string) => Promise<Ran>;

/** The largest event and the largest result of a function: bytes (Lambda: quotas). */
const mostBytes = 6 * 1024 * 1024;

/** What answers a request that was let in (API Gateway: integrations). */
export class Integrations {
  readonly #api: LocalApi;
  readonly #invoke: InvokeFunction;
  readonly #log: (line: string) => void;
  readonly #cache = new Cache();

  /** @param log called with failures of asynchronous functions */
  constructor(api: LocalApi, invoke: InvokeFunction, log: (line: string) => void) {
    this.#log = log;
    this.#api = api;
    this.#invoke = invoke;
  }

  /** @throws Failed with what the gateway answers where the integration does not */
  async answer(call: Call, trace: Trace): Promise<LocalResponse> {
    const { method } = call.route;
    const { integration } = method;
    switch (integration.kind) {
      case "absent":
        return notEmulated(integration.what);
      case "broken":
        return fail("API_CONFIGURATION_ERROR");
      case "mock":
        return mocked(call, integration.shape);
      case "http":
        return answerOverHttp(call, integration);
      case "mapped":
        return this.#mapped(call, integration, trace);
      case "proxy": {
        const accept = headerNamed(call.request, "accept") ?? "";
        const ttl =
          call.request.method === "GET"
            ? settingOf(this.#api, method.method, method.resource)?.cache?.ttl
            : undefined;
        const run = async () =>
          answerOf(
            await this.#run(call, integration.function, eventOf(call), integration.timeout, trace),
            accept,
            this.#api,
          );
        return ttl === undefined
          ? run()
          : this.#cache.through(cacheOf(call, integration.cacheKeys), ttl, call, run);
      }
    }
  }

  async #mapped(
    call: Call,
    { function: id, isAsync, timeout, shape }: Extract<LocalIntegration, { kind: "mapped" }>,
    trace: Trace,
  ): Promise<LocalResponse> {
    const text = mappedRequest(call, shape);
    const event = parsed(text);
    const response = shape.responses["default"] ?? fail("API_CONFIGURATION_ERROR");
    if (isAsync) {
      trace.event = event;
      this.#later(id, event, call.requestId).catch((error: Error) => this.#log(error.message));
      return mappedAnswer(call, response, "");
    }
    return mappedAnswer(
      call,
      response,
      JSON.stringify(await this.#run(call, id, event, timeout, trace)),
    );
  }

  /** The function runs on; what becomes of it is no matter of the caller's. */
  async #later(id: string, event: object, requestId: string): Promise<void> {
    const ran = await this.#invoke(id, event, requestId);
    if (ran.kind === "failed") {
      this.#log(`${id} failed: ${ran.stack || ran.error}`);
    }
  }

  /** Runs a function, within what the gateway waits. @throws Failed with INTEGRATION_FAILURE or INTEGRATION_TIMEOUT */
  async #run(call: Call, id: string, event: object, most: number, trace: Trace): Promise<unknown> {
    if (Buffer.byteLength(JSON.stringify(event)) > mostBytes) {
      fail("REQUEST_TOO_LARGE");
    }
    trace.event = event;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), most);
    });
    const ran = await Promise.race([this.#invoke(id, event, call.requestId), late]);
    clearTimeout(timer);
    if (ran === null) {
      return fail("INTEGRATION_TIMEOUT");
    }
    trace.isCold = ran.isCold;
    if (ran.kind === "failed") {
      trace.error = { message: ran.error, stack: ran.stack };
      return fail("INTEGRATION_FAILURE");
    }
    return ran.bytes > mostBytes ? fail("INTEGRATION_FAILURE") : ran.result;
  }
}

/** What the local gateway says in place of an integration that only AWS can run (RFC 9110 §15.6.2). */
function notEmulated(what: string): LocalResponse {
  const message = `the local gateway does not emulate ${what}`;
  const headers = [["Content-Type", "application/json"]] as const;
  return { status: 501, headers, body: Buffer.from(jsonText({ message })) };
}

/** A mock answers with the response of the status that its template names (API Gateway: mock integrations). */
function mocked(
  call: Call,
  shape: Extract<LocalIntegration, { kind: "mock" }>["shape"],
): LocalResponse {
  const text = mappedRequest(call, shape);
  const { statusCode = 200 } = parsed(text) as { readonly statusCode?: number };
  return mappedAnswer(call, responseFor(statusCode, shape), "");
}

/** What a mock's template makes need not be JSON to the letter: `{ statusCode: 200 }` is taken too. */
function parsed(text: string): object {
  const read = parseYaml(text, "");
  return "data" in read && typeof read.data === "object" && read.data !== null
    ? read.data
    : fail("API_CONFIGURATION_ERROR");
}
