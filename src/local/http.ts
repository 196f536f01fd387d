import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { sentHeaders, type Answer } from "./answer.ts";
import type { LocalIntegration } from "./api.ts";
import type { Call } from "./call.ts";
import { contextOf, receivedHeaders } from "./event.ts";
import { fail } from "./failure.ts";
import { bodyText, mappedAnswer, mappedRequest } from "./mapping.ts";
import { headerNamed, queryPairs } from "./request.ts";

type Http = Extract<LocalIntegration, { kind: "http" }>;

/** What is sent to the server behind an integration. */
type Sent = {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
};

/**
 * Asks the server that an integration names (API Gateway: HTTP and HTTP proxy integrations).
 *
 * @throws Failed with INTEGRATION_TIMEOUT where it does not answer in time, or cannot be reached
 */
export async function answerOverHttp(call: Call, integration: Http): Promise<Answer> {
  const sent = integration.isProxy ? proxied(call, integration) : mapped(call, integration);
  const { message, body } = await ask(sent, integration.timeout);
  const raw = pairsOf(message.rawHeaders);
  const status = message.statusCode ?? 502;
  if (integration.isProxy) {
    return { status, headers: sentHeaders(raw), body };
  }
  const { responses } = integration.shape;
  const named = Object.entries(responses).find(
    ([pattern]) => pattern !== "default" && new RegExp(`^(?:${pattern})$`).test(String(status)),
  );
  const shape = named?.[1] ?? responses["default"] ?? fail("API_CONFIGURATION_ERROR");
  return mappedAnswer(
    call,
    shape,
    body.toString("utf8"),
    new Headers(raw.map((each) => [...each])),
  );
}

/** The client's own request, for another server; what is mapped goes on top of it. */
function proxied(call: Call, integration: Http): Sent {
  const { request } = call;
  const own = receivedHeaders(call).filter(([name]) => name.toLowerCase() !== "host");
  return {
    ...addressed(call, integration, queryPairs(request.query)),
    headers: withHeaders(own, valuesOf(call, integration, "header")),
    body: request.body,
  };
}

/** Only what is mapped; the body by the template of its media type. */
function mapped(call: Call, integration: Http): Sent {
  const named = ["content-type", "accept"].flatMap((name): [string, string][] => {
    const value = headerNamed(call.request, name);
    return value === null ? [] : [[name, value]];
  });
  const own = [...named, ["User-Agent", "AmazonAPIGateway_local"]] as const;
  return {
    ...addressed(call, integration, []),
    headers: withHeaders(own as Sent["headers"], valuesOf(call, integration, "header")),
    body: Buffer.from(mappedRequest(call, integration.shape)),
  };
}

function addressed(
  call: Call,
  integration: Http,
  query: readonly (readonly [string, string])[],
): Pick<Sent, "url" | "method"> {
  const path = valuesOf(call, integration, "path");
  const { variables } = call.api.stage;
  const text = integration.uri
    .replaceAll(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? "")
    .replaceAll(/\{([\w.-]+)\+?\}/g, (_, name: string) => path.get(name) ?? "");
  const url = new URL(text);
  const over = valuesOf(call, integration, "querystring");
  query.filter(([name]) => !over.has(name)).forEach((pair) => url.searchParams.append(...pair));
  over.forEach((value, name) => url.searchParams.append(name, value));
  return { url, method: integration.method ?? call.request.method };
}

function withHeaders(own: Sent["headers"], over: ReadonlyMap<string, string>): Sent["headers"] {
  const names = new Set([...over.keys()].map((name) => name.toLowerCase()));
  return [...own.filter(([name]) => !names.has(name.toLowerCase())), ...over];
}

/** What is mapped into one part of the request, by name (API Gateway: request parameter mapping). */
function valuesOf(
  call: Call,
  { parameters }: Http,
  part: "path" | "querystring" | "header",
): Map<string, string> {
  const prefix = `integration.request.${part}.`;
  const values = Object.entries(parameters)
    .filter(([name]) => name.startsWith(prefix))
    .flatMap(([name, expression]): [string, string][] => {
      const value = valueOf(call, expression);
      return value === null ? [] : [[name.slice(prefix.length), value]];
    });
  return new Map(values);
}

function valueOf(call: Call, expression: string): string | null {
  const { request, route, api } = call;
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  if (literal !== undefined) {
    return literal;
  }
  const [, from = "", name = ""] =
    /^(method\.request\.\w+|stageVariables|context)(?:\.(.+))?$/.exec(expression) ?? [];
  switch (from) {
    case "method.request.path":
      return route.variables[name] ?? null;
    case "method.request.header":
      return headerNamed(request, name);
    case "method.request.querystring":
      return queryPairs(request.query).findLast(([each]) => each === name)?.[1] ?? null;
    case "method.request.body":
      return bodyText(request.body.toString("utf8"), name === "" ? undefined : name);
    case "stageVariables":
      return api.stage.variables[name] ?? null;
    case "context":
      return contextText(call, name);
    default:
      return fail("API_CONFIGURATION_ERROR");
  }
}

function contextText(call: Call, path: string): string | null {
  const found = path
    .split(".")
    .reduce<unknown>(
      (at, name) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, name)
          ? (at as Record<string, unknown>)[name]
          : undefined,
      contextOf(call),
    );
  return found === undefined || found === null ? null : String(found);
}

function pairsOf(raw: readonly string[]): (readonly [string, string])[] {
  return Array.from(
    { length: raw.length / 2 },
    (_, index) => [raw[index * 2] ?? "", raw[index * 2 + 1] ?? ""] as const,
  );
}

/** The largest answer that is passed on: bytes (API Gateway: quotas). */
const most = 10 * 1024 * 1024;

async function ask(
  { url, method, headers, body }: Sent,
  timeout: number,
): Promise<{ readonly message: IncomingMessage; readonly body: Buffer }> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const length: [string, string][] =
    body.length > 0 ? [["Content-Length", String(body.length)]] : [];
  const all = [["Host", url.host] as const, ...headers, ...length].flat();
  try {
    return await new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(timeout);
      const sent = request(url, { method, headers: all, signal }, (message) => {
        collect(message).then((whole) => resolve({ message, body: whole }), reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  } catch (error) {
    const isLate = (error as Error).name === "AbortError";
    return fail(
      "INTEGRATION_TIMEOUT",
      isLate ? {} : { message: "Network error communicating with endpoint" },
    );
  }
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    chunks.push(chunk);
    if (length > most) {
      throw new Error("the answer is too large");
    }
  }
  return Buffer.concat(chunks);
}
