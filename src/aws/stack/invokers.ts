import type { Method } from "../gateway/gateway.ts";
import type { StackFunction } from "./stack.ts";

/** The most that a function's resource policy may take (Lambda: quotas), in bytes. */
export const policyLimit = 20_480;

/** What a statement of a resource policy takes besides the path in it. */
const statementSize = 360;

/** How many bytes the statements that let these methods invoke a function take. */
export function policySize(invokers: StackFunction["invokers"]): number {
  return invokers.reduce((sum, { arnPath }) => sum + statementSize + arnPath.length, 0);
}

/**
 * The methods that may invoke a function, each with a statement of its own; where so many do not fit,
 * one for every method of the API.
 */
export function invokersOf(methods: readonly Method[]): StackFunction["invokers"] {
  const pathOf = ({ arnMethod, arnPath }: Method) => `*/${arnMethod}/${arnPath}`;
  const apart = [...new Map(methods.map((method) => [pathOf(method), method])).values()];
  const [only] = apart;
  if (apart.length === 1 && only !== undefined) {
    return [{ suffix: "", arnPath: pathOf(only) }];
  }
  const each = apart.map((method) => ({ suffix: method.id, arnPath: pathOf(method) }));
  return policySize(each) <= policyLimit ? each : [{ suffix: "", arnPath: "*/*" }];
}
