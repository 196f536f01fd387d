import type { LocalResponse } from "./answer.ts";
import type { LocalApi, ResponseShape } from "./api.ts";
import { valueAt, valueOfExpression, type ExpressionContext } from "./expressions.ts";
import type { Failure } from "./failure.ts";

const plain = '{"message":$context.error.messageString}';

/**
 * Gives a failure the shape that the document declares for its type, else for all of its class (API Gateway: gateway
 * responses). Variables are replaced as text; this is no mapping template.
 */
export function shaped(
  found: Failure,
  api: Pick<LocalApi, "responses">,
  asked: ExpressionContext,
): LocalResponse {
  const own = found.type === "REQUEST_TOO_LARGE" ? undefined : api.responses[found.type];
  const fallback = api.responses[found.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"];
  const shape = found.type === "REQUEST_TOO_LARGE" ? undefined : (own ?? fallback);
  const template = shape?.templates["application/json"] ?? plain;
  const known = { ...asked, context: { ...asked.context, error: errorOf(found) } };
  const headers = headersOf(shape, known);
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  const said = own?.statusCode ?? (own === undefined ? shape?.statusCode : null) ?? null;
  return {
    status: said === null ? found.status : Number(said),
    headers: [
      ...(hasType ? [] : [["Content-Type", "application/json"] as const]),
      ...headers,
      ["x-amzn-ErrorType", found.errorType],
    ],
    body: Buffer.from(replaced(template, known)),
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

/** Replaces `$context.a.b` and `$stageVariables.a`; what is not there is empty. */
function replaced(template: string, { context, stageVariables }: ExpressionContext): string {
  return template.replaceAll(
    /\$(context|stageVariables)\.([\w.]*\w)/g,
    (_, from: string, path: string) =>
      valueAt(from === "context" ? context : stageVariables, path) ?? "",
  );
}

function headersOf(shape: ResponseShape | undefined, asked: ExpressionContext): [string, string][] {
  const prefix = "gatewayresponse.header.";
  return Object.entries(shape?.parameters ?? {})
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, expression]): [string, string] => [
      name.slice(prefix.length),
      valueOfExpression(expression, asked) ?? "",
    ])
    .filter(([, value]) => value !== "");
}
