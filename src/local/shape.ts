import type { Answer } from "./answer.ts";
import type { LocalApi, ResponseShape } from "./api.ts";
import type { Failure } from "./failure.ts";
import { headerNamed, type WireRequest } from "./request.ts";

/** What a template of a gateway response may ask: `$context`, and parameters of the request. */
export type Shaping = {
  readonly request: WireRequest;
  readonly requestId: string;
  /** `$context` as far as it is known. */
  readonly context: Readonly<Record<string, unknown>>;
};

const plain = '{"message":$context.error.messageString}';

/**
 * Gives a failure the shape that the document declares for its type, else for all of its class (API Gateway: gateway
 * responses). Variables are replaced as text; this is no mapping template.
 */
export function shaped(found: Failure, api: Pick<LocalApi, "responses">, shaping: Shaping): Answer {
  const own = found.type === "REQUEST_TOO_LARGE" ? undefined : api.responses[found.type];
  const fallback = api.responses[found.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"];
  const shape = found.type === "REQUEST_TOO_LARGE" ? undefined : (own ?? fallback);
  const template = shape?.templates["application/json"] ?? plain;
  const context = { ...shaping.context, requestId: shaping.requestId, error: errorOf(found) };
  const headers = headersOf(shape, { ...shaping, context });
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  const said = own?.statusCode ?? null;
  return {
    status: said === null ? found.status : Number(said),
    headers: [
      ...(hasType ? [] : [["Content-Type", "application/json"] as const]),
      ...headers,
      ["x-amzn-ErrorType", found.errorType],
    ],
    body: Buffer.from(replaced(template, context)),
  };
}

function errorOf({ message, type, validation }: Failure): Readonly<Record<string, unknown>> {
  // Quotes in it arrive escaped, so that it can stand in a text of JSON.
  const escaped = JSON.stringify(validation ?? "").slice(1, -1);
  return {
    message: message ?? "null",
    messageString: message === null ? "null" : JSON.stringify(message),
    responseType: type,
    validationErrorString: escaped,
  };
}

/** Replaces `$context.a.b`; what is not there is empty. */
function replaced(template: string, context: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(
    /\$context\.([\w.]*\w)/g,
    (_, path: string) => valueAt(context, path) ?? "",
  );
}

/** What stands in the context under a path such as `identity.sourceIp`, as text; null for nothing. */
export function valueAt(context: unknown, path: string): string | null {
  const value = path
    .split(".")
    .reduce<unknown>(
      (at, name) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, name)
          ? (at as Record<string, unknown>)[name]
          : undefined,
      context,
    );
  return value === undefined || value === null ? null : String(value);
}

/** Values are literals in single quotes, or name a part of the request or of the context. */
function headersOf(shape: ResponseShape | undefined, shaping: Shaping): [string, string][] {
  const prefix = "gatewayresponse.header.";
  return Object.entries(shape?.parameters ?? {})
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, expression]): [string, string] => [
      name.slice(prefix.length),
      expressionValue(expression, shaping),
    ])
    .filter(([, value]) => value !== "");
}

function expressionValue(expression: string, { request, context }: Shaping): string {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  const header = /^method\.request\.header\.(.+)$/.exec(expression)?.[1];
  const variable = /^context\.(.+)$/.exec(expression)?.[1];
  return (
    literal ??
    (header === undefined ? valueAt(context, variable ?? "") : headerNamed(request, header)) ??
    ""
  );
}
