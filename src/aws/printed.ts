import type { Operation } from "../api/api.ts";
import type { Backend } from "./backend.ts";
import type { ServedOperation } from "./served.ts";
import type { Gateway, GatewayPath, FunctionGroup, Method, Route } from "./gateway/gateway.ts";

/** A method as it is printed: its operation by the key. */
export type PrintedMethod = Omit<Method, "operation"> & { readonly operation: string };
/** A resource: the methods that lead it by their ids. */
export type PrintedPath = Omit<GatewayPath, "methods" | "leading"> & {
  readonly methods: readonly PrintedMethod[];
  readonly leading: readonly string[];
};
export type PrintedRoute = Omit<Route, "operation" | "choices"> & {
  readonly operation: string;
  readonly choices: readonly (Omit<Route["choices"][number], "operation"> & {
    readonly operation: string;
  })[];
};
/** An operation that a function serves: itself by its key, its method by the id. */
export type PrintedOperation = Omit<ServedOperation, "operation" | "method"> & {
  readonly operation: string;
  readonly method: string;
};
/** A function: its methods by their ids. */
export type PrintedFunctionGroup = Omit<FunctionGroup, "methods" | "routes"> & {
  readonly methods: readonly string[];
  readonly routes: readonly PrintedRoute[];
};

/**
 * A backend as `sls-gen explain --backend` prints it: each operation stands in `api.operations`, each method in its
 * path, and wherever else they are meant stands the key of the operation or the id of the method.
 */
export type PrintedBackend = Omit<Backend, "gateway" | "operations"> & {
  readonly operations: readonly PrintedOperation[];
  readonly gateway: Omit<Gateway, "paths" | "functions"> & {
    readonly paths: readonly PrintedPath[];
    readonly functions: readonly PrintedFunctionGroup[];
  };
};

/** The form in which a backend is printed: plain data, in which nothing large stands twice. */
export function printedBackend(backend: Backend): PrintedBackend {
  const { gateway } = backend;
  const paths = gateway.paths.map(({ methods, leading, ...path }) => ({
    ...path,
    methods: methods.map((method) => ({ ...method, operation: method.operation.key })),
    leading: leading.map(({ id }) => id),
  }));
  const functions = gateway.functions.map(({ methods, routes, ...group }) => ({
    ...group,
    methods: methods.map(({ id }) => id),
    routes: routes.map(({ operation, choices, ...route }) => ({
      ...route,
      operation: operation.key,
      choices: choices.map((choice) => ({ ...choice, operation: choice.operation.key })),
    })),
  }));
  const operations = backend.operations.map((each) => ({
    ...each,
    operation: each.operation.key,
    method: each.method.id,
  }));
  return { ...backend, operations, gateway: { ...gateway, paths, functions } };
}

/**
 * The backend that was printed.
 *
 * @throws Error where a key or an id leads nowhere
 */
export function backendFrom(printed: PrintedBackend): Backend {
  const { api, gateway } = printed;
  const byKey = new Map(api.operations.map((each) => [each.key, each]));
  const operationOf = (key: string): Operation => found(byKey, key);
  const withMethods = gateway.paths.map((path) => ({
    ...path,
    methods: path.methods.map((each) => ({ ...each, operation: operationOf(each.operation) })),
  }));
  const methods = new Map(
    withMethods.flatMap((path) => path.methods).map((each) => [each.id, each]),
  );
  const methodOf = (id: string): Method => found(methods, id);
  const paths = withMethods.map((path) => ({ ...path, leading: path.leading.map(methodOf) }));
  const functions = gateway.functions.map((group) => ({
    ...group,
    methods: group.methods.map(methodOf),
    routes: group.routes.map((route) => ({
      ...route,
      operation: operationOf(route.operation),
      choices: route.choices.map((each) => ({ ...each, operation: operationOf(each.operation) })),
    })),
  }));
  const operations = printed.operations.map((each) => ({
    ...each,
    operation: operationOf(each.operation),
    method: methodOf(each.method),
  }));
  return { ...printed, operations, gateway: { ...gateway, paths, functions } };
}

function found<Value>(all: ReadonlyMap<string, Value>, key: string): Value {
  const value = all.get(key);
  if (value === undefined) {
    throw new Error(`the backend has no ${key}`);
  }
  return value;
}
