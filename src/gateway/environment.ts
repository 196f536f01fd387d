import type { Grant, OperationSettings } from "../model/settings.ts";

/** Where the value of an environment variable comes from: text, or a resource that a grant names. */
export type Variable =
  | { readonly kind: "text"; readonly variable: string; readonly value: string }
  | { readonly kind: Grant["kind"]; readonly variable: string; readonly parameter: string };

const suffixes: Readonly<Record<Grant["kind"], string>> = {
  tables: "TABLE",
  buckets: "BUCKET",
  queues: "QUEUE_URL",
  topics: "TOPIC_ARN",
  secrets: "SECRET",
  parameters: "PARAMETER",
};

const singular: Readonly<Record<Grant["kind"], string>> = {
  tables: "Table",
  buckets: "Bucket",
  queues: "Queue",
  topics: "Topic",
  secrets: "Secret",
  parameters: "Parameter",
};

/** The environment variables of an operation's function, sorted by name. */
export function environmentOf(settings: OperationSettings): Variable[] {
  const texts = settings.function.environment.map(({ name, value }) => ({
    kind: "text" as const,
    variable: name,
    value,
  }));
  const named = settings.grants.map((grant) => ({
    kind: grant.kind,
    variable: variableOf(grant),
    parameter: parameterOf(grant),
  }));
  return [...texts, ...named].sort((a, b) => (a.variable < b.variable ? -1 : 1));
}

/** `USERS_TABLE` for the table Users. */
export function variableOf({ kind, name }: Grant): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll("-", "_");
  return `${words.toUpperCase()}_${suffixes[kind]}`;
}

/** The stack's parameter that says how a resource is called: `UsersTableName`. */
export function parameterOf({ kind, name }: Grant): string {
  const pascal = name
    .split(/[-_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return `${pascal}${singular[kind]}Name`;
}
