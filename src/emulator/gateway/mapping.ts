import type { LocalResponse } from "./answer.ts";
import type { Mapping, ResponseShape } from "./api.ts";
import type { Call } from "./call.ts";
import { askedOf, valueOfExpression } from "./expressions.ts";
import { fail } from "./failure.ts";
import { bareType, matchesType } from "./media.ts";
import { headerNamed } from "./request.ts";
import { jsonPath } from "./vtl/json-path.ts";
import { renderTemplate } from "./vtl/render.ts";
import { TemplateError } from "./vtl/syntax.ts";
import { isCompound, jsonOf, textOf, valueOf } from "./vtl/values.ts";
import { viewOf } from "./vtl/view.ts";

/**
 * The request that a mapping template makes for an integration (API Gateway: mapping templates).
 *
 * @returns the body as it is where no template is for its media type and the document lets it through
 * @throws Failed with UNSUPPORTED_MEDIA_TYPE where it does not, API_CONFIGURATION_ERROR where the template fails
 */
export function mappedRequest(call: Call, { templates, passthrough, isText }: Mapping): string {
  const type = bareType(headerNamed(call.request, "content-type") ?? "application/json");
  const template = Object.entries(templates).find(([each]) => bareType(each) === type)?.[1];
  if (template !== undefined) {
    const isBinary = matchesType(type, call.api.binaryTypes);
    if (isBinary && !isText) {
      // A template reads text: bytes that nothing makes text of are an error of the gateway's own (content type conversions).
      fail("API_CONFIGURATION_ERROR");
    }
    const { body } = call.request;
    return run(template, viewOf(call, body.toString(isBinary ? "base64" : "utf8")));
  }
  const hasSome = Object.keys(templates).length > 0;
  if (passthrough === "never" || (passthrough === "when_no_templates" && hasSome)) {
    fail("UNSUPPORTED_MEDIA_TYPE");
  }
  return call.request.body.toString("utf8");
}

/**
 * The response that is for a status: the first whose pattern it has, else the default (API Gateway: integration responses).
 *
 * @throws Failed with API_CONFIGURATION_ERROR where there is none
 */
export function responseFor(status: number | string, { responses }: Mapping): ResponseShape {
  const named = Object.entries(responses).find(
    ([pattern]) => pattern !== "default" && new RegExp(`^(?:${pattern})$`).test(String(status)),
  );
  return named?.[1] ?? responses["default"] ?? fail("API_CONFIGURATION_ERROR");
}

/**
 * The answer that the response of an integration is mapped to.
 *
 * @param body what the integration answered
 * @param answered the headers that it answered with
 */
export function mappedAnswer(
  call: Call,
  shape: ResponseShape,
  body: string,
  answered: Headers = new Headers(),
): LocalResponse {
  const view = viewOf(call, body);
  const template = shape.templates["application/json"];
  const text = template === undefined ? body : run(template, view);
  const { override } = view;
  const headers = new Map(
    Object.entries(shape.parameters)
      .filter(([name]) => name.startsWith(prefix))
      .flatMap(([name, value]): [string, string][] => {
        const text = answeredText(value, body, answered, call);
        return text === null ? [] : [[name.slice(prefix.length), text]];
      }),
  );
  override.headers.entries.forEach((value, name) => headers.set(name, textOf(value)));
  const status = Number(override.status ?? shape.statusCode ?? 200);
  return {
    status,
    headers: [["Content-Type", "application/json"], ...headers],
    body: Buffer.from(status === 204 ? "" : text),
  };
}

const prefix = "method.response.header.";

/** What a response mapping says: a part of what the integration answered, or an expression (API Gateway: mapping). */
function answeredText(
  expression: string,
  body: string,
  answered: Headers,
  call: Call,
): string | null {
  const header = /^integration\.response\.header\.(.+)$/.exec(expression)?.[1];
  const path = /^integration\.response\.body(?:\.(.+))?$/.exec(expression);
  return header !== undefined
    ? answered.get(header)
    : path !== null
      ? bodyText(body, path[1])
      : valueOfExpression(expression, askedOf(call));
}

/** The whole body, or what stands under a path in it; null for nothing. */
export function bodyText(body: string, path: string | undefined): string | null {
  if (path === undefined) {
    return body;
  }
  try {
    const found = jsonPath(valueOf(JSON.parse(body === "" ? "{}" : body)), `$.${path}`);
    return found === null ? null : isCompound(found) ? jsonOf(found) : textOf(found);
  } catch {
    return null;
  }
}

function run(template: string, { variables }: View): string {
  try {
    return renderTemplate(template, variables);
  } catch (error) {
    // The engine reports a value that contains itself or is nested without end.
    if (!(error instanceof TemplateError || error instanceof RangeError)) {
      throw error;
    }
    return fail("API_CONFIGURATION_ERROR", {
      message: `Invalid mapping template: ${error.message}`,
    });
  }
}

type View = ReturnType<typeof viewOf>;
