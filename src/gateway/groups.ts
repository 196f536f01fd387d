import { makeNames, pascalOf } from "../build/names.ts";
import type { Operation } from "../model/api.ts";
import type { Choices } from "../model/choices.ts";
import type { Name } from "../model/name.ts";
import type { Settings } from "../model/settings.ts";
import type { Group, Method, Target } from "./gateway.ts";

/** Which function serves an operation, and the stack that the function is in. */
export type Place = {
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
 * Says which function serves each operation: one of its own, one for its first tag, or one for all.
 *
 * @param kept logical ids of earlier runs by operation key: an operation that was renamed keeps its own
 */
export function placesOf(
  operations: readonly Operation[],
  choices: Choices,
  kept: ReadonlyMap<string, string>,
): Map<string, Place> {
  const tags = tagNames(operations);
  const ids = idsOf(operations, kept);
  const places = operations.map((operation): [string, Place] => {
    const tag = tags.get(tagOf(operation)) as Name;
    const stack = choices.split === "tag" ? tag : null;
    const own = ids.get(operation.key) as string;
    return [operation.key, { own, ...functionOf(own, choices, tag), tag: stack }];
  });
  return new Map(places);
}

function functionOf(own: string, { functions }: Choices, tag: Name): Pick<Place, "id" | "camel"> {
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

/** Ids that were given before stay; one that is taken by such is told from it by its own identity. */
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
  places: ReadonlyMap<string, Place>,
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

/** The functions and what they serve; one that serves a tag or all has a switch. */
export function groupsOf(
  methods: readonly Method[],
  places: ReadonlyMap<string, Place>,
  isShared: boolean,
): Group[] {
  const groups = new Map<string, Group & { methods: Method[] }>();
  for (const method of methods) {
    const { integration, operation } = method;
    if (integration.kind !== "own") {
      const { id, camel, tag } = places.get(operation.key) as Place;
      const made = { target: integration.target, camel, tag, methods: [], isShared };
      const group = groups.get(id) ?? made;
      group.methods.push(method);
      groups.set(id, group);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
