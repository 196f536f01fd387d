import type { LocalIntegration } from "./api.ts";
import type { Call } from "./call.ts";
import { askedOf, valueOfExpression } from "./expressions.ts";
import { bodyText } from "./mapping.ts";

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
  const [isBody, path] = /^method\.request\.body(?:\.(.+))?$/.exec(expression) ?? [];
  return isBody === undefined
    ? valueOfExpression(expression, askedOf(call))
    : bodyText(call.request.body.toString("utf8"), path);
}
