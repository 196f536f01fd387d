import { isRaw, own, rawAt } from "../../../lib/json.ts";
import type { LocalAuthorizer } from "../api.ts";
import { methodArn, type Call } from "../call.ts";
import { authorizerEventOf } from "../event.ts";
import { fail, FailedRequest } from "../failure.ts";
import { headerNamed, queryPairs } from "../request.ts";
import { decide } from "./policy.ts";

/** Runs a function with an event. @throws Error with what the function failed with */
export type Invoke = (id: string, event: object) => Promise<unknown>;

type Kept = { readonly until: number; readonly answer: unknown };

/** Lambda authorizers, which run for real; what they decide is kept by what they were asked with. */
export class LambdaAuthorizers {
  readonly #kept = new Map<string, Kept>();
  readonly #invoke: Invoke;

  constructor(invoke: Invoke) {
    this.#invoke = invoke;
  }

  /**
   * Asks an authorizer (API Gateway: Lambda authorizers).
   *
   * @returns what is passed to handlers: the principal, and the context as strings
   * @throws FailedRequest with UNAUTHORIZED, ACCESS_DENIED or one of the authorizer's own failures
   */
  async authorize(
    call: Call,
    name: string,
    authorizer: LocalAuthorizer,
  ): Promise<Readonly<Record<string, unknown>>> {
    const sources = sourcesOf(call, authorizer);
    const isAsking = authorizer.kind === "token" || authorizer.ttl > 0;
    if (isAsking && sources.some((value) => value === "")) {
      fail("UNAUTHORIZED");
    }
    if (authorizer.pattern !== null && !authorizer.pattern.test(sources[0] ?? "")) {
      fail("UNAUTHORIZED");
    }
    const answer = await this.#answer(call, name, authorizer, sources);
    return allowed(answer, call);
  }

  async #answer(
    call: Call,
    name: string,
    authorizer: LocalAuthorizer,
    sources: readonly string[],
  ): Promise<unknown> {
    const key = JSON.stringify([name, sources]);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > call.time) {
      return kept.answer;
    }
    const answer = await this.#ask(call, authorizer, sources[0] ?? "");
    if (authorizer.ttl > 0 && sources.length > 0) {
      this.#kept.set(key, { until: call.time + authorizer.ttl * 1000, answer });
    }
    return answer;
  }

  async #ask(call: Call, { kind, function: id }: LocalAuthorizer, token: string): Promise<unknown> {
    const arn = methodArn(call.place, call.request.method, call.path);
    const event =
      kind === "token"
        ? { type: "TOKEN", methodArn: arn, authorizationToken: token }
        : authorizerEventOf(call, arn);
    try {
      return await this.#invoke(id ?? fail("AUTHORIZER_CONFIGURATION_ERROR"), event);
    } catch (error) {
      if (error instanceof FailedRequest) {
        throw error;
      }
      return (error as Error).message === "Unauthorized"
        ? fail("UNAUTHORIZED")
        : fail("AUTHORIZER_FAILURE");
    }
  }
}

/** What an authorizer is asked with; empty for what was not sent. */
function sourcesOf({ request, api }: Call, { kind, header, sources }: LocalAuthorizer): string[] {
  if (kind === "token") {
    return [headerNamed(request, header) ?? ""];
  }
  const query = new Map(queryPairs(request.query));
  return sources.map((source) => {
    const [, place, name = ""] =
      /^(method\.request\.header|method\.request\.querystring|stageVariables)\.(.+)$/.exec(
        source,
      ) ?? [];
    return place === "method.request.header"
      ? (headerNamed(request, name) ?? "")
      : place === "method.request.querystring"
        ? (query.get(name) ?? "")
        : (api.stage.variables[name] ?? "");
  });
}

/** The decision that an authorizer's policy means for this call. */
function allowed(answer: unknown, call: Call): Readonly<Record<string, unknown>> {
  const policy = own(answer, "policyDocument");
  const principalId = own(answer, "principalId");
  const context = rawAt(answer, "context");
  const isPlain = Object.values(context).every(
    (value) => typeof value !== "object" || value === null,
  );
  if (!isRaw(policy) || typeof principalId !== "string" || !isPlain) {
    return fail("AUTHORIZER_CONFIGURATION_ERROR");
  }
  const resource = methodArn(call.place, call.request.method, call.path);
  const decision = decide([policy], {
    action: "execute-api:Invoke",
    resource,
    principal: null,
    keys: { "aws:sourceip": call.sourceIp },
  });
  if (decision !== "allow") {
    const explicit = decision === "deny" ? " with an explicit deny" : "";
    const message = `User is not authorized to access this resource${explicit}`;
    return fail("ACCESS_DENIED", { message });
  }
  const texts = Object.entries(context).map(([name, value]) => [name, String(value)]);
  return { principalId, integrationLatency: 0, ...Object.fromEntries(texts) };
}
