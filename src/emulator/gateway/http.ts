import { sentHeaders, type LocalResponse } from "./answer.ts";
import type { Call } from "./call.ts";
import { receivedHeaders } from "./event.ts";
import { ask, type SentRequest } from "./http-client.ts";
import { valuesOf, type Http } from "./http-parameters.ts";
import { mappedAnswer, mappedRequest, responseFor } from "./mapping.ts";
import { headerNamed, headerPairs, queryPairs } from "./request.ts";

/**
 * Asks the server that an integration names (API Gateway: HTTP and HTTP proxy integrations).
 *
 * @throws Failed with INTEGRATION_TIMEOUT where it does not answer in time, or cannot be reached
 */
export async function answerOverHttp(call: Call, integration: Http): Promise<LocalResponse> {
  const sent = integration.isProxy ? proxied(call, integration) : mapped(call, integration);
  const { message, body } = await ask(sent, integration.timeout);
  const raw = headerPairs(message.rawHeaders);
  const status = message.statusCode ?? 502;
  if (integration.isProxy) {
    const length = raw.filter(([name]) => name.toLowerCase() === "content-length");
    const kept = length.map(([, value]): [string, string] => [
      "x-amzn-Remapped-Content-Length",
      value,
    ]);
    return { status, headers: [...sentHeaders(raw), ...kept], body };
  }
  const shape = responseFor(status, integration.shape);
  return mappedAnswer(
    call,
    shape,
    body.toString("utf8"),
    new Headers(raw.map((each) => [...each])),
  );
}

/** The client's own request, for another server; what is mapped goes on top of it. */
function proxied(call: Call, integration: Http): SentRequest {
  const { request } = call;
  const own = receivedHeaders(call).filter(([name]) => name.toLowerCase() !== "host");
  return {
    ...addressed(call, integration, queryPairs(request.query)),
    headers: withHeaders([...own, idOf(call)], valuesOf(call, integration, "header")),
    body: request.body,
  };
}

/** Only what is mapped; the body by the template of its media type. */
function mapped(call: Call, integration: Http): SentRequest {
  const type = headerNamed(call.request, "content-type");
  const own = [
    ...(type === null ? [] : [["Content-Type", type] as const]),
    ["Accept", headerNamed(call.request, "accept") ?? "application/json"] as const,
    ["User-Agent", `AmazonAPIGateway_${call.place.apiId}`] as const,
    idOf(call),
  ];
  return {
    ...addressed(call, integration, []),
    headers: withHeaders(own as SentRequest["headers"], valuesOf(call, integration, "header")),
    body: Buffer.from(mappedRequest(call, integration.shape)),
  };
}

/** By which a server behind an API knows which one it is. */
function idOf({ place }: Call): readonly [string, string] {
  return ["x-amzn-apigateway-api-id", place.apiId];
}

function addressed(
  call: Call,
  integration: Http,
  query: readonly (readonly [string, string])[],
): Pick<SentRequest, "url" | "method"> {
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

function withHeaders(
  own: SentRequest["headers"],
  over: ReadonlyMap<string, string>,
): SentRequest["headers"] {
  const names = new Set([...over.keys()].map((name) => name.toLowerCase()));
  return [...own.filter(([name]) => !names.has(name.toLowerCase())), ...over];
}
