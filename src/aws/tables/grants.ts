import type { Action, Key, Paging, StoredGrant, Table } from "./tables.ts";
import { waysOf } from "./ways.ts";

const actions: Readonly<Record<Exclude<Action, "list">, string>> = {
  get: "dynamodb:GetItem",
  create: "dynamodb:PutItem",
  replace: "dynamodb:UpdateItem",
  update: "dynamodb:UpdateItem",
  delete: "dynamodb:DeleteItem",
};

/** What DynamoDB is asked for an action, and nothing more (IAM: actions of DynamoDB). */
export function grantsOf(table: Table, action: Action, paging: Paging | null): StoredGrant[] {
  if (action !== "list") {
    return [{ action: actions[action], index: null }];
  }
  const ways = waysOf(table, paging?.where ?? [], paging?.index ?? null);
  const queries = ways.map((way) => ({
    action: "dynamodb:Query",
    index: way === table ? null : way.name,
  }));
  return (paging?.index ?? null) !== null || isAlwaysQueried(ways, paging)
    ? queries
    : [...queries, { action: "dynamodb:Scan", index: null }];
}

/** True where a request always says what some partition key equals: it is in the path. */
function isAlwaysQueried(ways: readonly Key[], paging: Paging | null): boolean {
  return (paging?.where ?? []).some(
    ({ attribute, is, member }) =>
      member === "path" &&
      is === "equal" &&
      ways.some(({ partitionKey }) => partitionKey.name === attribute),
  );
}
