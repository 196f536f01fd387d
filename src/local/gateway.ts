import type { Answer } from "./answer.ts";
import { answerOf } from "./answer.ts";
import type { LocalApi, LocalMethod } from "./api.ts";
import {
  authorizeIam,
  askedOf,
  identityOf,
  refuseUnlessAllowed,
  type Principal,
} from "./auth/iam.ts";
import { authorizeCognito, type UserPool } from "./auth/cognito.ts";
import { LambdaAuthorizers } from "./auth/lambda.ts";
import { decide } from "./auth/policy.ts";
import { Cache, cacheOf } from "./cache.ts";
import { newRequestId, nobody, type Call, type Place } from "./call.ts";
import { contextOf, eventOf, urlLength } from "./event.ts";
import { fail, Failed, failure, type Failure } from "./failure.ts";
import { mappedAnswer, mappedRequest } from "./mapping.ts";
import { ownAnswer } from "./own.ts";
import { headerNamed, type WireRequest } from "./request.ts";
import { routeOf, type Route } from "./router.ts";
import { shaped } from "./shape.ts";
import { missingToken } from "./sigv4/claim.ts";
import { Quota, Throttle } from "./throttle.ts";
import { Validator } from "./validate.ts";
import type { Ran } from "./workers/pool.ts";

/** An API key of a usage plan. */
export type ApiKey = { readonly id: string; readonly value: string };

export type GatewayOptions = {
  readonly place: Place;
  readonly principals: readonly Principal[];
  readonly apiKeys: readonly ApiKey[];
  /** Who makes tokens for Cognito authorizers. */
  readonly pool: UserPool;
  /** False where everybody is let in. */
  readonly authorizes: boolean;
  readonly invoke: (id: string, event: object, requestId: string) => Promise<Ran>;
};

/** What became of a request, to be told in a line. */
export type Served = {
  readonly answer: Answer;
  readonly requestId: string;
  readonly operation: string | null;
  readonly who: string | null;
  readonly isCold: boolean;
  /** What the function failed with; null where it did not. */
  readonly error: { readonly message: string; readonly stack: string } | null;
};

/** Payloads may be this large: bytes (API Gateway and Lambda: quotas). */
const limits = { request: 10 * 1024 * 1024, invocation: 6 * 1024 * 1024, url: 10_240 };

/** API Gateway on this machine: takes requests through its steps in its order. */
export class Gateway {
  readonly #api: LocalApi;
  readonly #options: GatewayOptions;
  readonly #validator: Validator;
  readonly #authorizers: LambdaAuthorizers;
  readonly #throttle = new Throttle();
  readonly #quota = new Quota();
  readonly #cache = new Cache();

  constructor(api: LocalApi, options: GatewayOptions) {
    this.#api = api;
    this.#options = options;
    this.#validator = new Validator(api);
    this.#authorizers = new LambdaAuthorizers(async (id, event) => {
      const ran = await options.invoke(id, event, newRequestId());
      if (ran.kind === "failed") {
        throw new Error(ran.error);
      }
      return ran.result;
    });
  }

  /** Answers a request, whatever becomes of it. @param now milliseconds since 1970 */
  async serve(request: WireRequest, sourceIp: string, now: number): Promise<Served> {
    const requestId = newRequestId();
    const trace = { isCold: false, error: null as Served["error"] };
    const own = await ownAnswer(request, this.#options.pool);
    if (own !== null) {
      return this.#served(own, requestId, null, trace);
    }
    let call: Call | null = null;
    try {
      call = this.#callOf(request, requestId, sourceIp, now);
      const answer = await this.#through(call, trace);
      return this.#served(answer, requestId, call, trace);
    } catch (error) {
      const found = error instanceof Failed ? error.failure : unexpected(error, trace);
      const context = call === null ? {} : contextOf(call);
      const answer = shaped(found, this.#api, { request, requestId, context });
      return this.#served(answer, requestId, call, trace);
    }
  }

  #served(
    answer: Answer,
    requestId: string,
    call: Call | null,
    trace: Pick<Served, "isCold" | "error">,
  ): Served {
    const ids = [
      ["x-amzn-RequestId", requestId],
      ["x-amz-apigw-id", requestId.slice(0, 16)],
    ] as const;
    const { operationName = null, method = "", resource = "" } = call?.route.method ?? {};
    return {
      answer: { ...answer, headers: [...answer.headers, ...ids] },
      requestId,
      operation: call === null ? null : (operationName ?? `${method} ${resource}`),
      who: whoOf(call),
      ...trace,
    };
  }

  #callOf(request: WireRequest, requestId: string, sourceIp: string, time: number): Call {
    if (urlLength(request) > limits.url) {
      throw new Failed({
        ...failure("REQUEST_TOO_LARGE"),
        status: 414,
        message: "Request URI too long",
      });
    }
    if (request.body.length > limits.request) {
      fail("REQUEST_TOO_LARGE");
    }
    const { stage } = this.#options.place;
    const path = request.path.replace(new RegExp(`^/${stage}(?=/|$)`), "") || "/";
    const route = routeOf(this.#api, request.method, path);
    if (route === null) {
      const { errorType, message } = missingToken(request);
      return fail("MISSING_AUTHENTICATION_TOKEN", { errorType, message });
    }
    const common = { api: this.#api, place: this.#options.place, request, path, route };
    return { ...common, requestId, sourceIp, time, identity: nobody, authorizer: null };
  }

  async #through(call: Call, trace: { isCold: boolean; error: Served["error"] }): Promise<Answer> {
    const { method } = call.route;
    if (this.#options.authorizes) {
      await this.#authorize(call, method);
      this.#checkKey(call, method);
    } else {
      this.#pretend(call, method);
    }
    this.#checkRate(call, method);
    this.#validator.check(call);
    return this.#integrate(call, call.route, trace);
  }

  async #authorize(call: Call, { access }: LocalMethod): Promise<void> {
    if (access.kind === "iam") {
      call.identity = authorizeIam(call, this.#options.principals);
      return;
    }
    if (this.#api.policy !== null) {
      refuseUnlessAllowed(call, "anonymous", [decide([this.#api.policy], askedOf(call, null))]);
    }
    if (access.kind === "authorizer") {
      const authorizer = this.#api.authorizers[access.name];
      call.authorizer =
        authorizer === undefined
          ? fail("AUTHORIZER_CONFIGURATION_ERROR")
          : authorizer.kind === "cognito"
            ? await authorizeCognito(call, authorizer, access.scopes, this.#options.pool)
            : await this.#authorizers.authorize(call, access.name, authorizer);
    }
  }

  /** Where everybody is let in, callers are taken for the local user: functions ask again who calls. */
  #pretend(call: Call, { access, needsKey }: LocalMethod): void {
    const [principal] = this.#options.principals;
    const [key] = this.#options.apiKeys;
    if (access.kind === "iam" && principal !== undefined) {
      call.identity = identityOf(principal, call.place.accountId);
    }
    if (needsKey && key !== undefined) {
      call.identity = { ...call.identity, apiKey: key.value, apiKeyId: key.id };
    }
    if (access.kind === "authorizer") {
      const scope = access.scopes.join(" ");
      call.authorizer = { principalId: "local", claims: { sub: "local", scope } };
    }
  }

  #checkKey(call: Call, { needsKey }: LocalMethod): void {
    if (!needsKey) {
      return;
    }
    const said = headerNamed(call.request, "x-api-key");
    const key =
      this.#options.apiKeys.find(({ value }) => value === said) ?? fail("INVALID_API_KEY");
    call.identity = { ...call.identity, apiKey: key.value, apiKeyId: key.id };
    const [plan] = this.#api.stage.usagePlans;
    if (plan?.throttle && !this.#throttle.take(`plan ${key.id}`, plan.throttle, call.time)) {
      fail("THROTTLED");
    }
    if (plan?.quota && !this.#quota.take(key.id, plan.quota, call.time)) {
      fail("QUOTA_EXCEEDED");
    }
  }

  #checkRate(call: Call, { method, resource }: LocalMethod): void {
    const { stage } = this.#api;
    const own = settingOf(this.#api, method, resource)?.throttle ?? null;
    const isLetIn =
      own === null
        ? this.#throttle.take("stage", stage.throttle, call.time)
        : this.#throttle.take(`${method} ${resource}`, own, call.time);
    if (!isLetIn) {
      fail("THROTTLED");
    }
  }

  async #integrate(
    call: Call,
    { method }: Route,
    trace: { isCold: boolean; error: Served["error"] },
  ): Promise<Answer> {
    const { integration } = method;
    switch (integration.kind) {
      case "mock":
        return mocked(call, integration.shape);
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
    {
      function: id,
      isAsync,
      timeout,
      shape,
    }: Extract<LocalMethod["integration"], { kind: "mapped" }>,
    trace: { isCold: boolean; error: Served["error"] },
  ): Promise<Answer> {
    const text = mappedRequest(call, shape);
    const event = parsed(text);
    const response = shape.responses["default"] ?? fail("API_CONFIGURATION_ERROR");
    if (isAsync) {
      // The function runs on; what becomes of it is no matter of the caller's.
      void this.#options.invoke(id, event, call.requestId);
      return mappedAnswer(call, response, "");
    }
    return mappedAnswer(
      call,
      response,
      JSON.stringify(await this.#run(call, id, event, timeout, trace)),
    );
  }

  /** Runs a function, within what the gateway waits. @throws Failed with INTEGRATION_FAILURE or INTEGRATION_TIMEOUT */
  async #run(
    call: Call,
    id: string,
    event: object,
    most: number,
    trace: { isCold: boolean; error: Served["error"] },
  ): Promise<unknown> {
    if (Buffer.byteLength(JSON.stringify(event)) > limits.invocation) {
      fail("REQUEST_TOO_LARGE");
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), most);
    });
    const ran = await Promise.race([this.#options.invoke(id, event, call.requestId), late]);
    clearTimeout(timer);
    if (ran === null) {
      return fail("INTEGRATION_TIMEOUT");
    }
    trace.isCold = ran.isCold;
    if (ran.kind === "failed") {
      trace.error = { message: ran.error, stack: ran.stack };
      return fail("INTEGRATION_FAILURE");
    }
    return ran.bytes > limits.invocation ? fail("INTEGRATION_FAILURE") : ran.result;
  }
}

/** A mock answers with the response of the status that its template names (API Gateway: mock integrations). */
function mocked(
  call: Call,
  shape: Extract<LocalMethod["integration"], { kind: "mock" }>["shape"],
): Answer {
  const text = mappedRequest(call, shape);
  const { statusCode = 200 } = parsed(text) as { readonly statusCode?: number };
  const named = Object.entries(shape.responses).find(
    ([name]) => name !== "default" && new RegExp(`^(?:${name})$`).test(String(statusCode)),
  );
  const response = named?.[1] ?? shape.responses["default"];
  return response === undefined
    ? fail("API_CONFIGURATION_ERROR")
    : mappedAnswer(call, response, "");
}

function parsed(text: string): object {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null ? data : {};
  } catch {
    return fail("API_CONFIGURATION_ERROR");
  }
}

function settingOf({ stage }: LocalApi, method: string, resource: string) {
  const path = `${resource.replaceAll("/", "~1")}/${method === "ANY" ? "*" : method}`;
  return stage.methods.find((each) => each.path === path);
}

function whoOf(call: Call | null): string | null {
  const claims = call?.authorizer?.["claims"] as { readonly sub?: string } | undefined;
  const principal = call?.authorizer?.["principalId"] ?? claims?.sub;
  const { userArn = null, apiKeyId = null } = call?.identity ?? {};
  return userArn ?? (principal === undefined ? apiKeyId : String(principal));
}

function unexpected(error: unknown, trace: { error: Served["error"] }): Failure {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  trace.error = { message, stack };
  return failure("API_CONFIGURATION_ERROR");
}
