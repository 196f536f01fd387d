import type { Cors } from "../settings/settings.ts";
import type { Method, Preflight, PreflightHeader } from "./gateway.ts";

type Header = { readonly name: string; readonly value: string };

const allMethods = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"];

/**
 * The response to a preflight request of one path (Fetch §3.2): a mock integration without
 * authorization; null if the document has its own OPTIONS operation.
 */
export function preflightOf(
  cors: Cors | null,
  methods: readonly Method[],
  isBinary: boolean,
): Preflight | null {
  if (cors === null || methods.some(({ verb }) => verb === "options")) {
    return null;
  }
  const origins = originsOf(cors);
  const parameters = (methods[0]?.parameters ?? []).filter((each) => each.in === "path");
  return { parameters, headers: preflightHeaders(cors, methods), origins, isBinary };
}

/** Only one origin may be named in an answer: where there are several, it is the caller's own. */
function originsOf({ origins }: Cors): readonly string[] {
  return origins.length > 1 ? origins : [];
}

/**
 * The headers by which a page may read an answer that the gateway makes in place of a function (Fetch §3.2.3), and the
 * origins of which the caller's own is named.
 */
export function answerCors(
  cors: Cors | null,
): { readonly headers: readonly PreflightHeader[]; readonly origins: readonly string[] } | null {
  return cors === null
    ? null
    : { headers: namedHeaders(sharedHeaders(cors)), origins: originsOf(cors) };
}

/** What a preflight and every other answer have in common. */
function sharedHeaders(cors: Cors): (Header | null)[] {
  return [
    header("Allow-Origin", cors.origins[0] ?? "*"),
    cors.credentials ? header("Allow-Credentials", "true") : null,
    cors.origins.length > 1 ? { name: "Vary", value: "'Origin'" } : null,
  ];
}

function preflightHeaders(cors: Cors, methods: readonly Method[]): PreflightHeader[] {
  const verbs = methods.flatMap(({ operation }) =>
    operation.method === "ANY" ? allMethods : [operation.method],
  );
  const [origin = null, credentials = null, vary = null] = sharedHeaders(cors);
  return namedHeaders([
    header("Allow-Headers", cors.headers.join(",")),
    header("Allow-Methods", [...new Set(verbs), "OPTIONS"].join(",")),
    origin,
    credentials,
    cors.maxAge === null ? null : header("Max-Age", String(cors.maxAge)),
    vary,
  ]);
}

/** Those that say something, with the parameters of a method response that set them. */
function namedHeaders(all: readonly (Header | null)[]): PreflightHeader[] {
  return all.flatMap((each) =>
    each === null || each.value === "''"
      ? []
      : [{ ...each, parameter: `method.response.header.${each.name}` }],
  );
}

function header(name: string, value: string): Header {
  return { name: `Access-Control-${name}`, value: `'${value}'` };
}

/**
 * The headers by which a browser lets a page read an error that the gateway made (API Gateway: gateway responses). They
 * cannot be chosen by the caller's origin, but can repeat it: where pages of several origins call with credentials, which
 * no `*` goes with (Fetch §3.2.5), every page may read that a request was refused.
 */
export function errorHeaders(cors: Cors | null): Header[] {
  if (cors === null) {
    return [];
  }
  const [only = "*"] = cors.origins;
  const isOne = cors.origins.length < 2;
  const isRepeated = !isOne && cors.credentials;
  const origin = isOne ? `'${only}'` : isRepeated ? "method.request.header.Origin" : "'*'";
  const prefix = "gatewayresponse.header.";
  return [
    { name: `${prefix}Access-Control-Allow-Origin`, value: origin },
    ...(cors.credentials && origin !== "'*'"
      ? [{ name: `${prefix}Access-Control-Allow-Credentials`, value: "'true'" }]
      : []),
    ...(isRepeated ? [{ name: `${prefix}Vary`, value: "'Origin'" }] : []),
  ];
}
