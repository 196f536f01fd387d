import type { Collector } from "../diagnostics/collector.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Settings } from "./settings/settings.ts";
import type { Stack, StackFunction } from "./stack/stack.ts";

/** A count that AWS limits, and what to do where it is too high. */
export type ServiceQuota = {
  readonly what: string;
  readonly count: number;
  readonly limit: number;
  readonly fix: string;
};

const byTag =
  "split the functions with the config key `split: tag`, or share them with `functions: tag`";

/** Everything about a stack that AWS limits (API Gateway, Lambda and CloudFormation: quotas). */
export function limitsOf(gateway: Gateway, stack: Stack, settings: Settings): ServiceQuota[] {
  return [
    {
      what: "resources of the API (every part of every path)",
      count: resourcesOf(gateway.paths.map(({ path }) => path)),
      limit: 300,
      fix: "ask AWS for a higher quota (resources per API), or split the document",
    },
    {
      what: "resources of the stack",
      count: stackResources(gateway, stack),
      limit: 500,
      fix: byTag,
    },
    {
      what: "authorizers of the API",
      count: gateway.authorizers.length,
      limit: 10,
      fix: "let one authorizer stand for several schemes, or ask AWS for a higher quota",
    },
    {
      what: "characters of the resource policy",
      count: settings.api.policy === null ? 0 : JSON.stringify(settings.api.policy).length,
      limit: 8192,
      fix: "shorten the policy, or ask AWS for a higher quota",
    },
    ...stack.functions.flatMap((each) => functionLimits(each)),
  ];
}

function functionLimits({ folder, environment, settings }: StackFunction): ServiceQuota[] {
  const bytes = environment.reduce(
    (sum, each) => sum + each.variable.length + (each.kind === "text" ? each.value.length : 64),
    // What every function has besides, at its longest.
    "RESPONSE_CHECKSrefuse".length,
  );
  return [
    {
      what: `bytes of the environment of ${folder}`,
      count: bytes,
      limit: 4096,
      fix: "keep what is long in a parameter or a secret",
    },
    {
      what: `layers of ${folder}`,
      count: settings.layers.length,
      limit: 5,
      fix: "let its operations share layers, or have functions of their own",
    },
  ];
}

/** Tells what is beyond its limit. */
export function reportLimits(limits: readonly ServiceQuota[], found: Collector): void {
  for (const { what, count, limit, fix } of limits.filter((each) => each.count > each.limit)) {
    found.add("gateway/limit", { what, count: String(count), limit: String(limit), fix }, null);
  }
}

/** How many resources paths make: each part of a path is one (API Gateway: quotas). */
export function resourcesOf(paths: readonly string[]): number {
  const all = new Set(["/"]);
  for (const path of paths) {
    const parts = path.split("/").filter((part) => part !== "");
    parts.forEach((_, index) => all.add(`/${parts.slice(0, index + 1).join("/")}`));
  }
  return all.size;
}

/** How many resources the largest template of a stack makes (CloudFormation: quotas). */
export function stackResources(gateway: Gateway, stack: Stack): number {
  const own = stack.functions.filter(({ nested }) => nested === null);
  const around =
    3 +
    stack.tables.length +
    Number(stack.cursorSecret !== null) +
    Number(stack.hasAccessLogs) +
    2 * Number(stack.needsLogRole) +
    3 * stack.usagePlans.length +
    Number(stack.waf !== null) +
    2 * Number(stack.domain !== null) +
    Number(stack.hasFailureQueue) +
    stack.nested.length +
    gateway.functions.filter(({ target }) => target.nested !== null).length;
  const nested = stack.nested.map(({ functions }) => sum(functions));
  return Math.max(around + sum(own), ...nested);
}

/** A function, its role, its log group, its permissions, and what keeps it ready or catches failures. */
function sum(functions: readonly StackFunction[]): number {
  return functions.reduce(
    (count, { invokers, provisioned, async, nested }) =>
      count +
      3 +
      (nested === null ? invokers.length : 0) +
      2 * Number(provisioned !== null) +
      Number(async !== null),
    0,
  );
}

/** Paths that API Gateway keeps for itself behind a custom domain. */
export function reportReserved(gateway: Gateway, stack: Stack, found: Collector): void {
  const reserved = gateway.paths.filter(({ path }) => path === "/ping" || path === "/sping");
  for (const { path, methods } of stack.domain === null ? [] : reserved) {
    const where = methods[0]?.operation.origin ?? null;
    found.add("gateway/reserved", { path }, where);
  }
}
