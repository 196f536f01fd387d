import type { GatewayField, Gateway, Method } from "../aws/gateway/gateway.ts";
import type { Json } from "../api/json.ts";
import type { Network } from "../aws/settings/settings.ts";
import type { Key, TableAction, Table } from "../aws/tables/tables.ts";
import type { Stack, StackFunction, Statement } from "../aws/stack/stack.ts";
import type { Facts } from "./contract.ts";

/** What is deployed for one method of the gateway. */
export function methodFacts(method: Method, stored: TableAction | null): Facts {
  const { access, integration } = method;
  const target = integration.kind === "own" ? null : integration.target.id;
  return said({
    access: access.kind,
    authorizer: access.authorizer?.name.wire ?? null,
    scopes: [...access.scopeSets.map((set) => set.join(" ")), ...access.scopes].sort(),
    apiKey: access.needsApiKey,
    function: target,
    integration: integration.kind,
    timeout: integration.kind === "function" ? integration.timeout : null,
    throttle: method.throttle,
    cache: method.cache,
    validator: method.validator,
    table: stored === null ? null : `${stored.action} on ${stored.table.name}`,
    fields: mapping(method.fields),
  });
}

/** What is deployed for one function. */
export function functionFacts(fn: StackFunction): Facts {
  const { settings } = fn;
  return said({
    memory: settings.memory,
    timeout: settings.timeout,
    architecture: settings.architecture,
    environment: Object.fromEntries(settings.environment.map(({ name, value }) => [name, value])),
    layers: settings.layers,
    reserved: fn.reserved?.count ?? null,
    provisioned: fn.provisioned?.count ?? null,
    retention: fn.retention?.days ?? null,
    deadLetter: fn.deadLetter?.arn ?? null,
    vpc: settings.vpc === null ? null : networkText(settings.vpc),
    kms: settings.kms,
    retries: fn.async?.retries ?? null,
    grants: fn.statements.flatMap(grantsOf).sort(),
    stack: fn.nested?.id ?? null,
  });
}

function networkText({ subnets, securityGroups }: Network): string {
  return `${[...subnets].sort().join(", ")} with ${[...securityGroups].sort().join(", ")}`;
}

/** Each action on each resource, as one text: what a role gains or loses can be told one by one. */
function grantsOf({ actions, resources }: Statement): string[] {
  const arns = resources.map((arn) =>
    "service" in arn
      ? `${arn.service}:${arn.before}${arn.parameter}${arn.after}`
      : arn.kind === "literal"
        ? arn.arn
        : "the queue of failures",
  );
  return actions.flatMap((action) => arns.map((arn) => `${action} on ${arn}`));
}

/** What is deployed for one table. */
export function tableFacts(table: Table): Facts {
  const keyOf = ({ partitionKey, sortKey }: Key) =>
    [partitionKey, ...(sortKey === null ? [] : [sortKey])]
      .map(({ name, type }) => `${name} (${type})`)
      .join(", ");
  return {
    key: keyOf(table),
    ttl: table.ttl?.attribute ?? null,
    indexes: Object.fromEntries(table.indexes.map((index) => [index.name, keyOf(index)])),
  };
}

/** What is deployed for the API as a whole. */
export function apiFacts(gateway: Gateway, stack: Stack): Facts {
  const authorizers = gateway.authorizers.map(({ name, kind, header, ttl, userPools }) => [
    name.wire,
    { kind, header, ttl, userPools },
  ]);
  const plans = stack.usagePlans.map(({ name, throttle, quota }) => [name, { throttle, quota }]);
  return said({
    authorizers: Object.fromEntries(authorizers) as Json,
    usagePlans: Object.fromEntries(plans) as Json,
    cors: gateway.cors,
    throttle: stack.throttle,
    cache: stack.cache,
    accessLogs: stack.hasAccessLogs,
    executionLogs: stack.executionLogs,
    tracing: stack.hasTracing,
    waf: stack.waf?.acl ?? null,
    domain: stack.domain,
    stageVariables: Object.fromEntries(
      stack.stageVariables.map(({ name, value }) => [name, value]),
    ),
    binaryTypes: gateway.binaryTypes,
    fields: mapping(gateway.fields),
    responses: Object.fromEntries(
      gateway.responses.flatMap(({ type, own }) =>
        own === null ? [] : [[type, mapping(own.fields)]],
      ),
    ) as Json,
  });
}

function mapping(fields: readonly GatewayField[]): Json {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

/** Without what is not there: null, false, and what is empty. */
function said(facts: Readonly<Record<string, Json>>): Facts {
  const isSaid = (value: Json) =>
    value !== null &&
    value !== false &&
    (typeof value !== "object" || Object.keys(value).length > 0);
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => isSaid(value)));
}
