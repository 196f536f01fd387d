import type { Gateway, Method } from "../gateway/gateway.ts";
import type { ApiSettings, Settings } from "../settings/settings.ts";
import type { Tables } from "../tables/tables.ts";
import { callersOf } from "./callers.ts";
import { functionsOf, resourceParameters } from "./functions.ts";
import { secretId } from "./stored.ts";
import type { MethodSetting, NestedStack, StackParameter, Stack, StackFunction } from "./stack.ts";

/** Makes the stack around a gateway: plain data, the same for every infrastructure pack. */
export function buildStack(gateway: Gateway, settings: Settings, tables: Tables): Stack {
  const { api } = settings;
  const methods = gateway.paths.flatMap((path) => path.methods);
  const functions = functionsOf(gateway, settings, tables);
  const parameters = resourceParameters(gateway, settings);
  return {
    functions,
    nested: nestedOf(functions, [...parameters, ...madeOf(tables)]),
    tables: tables.tables,
    cursorSecret: tables.hasCursors ? { id: secretId } : null,
    parameters,
    methodSettings: gateway.paths.flatMap(({ leading }) => leading.flatMap(methodSetting)),
    throttle: api.throttle ?? { rate: 100, burst: 200 },
    cache: cacheOf(api, methods),
    usagePlans: plansOf(api, gateway),
    hasAccessLogs: api.hasAccessLogs,
    accessLog,
    executionLogs: api.executionLogs,
    hasTracing: api.hasTracing,
    needsLogRole: api.hasAccessLogs || api.executionLogs !== "OFF",
    waf: api.waf === null ? null : { acl: api.waf },
    domain: api.domain,
    stageVariables: api.stageVariables,
    hasFailureQueue: functions.some(
      ({ async }) => async !== null && async.failures.kind !== "literal",
    ),
    callers: callersOf(methods),
  };
}

/** What the stack makes and its nested stacks must be told of. */
function madeOf({ tables, hasCursors }: Tables): StackParameter[] {
  const ids = [...tables.map(({ id }) => id), ...(hasCursors ? [secretId] : [])];
  return ids.map((parameter) => ({ parameter, fallback: "", about: `${parameter} of the API` }));
}

/** Without a cluster no method is cached: the smallest is taken where nothing is said. */
function cacheOf(api: ApiSettings, methods: readonly Method[]): Stack["cache"] {
  return api.cache ?? (methods.some(({ cache }) => cache !== null) ? { size: "0.5" } : null);
}

/** Methods that ask for a key are of no use without a plan. */
function plansOf(
  { usagePlans }: ApiSettings,
  { usesApiKeys, title }: Gateway,
): Stack["usagePlans"] {
  const plans =
    usesApiKeys && usagePlans.length === 0
      ? [{ name: "Default", throttle: null, quota: null }]
      : usagePlans;
  return plans.map((plan) => ({ ...plan, id: plan.name, about: `${plan.name} plan of ${title}` }));
}

function methodSetting({
  id,
  throttle,
  cache,
  arnMethod,
  path,
  encodedPath,
}: Method): MethodSetting[] {
  if (throttle === null && cache === null) {
    return [];
  }
  // CloudFormation wants an unencoded slash before the path, and that alone for the root.
  const resourcePath = path === "/" ? "/" : `/${encodedPath}`;
  const encoded = `${encodedPath}/${arnMethod}`;
  return [{ id, method: arnMethod, path: resourcePath, encoded, throttle, cache }];
}

function nestedOf(
  functions: readonly StackFunction[],
  parameters: readonly StackParameter[],
): NestedStack[] {
  const ids = [...new Set(functions.flatMap(({ nested }) => nested?.id ?? []))].sort();
  return ids.map((id) => {
    const own = functions.filter(({ nested }) => nested?.id === id);
    const text = JSON.stringify(
      own.map(({ environment, statements }) => [environment, statements]),
    );
    const camel = id.charAt(0).toLowerCase() + id.slice(1).replace(/Stack$/, "");
    return {
      id,
      camel,
      about: `The functions of ${camel}`,
      functions: own,
      hasFailures: own.some(({ async }) => async?.failures.kind === "outerFailures"),
      parameters: parameters.filter(({ parameter }) => text.includes(JSON.stringify(parameter))),
    };
  });
}

/** What a line of the access log holds (API Gateway: $context variables). */
const accessLog: Stack["accessLog"] = [
  { name: "requestId", variable: "$context.requestId" },
  { name: "time", variable: "$context.requestTime" },
  { name: "operation", variable: "$context.operationName" },
  { name: "method", variable: "$context.httpMethod" },
  { name: "path", variable: "$context.path" },
  { name: "status", variable: "$context.status" },
  { name: "latency", variable: "$context.responseLatency" },
  { name: "sourceIp", variable: "$context.identity.sourceIp" },
  { name: "user", variable: "$context.identity.userArn" },
  { name: "principal", variable: "$context.authorizer.principalId" },
  { name: "error", variable: "$context.error.message" },
  { name: "errorType", variable: "$context.error.responseType" },
];
