import { isRaw } from "../lib/json.ts";
import type { Json } from "../api/json.ts";
import { kindOf } from "./catalogue.ts";
import type { Contract, Facts } from "./contract.ts";
import { change, sides, type ContractChange } from "./finding.ts";

/** Compares what is deployed for a method of the gateway. */
export function methodChanges(before: Facts, after: Facts): ContractChange[] {
  return differing(before, after).map(({ name, was, is }) =>
    change(
      kindOf("method", name),
      "",
      shown(was),
      name === "fields" ? fieldNames(was, is) : shown(is),
    ),
  );
}

/** Compares what is deployed besides: functions, and what is the API's as a whole. */
export function deployedChanges(before: Contract, after: Contract): ContractChange[] {
  const { gone, added, kept } = sides(before.functions, after.functions);
  return [
    ...gone.map(([id]) => change("function.removed", id)),
    ...added.map(([id]) => change("function.added", id)),
    ...kept.flatMap(([id, was, is]) => functionChanges(id, was, is)),
    ...tableChanges(before.tables, after.tables),
    ...differing(before.api, after.api).flatMap(apiChanges),
  ];
}

function tableChanges(before: Contract["tables"], after: Contract["tables"]): ContractChange[] {
  const { gone, added, kept } = sides(before, after);
  return [
    ...gone.map(([id]) => change("table.removed", id)),
    ...added.map(([id]) => change("table.added", id)),
    ...kept.flatMap(([id, was, is]) =>
      differing(was, is).flatMap((each) =>
        each.name === "indexes"
          ? indexChanges(id, each)
          : [change(kindOf("table", each.name), id, shown(each.was), shown(each.is))],
      ),
    ),
  ];
}

function indexChanges(id: string, { was, is }: Difference): ContractChange[] {
  const { gone, added, kept } = sides(was as Facts, is as Facts);
  const changed = kept.filter(([, from, to]) => from !== to);
  const count = gone.length + added.length + 2 * changed.length;
  return [
    ...(count > 1 ? [change("table.indexes", id, String(count))] : []),
    ...gone.map(([name]) => change("table.index-removed", id, name)),
    ...added.map(([name]) => change("table.index-added", id, "", name)),
    ...changed.map(([name, from, to]) =>
      change("table.index-key", id, shown(from), `${shown(to)} (${name})`),
    ),
  ];
}

function functionChanges(id: string, before: Facts, after: Facts): ContractChange[] {
  return differing(before, after).flatMap(({ name, was, is }) => {
    if (name === "grants") {
      const [lost, won] = [without(was, is), without(is, was)];
      return [
        ...lost.map((grant) => change("function.grant-removed", id, grant)),
        ...won.map((grant) => change("function.grant-added", id, "", grant)),
      ];
    }
    return [change(kindOf("function", name), id, shown(was), shown(is))];
  });
}

/** Facts that are mappings are compared name by name. */
function apiChanges({ name, was, is }: Difference): ContractChange[] {
  const kind = kindOf("api", name);
  if (!byName.has(name)) {
    return [change(kind, "", shown(was), shown(is))];
  }
  const [from, to] = [isRaw(was) ? was : {}, isRaw(is) ? is : {}] as [Facts, Facts];
  return differing(from, to).map((each) =>
    each.name === "x-amazon-apigateway-policy"
      ? change("api.policy", "")
      : change(kind, each.name, shown(each.was), shown(each.is)),
  );
}

const byName = new Set(["authorizers", "usagePlans", "fields", "responses"]);

type Difference = { readonly name: string; readonly was: Json; readonly is: Json };

function differing(before: Facts, after: Facts): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .map((name) => ({ name, was: at(before, name), is: at(after, name) }))
    .filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is));
}

function at(facts: Facts, name: string): Json {
  return Object.hasOwn(facts, name) ? (facts[name] ?? null) : null;
}

function without(all: Json, others: Json): string[] {
  const [list, taken] = [all, others].map((each) => (Array.isArray(each) ? each.map(String) : []));
  return (list ?? []).filter((each) => !taken?.includes(each));
}

function fieldNames(was: Json, is: Json): string {
  const [before, after] = [was, is].map((each) => (isRaw(each) ? each : {})) as [Facts, Facts];
  return differing(before, after)
    .map(({ name }) => name)
    .join(", ");
}

/** A fact in a message. */
function shown(value: Json): string {
  if (value === null) {
    return "none";
  }
  return typeof value === "string"
    ? value
    : typeof value === "boolean"
      ? "yes"
      : JSON.stringify(value);
}
