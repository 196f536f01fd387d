import type { LocalIntegration } from "./api.ts";
import type { Call } from "./call.ts";
import { contextOf } from "./event.ts";
import { fail } from "./failure.ts";
import { bodyText } from "./mapping.ts";
import { headerNamed, queryPairs } from "./request.ts";
import { valueAt } from "./shape.ts";

/** An integration with a server elsewhere. */
export type Http = Extract<LocalIntegration, { kind: "http" }>;

/** What is mapped into one part of the request, by name (API Gateway: request parameter mapping). */
export function valuesOf(
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
      return valueAt(contextOf(call), name);
    default:
      return fail("API_CONFIGURATION_ERROR");
  }
}
