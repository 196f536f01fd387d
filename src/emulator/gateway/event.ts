import { headerNamed, queryPairs, type HttpRequest } from "./request.ts";
import type { Call } from "./call.ts";
import { matchesType } from "./media.ts";

/** Headers that never reach a function (API Gateway: important notes). */
const withheld = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "transfer-encoding",
  "trailer",
  "upgrade",
  "www-authenticate",
]);

/** The event of a proxy integration (API Gateway: Lambda proxy integration, format 1.0). */
export function eventOf(call: Call): object {
  const { request, route, api } = call;
  const type = headerNamed(request, "content-type") ?? "";
  const isBinary = matchesType(type, api.binaryTypes) && request.body.length > 0;
  return {
    ...partsOf(call),
    body: request.body.length === 0 ? null : request.body.toString(isBinary ? "base64" : "utf8"),
    isBase64Encoded: isBinary,
    resource: route.method.resource,
  };
}

/** The event of a REQUEST authorizer: the same without a body; what is not there is empty, not null. */
export function authorizerEventOf(call: Call, arn: string): object {
  const { resource } = call.route.method;
  const filled = Object.entries(partsOf(call)).map(([name, value]) => [name, value ?? {}]);
  return { type: "REQUEST", methodArn: arn, resource, ...Object.fromEntries(filled) };
}

function partsOf(call: Call) {
  const { request, path, route, api } = call;
  const headers = receivedHeaders(call);
  const query = queryPairs(request.query);
  return {
    path: path === "" ? "/" : path.replace(/^\/{2,}/, "/"),
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: allOf(headers),
    queryStringParameters: query.length === 0 ? null : lastOf(query),
    multiValueQueryStringParameters: query.length === 0 ? null : allOf(query),
    pathParameters: emptyAsNull(route.variables),
    stageVariables: emptyAsNull(api.stage.variables),
    requestContext: contextOf(call),
  };
}

type Pairs = readonly (readonly [string, string])[];

/** The headers that reach what answers: without those of the connection, with those of the way. */
export function receivedHeaders({ request, route, sourceIp }: Call): Pairs {
  const isIam = route.method.access.kind === "iam";
  const kept = request.headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !withheld.has(lower) && !(isIam && lower === "authorization");
  });
  const port = /:(\d+)$/.exec(headerNamed(request, "host") ?? "")?.[1] ?? "80";
  return [
    ...kept,
    ["X-Amzn-Trace-Id", "Root=1-00000000-000000000000000000000000"],
    ["X-Forwarded-For", sourceIp],
    ["X-Forwarded-Port", port],
    ["X-Forwarded-Proto", "http"],
  ];
}

/** The last value of each name. */
function lastOf(pairs: Pairs): Record<string, string> {
  return Object.fromEntries(pairs);
}

/** Every value of each name, in order. */
function allOf(pairs: Pairs): Record<string, string[]> {
  const all = new Map<string, string[]>();
  pairs.forEach(([name, value]) => all.set(name, [...(all.get(name) ?? []), value]));
  return Object.fromEntries(all);
}

function emptyAsNull<Value>(values: Readonly<Record<string, Value>>) {
  return Object.keys(values).length === 0 ? null : values;
}

/** `requestContext`, also what mapping templates and gateway responses know as `$context`. */
export function contextOf(call: Call): Readonly<Record<string, unknown>> {
  const { place, request, route, requestId, time, authorizer } = call;
  const { accountId, apiId, stage } = place;
  const { resource, operationName } = route.method;
  const host = headerNamed(request, "host") ?? "localhost";
  return {
    accountId,
    apiId,
    deploymentId: "local",
    domainName: host,
    domainPrefix: host.split(/[.:]/, 1)[0] ?? "",
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: identityOf(call),
    path: `/${stage}${call.path === "/" ? "/" : call.path}`,
    protocol: "HTTP/1.1",
    requestId,
    requestTime: commonLogTime(time),
    requestTimeEpoch: time,
    resourceId: "local",
    resourcePath: resource,
    stage,
    ...(operationName === null ? {} : { operationName }),
    ...(authorizer === null ? {} : { authorizer }),
  };
}

function identityOf({ identity, request, sourceIp }: Call): object {
  const { apiKey, apiKeyId, ...known } = identity;
  return {
    ...known,
    ...(apiKeyId === null ? {} : { apiKey, apiKeyId }),
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp,
    userAgent: headerNamed(request, "user-agent"),
  };
}

/** `04/Mar/2020:19:15:17 +0000` */
function commonLogTime(time: number): string {
  const [, day, month, year, clock] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(
    new Date(time).toUTCString(),
  ) ?? ["", "", "", "", ""];
  return `${day}/${month}/${year}:${clock} +0000`;
}

/** The whole request line's length in bytes, which is limited (API Gateway: quotas). */
export function urlLength({ path, query }: HttpRequest): number {
  return Buffer.byteLength(query === "" ? path : `${path}?${query}`);
}
