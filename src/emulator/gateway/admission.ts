import type { LocalApi, LocalMethod } from "./api.ts";
import { authorizeCognito, type UserPool } from "./auth/cognito.ts";
import {
  askedOf,
  authorizeIam,
  identityOf,
  refuseUnlessAllowed,
  type Principal,
} from "./auth/iam.ts";
import { LambdaAuthorizers, type Invoke } from "./auth/lambda.ts";
import { decide } from "./auth/policy.ts";
import type { Call } from "./call.ts";
import { fail } from "./failure.ts";
import { headerNamed } from "./request.ts";
import { settingOf } from "./stage.ts";
import { Quota, Throttler } from "./throttle.ts";

/** An API key of a usage plan. */
export type ApiKey = { readonly id: string; readonly value: string };

export type AdmissionOptions = {
  readonly principals: readonly Principal[];
  readonly apiKeys: readonly ApiKey[];
  /** Who makes tokens for Cognito authorizers. */
  readonly pool: UserPool;
  /** False where everybody is let in. */
  readonly authorizes: boolean;
};

/** Decides who may call, and how often (API Gateway: authorization, API keys, throttling). */
export class Admission {
  readonly #api: LocalApi;
  readonly #options: AdmissionOptions;
  readonly #authorizers: LambdaAuthorizers;
  readonly #throttle = new Throttler();
  readonly #quota = new Quota();

  /** @param invoke runs the function of an authorizer */
  constructor(api: LocalApi, options: AdmissionOptions, invoke: Invoke) {
    this.#api = api;
    this.#options = options;
    this.#authorizers = new LambdaAuthorizers(invoke);
  }

  /**
   * Lets a call in, and notes on it who calls.
   *
   * @throws Failed with what the gateway answers to those that it does not let in
   */
  async admit(call: Call): Promise<void> {
    const { method } = call.route;
    if (this.#options.authorizes) {
      await this.#authorize(call, method);
      this.#checkKey(call, method);
    } else {
      this.#pretend(call, method);
    }
    this.#checkRate(call, method);
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

  /** With --no-auth, callers are treated as the local user, since functions check the caller too. */
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
}
