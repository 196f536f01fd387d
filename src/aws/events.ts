import type { WireRequest } from "../api/cases.ts";
import type { Json } from "../api/json.ts";
import type { Method } from "./gateway/gateway.ts";

const identity = {
  accessKey: "AKIAIOSFODNN7EXAMPLE",
  accountId: "123456789012",
  caller: "AIDACKCEVSQ6C2EXAMPLE",
  user: "AIDACKCEVSQ6C2EXAMPLE",
  userArn: "arn:aws:iam::123456789012:user/caller",
  apiKeyId: "key",
  sourceIp: "192.0.2.1",
  userAgent: "sam-local",
};

/** The event of a REST API for the request that the document shows; null where none is known. */
export function restEventOf(method: Method): Json | null {
  const { request } = method.operation.cases;
  return request === null ? null : restEvent(request, method);
}

/** The same of an HTTP API, whose callers are read where they sign with IAM or are anyone; null for others. */
export function httpEventOf(method: Method): Json | null {
  const { request } = method.operation.cases;
  const { kind, needsApiKey } = method.access;
  const isRead = (kind === "iam" || kind === "public") && !needsApiKey;
  return request === null || !isRead ? null : httpEvent(request, method);
}

/** The caller whom an authorizer lets in, with every scope. */
function claimsOf({ access }: Method): { readonly [name: string]: string } {
  return { sub: "caller", scope: access.allScopes.join(" ") };
}

/** The gateway's path variables: a segment of the document may hold several of its own. */
function variablesOf(
  { pathParameters }: WireRequest,
  { segments }: Method,
): { readonly [name: string]: string } {
  const values = segments.map(({ gateway, segment }) => [
    gateway,
    segment.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => pathParameters[name] ?? ""),
  ]);
  return Object.fromEntries(values) as { readonly [name: string]: string };
}

function orNull<Fields extends object>(fields: Fields): Fields | null {
  return Object.keys(fields).length === 0 ? null : fields;
}

/** Payload 1.0 (API Gateway: input format of a Lambda function for proxy integration). */
function restEvent(request: WireRequest, method: Method): Json {
  const { query, headers, body, isBase64Encoded, path } = request;
  const last = Object.entries(query).map(([name, texts]) => [name, texts.at(-1) ?? ""]);
  const lists = Object.entries(headers).map(([name, text]) => [name, [text]]);
  return {
    resource: method.path,
    path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: Object.fromEntries(lists) as Json,
    queryStringParameters: orNull(Object.fromEntries(last) as { [name: string]: string }),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(variablesOf(request, method)),
    stageVariables: null,
    requestContext: {
      identity,
      authorizer: { principalId: "caller", claims: claimsOf(method) },
      requestId: "event-request-id",
      resourcePath: method.path,
      httpMethod: request.method,
      path,
      stage: "local",
    },
    body,
    isBase64Encoded,
  };
}

/** Payload 2.0 (API Gateway: Lambda proxy integrations of HTTP APIs). Path values are decoded, cookies stand apart. */
function httpEvent(request: WireRequest, method: Method): Json {
  const { query, headers, body, isBase64Encoded, path } = request;
  const pairs = Object.entries(query).flatMap(([name, texts]) =>
    texts.map((text): [string, string] => [name, text]),
  );
  const joined = Object.entries(query).map(([name, texts]) => [name, texts.join(",")]);
  const decoded = Object.entries(variablesOf(request, method)).map(([name, text]) => [
    name,
    decodeURIComponent(text),
  ]);
  const { Cookie: cookie, ...others } = headers;
  const lower = Object.entries(others).map(([name, text]) => [name.toLowerCase(), text]);
  return {
    version: "2.0",
    routeKey: `${request.method} ${method.path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(pairs).toString(),
    ...(cookie === undefined ? {} : { cookies: cookie.split("; ") }),
    headers: Object.fromEntries(lower) as Json,
    ...(pairs.length === 0 ? {} : { queryStringParameters: Object.fromEntries(joined) as Json }),
    ...(decoded.length === 0 ? {} : { pathParameters: Object.fromEntries(decoded) as Json }),
    requestContext: {
      accountId: "123456789012",
      apiId: "local",
      authorizer: {
        iam: {
          accessKey: identity.accessKey,
          accountId: identity.accountId,
          callerId: identity.caller,
          userArn: identity.userArn,
        },
      },
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: identity.sourceIp,
        userAgent: identity.userAgent,
      },
      requestId: "event-request-id",
      routeKey: `${request.method} ${method.path}`,
      stage: "$default",
    },
    ...(body === null ? {} : { body }),
    isBase64Encoded,
  };
}
