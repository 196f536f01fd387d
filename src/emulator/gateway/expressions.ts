import type { Call } from "./call.ts";
import { contextOf } from "./event.ts";
import { headerNamed, queryPairs, type HttpRequest } from "./request.ts";

/** What an expression of a mapping may ask of a request (API Gateway: mapping expressions). */
export type ExpressionContext = {
  readonly request: HttpRequest;
  /** The variables of its path. */
  readonly variables: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** `$context` as far as it is known. */
  readonly context: Readonly<Record<string, unknown>>;
};

/** What may be asked of a call that was routed. */
export function askedOf(call: Call): ExpressionContext {
  const { request, route, api } = call;
  const stageVariables = api.stage.variables;
  return { request, variables: route.variables, stageVariables, context: contextOf(call) };
}

/** The value of a literal in single quotes, or of what a request, a stage or the context says; null for nothing. */
export function valueOfExpression(expression: string, asked: ExpressionContext): string | null {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  if (literal !== undefined) {
    return literal;
  }
  const [, from, name = ""] =
    /^(method\.request\.\w+|stageVariables|context)\.(.+)$/.exec(expression) ?? [];
  switch (from) {
    case "method.request.path":
      return asked.variables[name] ?? null;
    case "method.request.header":
      return headerNamed(asked.request, name);
    case "method.request.querystring":
      return queryPairs(asked.request.query).findLast(([each]) => each === name)?.[1] ?? null;
    case "stageVariables":
      return asked.stageVariables[name] ?? null;
    case "context":
      return valueAt(asked.context, name);
    default:
      return null;
  }
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
