import { Admission, type AdmissionOptions } from "./admission.ts";
import type { LocalResponse } from "./answer.ts";
import type { LocalApi } from "./api.ts";
import { newRequestId, nobody, type Call, type CallPlace } from "./call.ts";
import { urlLength } from "./event.ts";
import { askedOf, type ExpressionContext } from "./expressions.ts";
import { fail, FailedRequest, failure, type Failure } from "./failure.ts";
import { inflated } from "./inflate.ts";
import { Integrations, type InvokeFunction, type Trace } from "./integrations.ts";
import type { HttpRequest } from "./request.ts";
import { routeOf } from "./router.ts";
import { shaped } from "./shape.ts";
import { missingToken } from "./sigv4/claim.ts";
import { Validator } from "./validate.ts";

export type GatewayOptions = AdmissionOptions & {
  readonly place: CallPlace;
  readonly invoke: InvokeFunction;
  /** Is told what no answer tells. */
  readonly log: (line: string) => void;
};

/** What became of a request, to be told in a line. */
export type ServedResponse = Readonly<Trace> & {
  readonly answer: LocalResponse;
  readonly requestId: string;
  readonly operation: string | null;
  readonly who: string | null;
};

/** The largest body, and the longest path with its query: bytes (API LocalGateway: quotas). */
const limits = { request: 10 * 1024 * 1024, url: 10_240 };

/** API LocalGateway on this machine: takes requests through its steps in its order. */
export class LocalGateway {
  readonly #api: LocalApi;
  readonly #options: GatewayOptions;
  readonly #validator: Validator;
  readonly #admission: Admission;
  readonly #integrations: Integrations;

  constructor(api: LocalApi, options: GatewayOptions) {
    this.#api = api;
    this.#options = options;
    this.#validator = new Validator(api);
    this.#integrations = new Integrations(api, options.invoke, options.log);
    this.#admission = new Admission(api, options, async (id, event) => {
      const ran = await options.invoke(id, event, newRequestId());
      if (ran.kind === "failed") {
        throw new Error(ran.error);
      }
      return ran.result;
    });
  }

  /** Answers a request, whatever becomes of it. @param now milliseconds since 1970 */
  async serve(request: HttpRequest, sourceIp: string, now: number): Promise<ServedResponse> {
    const requestId = newRequestId();
    const trace: Trace = { isCold: false, error: null, event: null };
    let call: Call | null = null;
    try {
      call = this.#callOf(request, requestId, sourceIp, now);
      const answer = await this.#through(call, trace);
      return this.#served(answer, requestId, call, trace);
    } catch (error) {
      const found = error instanceof FailedRequest ? error.failure : unexpected(error, trace);
      const asked = call === null ? this.#unrouted(request, requestId) : askedOf(call);
      const answer = shaped(found, this.#api, asked);
      return this.#served(answer, requestId, call, trace);
    }
  }

  /** What is known of a request that no operation is for. */
  #unrouted(request: HttpRequest, requestId: string): ExpressionContext {
    const stageVariables = this.#api.stage.variables;
    return { request, variables: {}, stageVariables, context: { requestId } };
  }

  #served(
    answer: LocalResponse,
    requestId: string,
    call: Call | null,
    trace: Trace,
  ): ServedResponse {
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

  #callOf(request: HttpRequest, requestId: string, sourceIp: string, time: number): Call {
    if (urlLength(request) > limits.url) {
      throw new FailedRequest({
        ...failure("REQUEST_TOO_LARGE"),
        status: 414,
        message: "Request URI too long",
      });
    }
    if (request.body.length > limits.request) {
      fail("REQUEST_TOO_LARGE");
    }
    const { stage } = this.#options.place;
    const path = withoutStage(request.path, stage);
    const route = routeOf(this.#api, request.method, path);
    if (route === null) {
      const { errorType, message } = missingToken(request);
      return fail("MISSING_AUTHENTICATION_TOKEN", { errorType, message });
    }
    const common = { api: this.#api, place: this.#options.place, request, path, route };
    return { ...common, requestId, sourceIp, time, identity: nobody, authorizer: null };
  }

  async #through(call: Call, trace: Trace): Promise<LocalResponse> {
    await this.#admission.admit(call);
    const whole = this.#api.compression === null ? call : inflated(call, limits.request);
    this.#validator.check(whole);
    return this.#integrations.answer(whole, trace);
  }
}

/** The stage may stand before the path, as it does on AWS; more slashes than one are one before it. */
function withoutStage(path: string, stage: string): string {
  const whole = path.replace(/^\/{2,}/, "/");
  const isBefore = whole === `/${stage}` || whole.startsWith(`/${stage}/`);
  return (isBefore ? whole.slice(stage.length + 1) : whole) || "/";
}

function whoOf(call: Call | null): string | null {
  const claims = call?.authorizer?.["claims"] as { readonly sub?: string } | undefined;
  const principal = call?.authorizer?.["principalId"] ?? claims?.sub;
  const { userArn = null, apiKeyId = null } = call?.identity ?? {};
  return userArn ?? (principal === undefined ? apiKeyId : String(principal));
}

function unexpected(error: unknown, trace: Trace): Failure {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  trace.error = { message, stack };
  return failure("API_CONFIGURATION_ERROR");
}
