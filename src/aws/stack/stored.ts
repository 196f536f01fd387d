import type { Variable } from "../gateway/environment.ts";
import type { TableAction } from "../tables/tables.ts";
import type { Statement } from "./stack.ts";

/** Logical id of what cursors are sealed with. */
export const secretId = "CursorSecret";

/** What a function that works on a table must know: what the table is called, and how cursors are sealed. */
export function storedVariables({ table, paging }: TableAction): Variable[] {
  const name: Variable = { kind: "made", variable: table.variable, parameter: table.id };
  return paging === null
    ? [name]
    : [name, { kind: "secret", variable: "CURSOR_SECRET", parameter: secretId }];
}

/** What its role must allow: exactly the actions of the operation, on its table or on an index. */
export function storedStatements({ table, grants }: TableAction): Statement[] {
  return grants.map(({ action, index }) => ({
    actions: [action],
    resources: [
      {
        kind: "made",
        service: "dynamodb",
        isRegional: true,
        before: "table/",
        parameter: table.id,
        after: index === null ? "" : `/index/${index}`,
      },
    ],
  }));
}
