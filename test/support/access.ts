import { gateway, proxy, type Got, type Said } from "./gateway.ts";

export const iam = (id: string) => proxy(id, { "x-amazon-apigateway-auth": { type: "AWS_IAM" } });

export const by = (scheme: string, id = "echo") => proxy(id, { security: [{ [scheme]: [] }] });

export const authorizer = (type: string, more: object = {}) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "custom",
  "x-amazon-apigateway-authorizer": { type, authorizerUri: "arn", ...more },
});

export const eventOf = (got: Got) => JSON.parse(got.text).event;

export const messageOf = (got: Got) => [
  got.status,
  got.headers["x-amzn-errortype"],
  (JSON.parse(got.text) as { message: string }).message,
];

export function header(said: Said, name: string, value: (text: string) => string | null): Said {
  const all = said.headers ?? [];
  const pairs = Array.from(
    { length: all.length / 2 },
    (_, index) => [all[index * 2] ?? "", all[index * 2 + 1] ?? ""] as const,
  );
  return {
    ...said,
    headers: pairs.flatMap(([each, text]) => {
      const next = each.toLowerCase() === name.toLowerCase() ? value(text) : text;
      return next === null ? [] : [each, next];
    }),
  };
}

export const auth = (said: Said, change: (text: string) => string | null) =>
  header(said, "Authorization", change);

/** A gateway with a path for each kind of access. */
export function accessGateway() {
  return gateway({
    paths: {
      "/iam": { get: iam("echo"), post: iam("echo") },
      "/iam/{id}": { get: iam("echo") },
      "/denied/{id}": { get: iam("echo") },
      "/scheme": { get: by("sigv4") },
      "/both": { get: proxy("echo", { security: [{ sigv4: [], key: [] }] }) },
      "/key": { get: by("key") },
      "/token": { get: by("token"), post: by("token") },
      "/token/{id}": { get: by("token") },
      "/query": { get: by("query") },
      "/pool": { get: by("pool") },
      "/scoped": { get: proxy("echo", { security: [{ pool: ["users/read", "users/write"] }] }) },
      "/open": { get: proxy("echo") },
      "/limited": { get: proxy("echo") },
      "/kept": {
        get: proxy("counter", {
          "x-amazon-apigateway-integration": {
            ...(proxy("counter")["x-amazon-apigateway-integration"] as object),
            cacheKeyParameters: ["method.request.querystring.a"],
          },
        }),
      },
    },
    document: {
      components: {
        securitySchemes: {
          sigv4: {
            type: "apiKey",
            name: "Authorization",
            in: "header",
            "x-amazon-apigateway-authtype": "awsSigv4",
          },
          key: { type: "apiKey", name: "x-api-key", in: "header" },
          pool: authorizer("cognito_user_pools", { providerARNs: ["arn"] }),
          token: authorizer("token", {
            identityValidationExpression: "^Bearer .+$",
            authorizerResultTtlInSeconds: 300,
          }),
          query: authorizer("request", {
            identitySource: "method.request.querystring.key",
            authorizerResultTtlInSeconds: 60,
          }),
        },
      },
    },
    stage: {
      methods: [
        { method: "GET", path: "~1limited/GET", throttle: { rate: 0.001, burst: 2 }, cache: null },
        { method: "GET", path: "~1kept/GET", throttle: null, cache: { ttl: 60 } },
      ],
      usagePlans: [{ name: "P", throttle: null, quota: { limit: 3, period: "DAY" } }],
    },
  });
}
