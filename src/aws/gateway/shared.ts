import { segmentOf } from "../../read/segments.ts";
import type { Operation } from "../../api/api.ts";
import type {
  GatewayField,
  GatewayParameter,
  Integration,
  Method,
  PathVariable,
} from "./gateway.ts";
import type { RoutedPath } from "./paths.ts";

/** Operations by the method and the resource that API Gateway has for them, the most concrete path first. */
export function byRoute(
  routed: readonly (readonly [Operation, RoutedPath])[],
): ReadonlyMap<string, readonly Operation[]> {
  const routes = new Map<string, (readonly [Operation, RoutedPath])[]>();
  for (const each of routed) {
    const route = `${each[0].method} ${each[1].path}`;
    routes.set(route, [...(routes.get(route) ?? []), each]);
  }
  const inOrder = [...routes].map(([route, all]): [string, Operation[]] => [
    route,
    all
      .sort(([a, { variables: x }], [b, { variables: y }]) => concreteFirst(x, y) || order(a, b))
      .map(([operation]) => operation),
  ]);
  return new Map(inOrder);
}

function order(a: Operation, b: Operation): number {
  return a.key < b.key ? -1 : 1;
}

/** "Concrete definitions would be matched before their templated counterparts" (OpenAPI 3.1 §4.8.8.2), segment by segment. */
function concreteFirst(a: readonly PathVariable[], b: readonly PathVariable[]): number {
  const differs = a.findIndex(({ segment }, index) => segment !== b[index]?.segment);
  const [x = [], y = []] = [a[differs], b[differs]].map((each) => weights(each?.segment ?? ""));
  const at = x.findIndex((weight, index) => weight !== y[index]);
  return at < 0 ? 0 : (x[at] ?? 0) - (y[at] ?? 0);
}

/** Less is more concrete: no variables, then more text, then fewer variables. */
function weights(segment: string): number[] {
  const { names } = segmentOf(segment);
  const text = segment.replaceAll(/\{[^{}]*\}/g, "");
  return [Math.min(names.length, 1), -text.length, names.length];
}

/** The operation whose function answers for all of one method and resource: it takes what the others do not. */
export function leadersOf(routes: ReadonlyMap<string, readonly Operation[]>): Map<string, string> {
  const pairs = [...routes.values()].flatMap((all) =>
    all.map(({ key }): [string, string] => [key, all.at(-1)?.key ?? key]),
  );
  return new Map(pairs);
}

/**
 * The methods of operations, those of one method and resource together: what API Gateway holds one of them to is what
 * it holds all of them to.
 *
 * @param leaveOut called with operations that cannot share the resource, and the reason
 */
export function sharing(
  methods: readonly Method[],
  routes: ReadonlyMap<string, readonly Operation[]>,
  leaveOut: (operation: Operation, reason: string) => void,
): Method[] {
  const byKey = new Map(methods.map((method) => [method.operation.key, method]));
  return [...routes.values()].flatMap((operations) => {
    const all = operations.flatMap(({ key }) => byKey.get(key) ?? []);
    const [leader] = all.slice(-1);
    const kept = all.filter((each) => {
      const reason = leader === undefined || each === leader ? null : apartFrom(leader, each);
      if (reason !== null) {
        const rival = leader?.operation.key ?? "";
        leaveOut(each.operation, `it has the same resource as ${rival}, and ${reason}`);
      }
      return reason === null;
    });
    return together(kept);
  });
}

/** Why an operation cannot have one method and resource with another; null where it can. */
function apartFrom(leader: Method, other: Method): string | null {
  if (JSON.stringify(leader.access) !== JSON.stringify(other.access)) {
    return "API Gateway would have to let other callers in";
  }
  if ([leader, other].some(({ integration }) => integration.kind !== "function")) {
    return "one of the two is not answered by a function";
  }
  return JSON.stringify(leader.fields) === JSON.stringify(other.fields)
    ? null
    : "their `x-amazon-apigateway-` fields differ";
}

/**
 * Gives operations of one method and resource what API Gateway can hold all of them to: it sees no difference
 * between them.
 *
 * @param all those of one method and resource, the leader last
 */
function together(all: readonly Method[]): readonly Method[] {
  const leader = all.at(-1);
  if (leader === undefined || all.length === 1) {
    return all;
  }
  const bodies = all.every((each) => JSON.stringify(each.bodies) === JSON.stringify(leader.bodies))
    ? leader.bodies
    : [];
  const ttls = all.map(({ cache }) => cache?.ttl ?? 0);
  const cache = ttls.includes(0) ? null : { ttl: Math.min(...ttls) };
  const integration = integrationOf(all, leader.integration, cache !== null);
  const parameters = parametersOf(all);
  const { throttle } = leader;
  const keys = all.map(({ operation }) => operation.key);
  return all.map((each) => {
    const beside = keys.filter((key) => key !== each.operation.key);
    return { ...each, beside, parameters, bodies, cache, throttle, integration };
  });
}

/** Every parameter of any of them; required where all of them require it. */
function parametersOf(all: readonly Method[]): GatewayParameter[] {
  const same = (a: GatewayParameter, b: GatewayParameter) => a.in === b.in && a.name === b.name;
  const each = all.flatMap(({ parameters }) => parameters);
  return each
    .filter((one, index) => each.findIndex((other) => same(one, other)) === index)
    .map((one) => ({
      ...one,
      isRequired: all.every(({ parameters }) =>
        parameters.some((other) => same(one, other) && other.isRequired),
      ),
    }));
}

function integrationOf(
  all: readonly Method[],
  leader: Integration,
  isCached: boolean,
): Integration {
  const each = all.flatMap(({ integration }) =>
    integration.kind === "function" ? [integration] : [],
  );
  const keys = each.flatMap(({ fields }) => fields.flatMap(keysOf));
  const fields: GatewayField[] =
    isCached && keys.length > 0
      ? [{ name: "cacheKeyParameters", value: [...new Set(keys)].sort() }]
      : [];
  const timeout = Math.max(...each.map((one) => one.timeout));
  return leader.kind === "function" ? { ...leader, fields, timeout } : leader;
}

function keysOf({ value }: GatewayField): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
