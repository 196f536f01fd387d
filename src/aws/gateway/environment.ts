import type { Grant, OperationSettings } from "../settings/settings.ts";

/** Where the value of an environment variable comes from: text, or a resource that a grant names. */
export type Variable =
  | { readonly kind: "text"; readonly variable: string; readonly value: string }
  | {
      /** `made`: a resource of the stack itself. `secret`: what the stack made up and keeps to itself. */
      readonly kind: Grant["kind"] | "made" | "secret";
      readonly variable: string;
      /** The stack's parameter, or the logical id of what it makes. */
      readonly parameter: string;
    };

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
    kind: grant.made === null ? grant.kind : ("made" as const),
    variable: variableOf(grant),
    parameter: parameterOf(grant),
  }));
  return [...texts, ...named].sort((a, b) => (a.variable < b.variable ? -1 : 1));
}

/** `USERS_TABLE` for the table Users. */
export function variableOf({ kind, name }: Pick<Grant, "kind" | "name">): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll("-", "_");
  return `${words.toUpperCase()}_${suffixes[kind]}`;
}

/** The stack's parameter that says how a resource is called: `UsersTableName`; the id of one that it makes. */
export function parameterOf({ kind, name, made }: Grant): string {
  if (made !== null) {
    return made;
  }
  const pascal = name
    .split(/[-_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return `${pascal}${singular[kind]}Name`;
}
