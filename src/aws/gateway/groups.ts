import { makeNames, pascalOf } from "../../read/names.ts";
import type { Operation } from "../../api/api.ts";
import type { Choices } from "../../config/choices.ts";
import type { Name } from "../../api/name.ts";
import type { Settings } from "../settings/settings.ts";
import type { FunctionGroup, Method, Route, Target, PathVariable } from "./gateway.ts";

/** Which function serves an operation, and the stack that the function is in. */
export type GroupPlace = {
  /** Logical id of the operation itself. */
  readonly own: string;
  /** Logical id of the function. */
  readonly id: string;
  readonly camel: string;
  readonly tag: Name | null;
};

/** What operations without a tag belong to. */
const untagged = "default";

/**
 * Says which function serves each operation: one of its own, one for its first tag, or one for all. What has one
 * method and one resource has one function, whatever is chosen.
 *
 * @param leaders the operation by key whose function serves each, where that is another
 * @param kept logical ids of earlier runs by operation key: an operation that was renamed keeps its own
 */
export function placesOf(
  operations: readonly Operation[],
  choices: Choices,
  leaders: ReadonlyMap<string, string>,
  kept: ReadonlyMap<string, string>,
): Map<string, GroupPlace> {
  const tags = tagNames(operations);
  const ids = idsOf(operations, kept);
  const own = operations.map((operation): [string, GroupPlace] => {
    const tag = tags.get(tagOf(operation)) as Name;
    const stack = choices.split === "tag" ? tag : null;
    const id = ids.get(operation.key) as string;
    return [operation.key, { own: id, ...functionOf(id, choices, tag), tag: stack }];
  });
  const places = new Map(own);
  return new Map(
    own.map(([key, place]) => {
      const led = places.get(leaders.get(key) ?? key) ?? place;
      return [key, { ...led, own: place.own }];
    }),
  );
}

function functionOf(
  own: string,
  { functions }: Choices,
  tag: Name,
): Pick<GroupPlace, "id" | "camel"> {
  const id = functions === "operation" ? own : functions === "tag" ? tag.pascal : "Api";
  return { id, camel: id.charAt(0).toLowerCase() + id.slice(1) };
}

function tagOf({ tags }: Operation): string {
  return tags[0] ?? untagged;
}

function tagNames(operations: readonly Operation[]): Map<string, Name> {
  const wires = [...new Set(operations.map(tagOf))];
  return makeNames(
    wires.map((wire) => ({ identity: wire, wire, fallback: `tag ${wire}` })),
    "function",
  );
}

/** What stacks call their own resources: an operation of that name has another id. */
function isReserved(id: string): boolean {
  return (
    /Authorizer$/i.test(id) || /^(access|apiGatewayLog|all|api|domain|asyncFailures)$/i.test(id)
  );
}

/** Ids from earlier runs are kept; a new id that collides gets a suffix from its identity. */
function idsOf(
  operations: readonly Operation[],
  kept: ReadonlyMap<string, string>,
): Map<string, string> {
  const ids = new Map(
    operations.flatMap(({ key }) => {
      const id = kept.get(key);
      return id !== undefined && pascalOf(id) !== "" && /^[A-Za-z0-9]{1,64}$/.test(id)
        ? [[key, id] as const]
        : [];
    }),
  );
  const taken = new Set([...ids.values()].map((id) => id.toLowerCase()));
  for (const { key, name } of operations.filter((each) => !ids.has(each.key))) {
    const wanted = isReserved(name.pascal) ? `${name.pascal}Operation` : name.pascal;
    const other = makeNames([{ identity: key, wire: key, fallback: key }], "type").get(key);
    const id = taken.has(wanted.toLowerCase()) ? (other?.pascal ?? wanted) : wanted;
    ids.set(key, id);
    taken.add(id.toLowerCase());
  }
  return ids;
}

/** The function of each operation, by key. */
export function targetsOf(
  places: ReadonlyMap<string, GroupPlace>,
  settings: Settings,
): Map<string, Target> {
  const ready = [...places].filter(
    ([key]) => settings.operations.get(key)?.function.provisionedConcurrency !== null,
  );
  const aliased = new Set(ready.map(([, { id }]) => id));
  const targets = [...places].map(([key, { id, tag }]): [string, Target] => [
    key,
    { id, hasAlias: aliased.has(id), nested: tag === null ? null : { id: `${tag.pascal}Stack` } },
  ]);
  return new Map(targets);
}

/** The functions and what they serve; one that serves several operations has a switch. */
export function groupsOf(
  methods: readonly Method[],
  places: ReadonlyMap<string, GroupPlace>,
  sharesByChoice: boolean,
): FunctionGroup[] {
  const groups = new Map<string, Method[]>();
  for (const method of methods.filter(({ integration }) => integration.kind !== "own")) {
    const { id } = places.get(method.operation.key) as GroupPlace;
    groups.set(id, [...(groups.get(id) ?? []), method]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, served]) => groupOf(served, places, sharesByChoice));
}

function groupOf(
  methods: readonly Method[],
  places: ReadonlyMap<string, GroupPlace>,
  sharesByChoice: boolean,
): FunctionGroup[] {
  const [first] = methods;
  if (first === undefined || first.integration.kind === "own") {
    return [];
  }
  const { camel, tag } = places.get(first.operation.key) as GroupPlace;
  const { target } = first.integration;
  const isShared = sharesByChoice || methods.length > 1;
  return [{ target, camel, tag, methods, routes: routesOf(methods), isShared }];
}

/** What each method of each resource is for: of operations that share one, the last takes what the others do not. */
function routesOf(methods: readonly Method[]): Route[] {
  const routes = [...new Set(methods.map(({ route }) => route))];
  return routes.map((route) => {
    const all = methods.filter((method) => method.route === route);
    const [last] = all.slice(-1) as [Method];
    const differs = ({ segment }: PathVariable, index: number) =>
      all.some(({ variables }) => variables[index]?.segment !== segment);
    const choices = all.slice(0, -1).map(({ operation, variables }) => ({
      operation,
      variables: variables.filter((each, index) => each.pattern !== null && differs(each, index)),
    }));
    return { route, path: last.path, isAny: last.isAny, choices, operation: last.operation };
  });
}
