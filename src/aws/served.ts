import type { Operation } from "../api/api.ts";
import type { Name } from "../api/name.ts";
import type { Backend } from "./backend.ts";
import type { Json } from "../api/json.ts";
import { httpEventOf, restEventOf } from "./events.ts";
import type { Gateway, Method } from "./gateway/gateway.ts";
import type { TableAction, Tables } from "./tables/tables.ts";

/** A name that an operation had when its handler was written. */
export type FormerName = {
  /** `getUser` */
  readonly camel: string;
  /** `GetUser` */
  readonly pascal: string;
};

/** An operation that a function of the project serves: one that the gateway answers by itself is none. */
export type ServedOperation = {
  readonly name: Name;
  readonly operation: Operation;
  readonly method: Method;
  /** What it does with a table; null for nothing. */
  readonly stored: TableAction | null;
  /** An event of a REST API that the function handles (`sam local invoke`); null where no request is known. */
  readonly event: Json | null;
  /** The same of an HTTP API; null where its callers are not read from one. */
  readonly httpEvent: Json | null;
  /** The former name under which its handler is in use; null for none. */
  readonly former: FormerName | null;
  /** All names under which handlers of it are kept. */
  readonly formers: readonly FormerName[];
};

/** Every operation that a function serves. */
export function servedOperations({ paths }: Gateway, tables: Tables): ServedOperation[] {
  return paths
    .flatMap(({ methods }) => methods)
    .filter(({ integration }) => integration.kind !== "own")
    .map((method) => ({
      name: method.operation.name,
      operation: method.operation,
      method,
      stored: tables.operations[method.operation.key] ?? null,
      event: restEventOf(method),
      httpEvent: httpEventOf(method),
      former: null,
      formers: [],
    }));
}

/**
 * The backend of a project in which files of the user's are left from earlier documents.
 *
 * @param formers names that operations had, by key, where handlers carry them still: the one in use first
 * @param orphans paths of files that belong to no operation any more
 */
export function withHistory(
  backend: Backend,
  formers: ReadonlyMap<string, readonly string[]>,
  orphans: readonly string[],
): Backend {
  const operations = backend.operations.map((each) => {
    const names = (formers.get(each.operation.key) ?? []).map(formerName);
    return { ...each, former: names[0] ?? null, formers: names };
  });
  return { ...backend, operations, project: { ...backend.project, orphans } };
}

function formerName(camel: string): FormerName {
  return { camel, pascal: camel.charAt(0).toUpperCase() + camel.slice(1) };
}
