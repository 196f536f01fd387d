/** A deployed stack in words that every infrastructure shares: what the four packs must agree on. */
export type Canonical = {
  /** By logical id. */
  readonly functions: Readonly<Record<string, CanonicalFunction>>;
  /** Statements of execution roles as `action on resource`, by the function's id. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** What may invoke a function: the end of an execute-api ARN. */
  readonly permissions: Readonly<Record<string, string>>;
  /** `method path` → rate, burst, seconds of caching. */
  readonly methods: Readonly<Record<string, readonly unknown[]>>;
  /** `METHOD path` → the function that answers, and who may call. */
  readonly routes: Readonly<Record<string, string>>;
  readonly logs: Readonly<Record<string, unknown>>;
  readonly usagePlans: Readonly<Record<string, unknown>>;
  readonly invocations: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, CanonicalTable>>;
};

export type CanonicalTable = {
  /** `name type role`, in order. */
  readonly key: readonly string[];
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  readonly ttl: string | null;
  readonly isOnDemand: boolean;
  readonly isRecoverable: boolean;
  readonly isEncrypted: boolean;
  /** True where the items outlive the stack. */
  readonly isKept: boolean;
};

export type CanonicalFunction = {
  readonly handler: string;
  readonly memory: number;
  readonly timeout: number;
  readonly architecture: string;
  readonly isTraced: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly reserved: number | null;
  readonly provisioned: number | null;
  /** Ids of subnets and security groups. */
  readonly network: readonly string[];
  readonly key: string | null;
};

type Json = { readonly [key: string]: never };

/** Entries sorted by name, so that the order of a template does not count. */
export function byName<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The functions and the access of each route, from the gateway's document. */
export function routesOf(document: string): Canonical["routes"] {
  const { paths } = JSON.parse(document) as { readonly paths: Readonly<Record<string, Json>> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, method]): [string, string] => {
      const { security, "x-amazon-apigateway-integration": integration } = method as {
        readonly security: unknown;
        readonly [name: string]: unknown;
      };
      const { type, uri } = integration as { readonly type: string; readonly uri?: unknown };
      return [`${verb} ${path}`, `${type} ${targetOf(uri)} ${JSON.stringify(security)}`];
    }),
  );
  return byName(routes);
}

/** The id of the function that an integration's address names, and whether it is an alias. */
function targetOf(uri: unknown): string {
  const text = typeof uri === "string" ? uri : String((uri as Json | undefined)?.["Fn::Sub"] ?? "");
  const name =
    /functions\/\$\{(\w+?)(?:Lambda)?Function(Aliaslive)?(?:\.Arn)?\}/.exec(text) ??
    /functions\/\$\{(\w+?)(ProvConcLambdaAlias)\}/.exec(text) ??
    /:function:NAME-(\w+?)(:live)?\/invocations/.exec(text);
  return name === null ? "" : `${name[1]}${name[2] === undefined ? "" : " alias"}`;
}
