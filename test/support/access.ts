import { proxy, type Got, type Said } from "./gateway.ts";

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
