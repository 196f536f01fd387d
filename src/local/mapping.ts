import { render } from "velocityjs";
import type { Answer } from "./answer.ts";
import type { Mapping, ResponseShape } from "./api.ts";
import type { Call } from "./call.ts";
import { contextOf } from "./event.ts";
import { fail } from "./failure.ts";
import { bareType } from "./media.ts";
import { headerNamed, queryPairs } from "./request.ts";

/**
 * The request that a mapping template makes for an integration (API Gateway: mapping templates), by velocityjs.
 *
 * @returns the body as it is where no template is for its media type and the document lets it through
 * @throws Failed with UNSUPPORTED_MEDIA_TYPE where it does not, API_CONFIGURATION_ERROR where the template fails
 */
export function mappedRequest(call: Call, { templates, passthrough }: Mapping): string {
  const type = bareType(headerNamed(call.request, "content-type") ?? "application/json");
  const template = Object.entries(templates).find(([each]) => bareType(each) === type)?.[1];
  if (template !== undefined) {
    return run(template, viewOf(call, call.request.body.toString("utf8")));
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
): Answer {
  const view = viewOf(call, body);
  const template = shape.templates["application/json"];
  const text = template === undefined ? body : run(template, view);
  const { responseOverride } = view.context;
  const headers = new Map(
    Object.entries(shape.parameters)
      .filter(([name]) => name.startsWith(prefix))
      .flatMap(([name, value]): [string, string][] => {
        const text = answeredText(value, body, answered);
        return text === null ? [] : [[name.slice(prefix.length), text]];
      }),
  );
  Object.entries(responseOverride.header).forEach(([name, value]) => headers.set(name, value));
  const status = Number(responseOverride.status ?? shape.statusCode ?? 200);
  return {
    status,
    headers: [["Content-Type", "application/json"], ...headers],
    body: Buffer.from(status === 204 ? "" : text),
  };
}

const prefix = "method.response.header.";

/** What a response mapping says: a text, or a part of what the integration answered (API Gateway: mapping). */
function answeredText(expression: string, body: string, answered: Headers): string | null {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  const header = /^integration\.response\.header\.(.+)$/.exec(expression)?.[1];
  const path = /^integration\.response\.body(?:\.(.+))?$/.exec(expression);
  if (literal !== undefined) {
    return literal;
  }
  if (header !== undefined) {
    return answered.get(header);
  }
  return path === null ? expression : bodyText(body, path[1]);
}

/** The whole body, or what stands under a path in it; null for nothing. */
export function bodyText(body: string, path: string | undefined): string | null {
  if (path === undefined) {
    return body;
  }
  try {
    const found = jsonAt(body, `$.${path}`);
    return found === undefined || found === null
      ? null
      : typeof found === "string"
        ? found
        : JSON.stringify(found);
  } catch {
    return null;
  }
}

function run(template: string, view: object): string {
  try {
    return render(template, view as never);
  } catch (error) {
    const reason = (error as Error).message;
    return fail("API_CONFIGURATION_ERROR", { message: `Invalid mapping template: ${reason}` });
  }
}

/** What templates may ask: `$input`, `$context`, `$stageVariables` and `$util`. */
function viewOf(call: Call, body: string) {
  const { request, route, api } = call;
  const params = {
    path: javaMap(route.variables),
    querystring: javaMap(Object.fromEntries(queryPairs(request.query))),
    header: javaMap(Object.fromEntries(request.headers)),
  };
  const named = (name: string) =>
    params.path.get(name) ?? params.querystring.get(name) ?? headerNamed(request, name) ?? "";
  return {
    input: {
      body,
      params: (name?: string) =>
        name === undefined
          ? params
          : Object.hasOwn(params, name)
            ? params[name as "path"]
            : named(name),
      json: (path: string) => JSON.stringify(jsonAt(body, path)),
      path: (path: string) => jsonAt(body, path),
    },
    context: {
      ...contextOf(call),
      responseOverride: { header: {} as Record<string, string>, status: undefined },
    },
    stageVariables: { ...api.stage.variables, ...javaMap(api.stage.variables) },
    util: {
      escapeJavaScript: (text: unknown) => javaText(escapeJavaScript(String(text ?? ""))),
      urlEncode: (text: unknown) => encodeURIComponent(String(text)),
      urlDecode: (text: unknown) => decodeURIComponent(String(text)),
      base64Encode: (text: unknown) => Buffer.from(String(text)).toString("base64"),
      base64Decode: (text: unknown) => Buffer.from(String(text), "base64").toString("utf8"),
      parseJson: (text: unknown) => JSON.parse(String(text)) as unknown,
    },
  };
}

function javaMap(values: Readonly<Record<string, string>>) {
  return {
    keySet: () => Object.keys(values),
    get: (key: string) => (Object.hasOwn(values, key) ? values[key] : undefined),
  };
}

/** Texts in templates are those of Java: `replaceAll` takes a regular expression. */
function javaText(text: string) {
  return {
    toString: () => text,
    replaceAll: (from: string, to: string) => text.replaceAll(new RegExp(from, "g"), to),
  };
}

/** Apache Commons StringEscapeUtils, which escapes single quotes as well. */
function escapeJavaScript(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'");
}

/** `$`, or a path of names and indices below it; other JSONPath expressions are not emulated. */
function jsonAt(body: string, path: string): unknown {
  const steps = [...path.matchAll(/\.(\w+)|\[(\d+)\]|\['([^']+)'\]/g)];
  if (!path.startsWith("$") || steps.map(([step]) => step).join("") !== path.slice(1)) {
    throw new Error(`the path ${path} is not emulated`);
  }
  return steps.reduce<unknown>(
    (at, [, name, index, quoted]) => {
      const key = name ?? index ?? quoted ?? "";
      return typeof at === "object" && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined;
    },
    JSON.parse(body === "" ? "{}" : body),
  );
}
