import type { Origin } from "../../lib/origin.ts";
import type { Json } from "../../api/json.ts";
import type { Action, Comparison } from "../tables/tables.ts";
import type { Counterpart } from "../../config/counterpart.ts";

/** How many requests a second, and how many at once (API Gateway: throttling). */
export type Throttle = { readonly rate: number; readonly burst: number };

/** What a function may use: a resource that the stack does not make, and what may be done with it. */
export type Grant = {
  readonly kind: "tables" | "buckets" | "queues" | "topics" | "secrets" | "parameters";
  readonly name: string;
  readonly actions: readonly string[];
  /** Logical id of the resource where the stack makes it; null where it only knows its name. */
  readonly made: string | null;
};

/** A table as `x-sls-gen-tables` says it. */
export type TableSettings = {
  readonly name: string;
  /** Logical id: `UsersTable`. */
  readonly id: string;
  /** Name of the schema of an item. */
  readonly schema: string;
  readonly partitionKey: string;
  readonly sortKey: string | null;
  readonly indexes: readonly {
    readonly name: string;
    readonly partitionKey: string;
    readonly sortKey: string | null;
  }[];
  /** `after`: seconds from the creation of an item. */
  readonly ttl: { readonly attribute: string; readonly after: number | null } | null;
  readonly created: string | null;
  readonly updated: string | null;
  readonly origin: Origin;
};

/** What an operation says of its table. */
export type StoredSettings = {
  readonly table: string;
  readonly action: Action;
  /** Path parameters by attribute. */
  readonly key: ReadonlyMap<string, string>;
  /** Names by what they stand for: `limit`, `cursor`, `items`, `next`. */
  readonly page: ReadonlyMap<string, string>;
  readonly isDescending: boolean;
  /** By query parameter. */
  readonly filters: ReadonlyMap<
    string,
    { readonly attribute: string; readonly is: Comparison | null }
  >;
};

/** How one function runs. Sizes in megabytes, times in seconds, log retention in days. */
export type FunctionSettings = {
  readonly memory: number;
  readonly timeout: number;
  readonly architecture: "arm64" | "x86_64";
  /** By name, sorted. */
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly layers: readonly string[];
  readonly reservedConcurrency: number | null;
  readonly provisionedConcurrency: number | null;
  /** Null for what the stack's parameter says. */
  readonly logRetention: number | null;
  /** ARN of a queue or topic. */
  readonly deadLetter: string | null;
  /** Ids of the subnets and security groups that it runs in; null for no network of one's own. */
  readonly vpc: Network | null;
  /** ARN of the key that encrypts its environment and its logs; null for a key of AWS. */
  readonly kms: string | null;
};

export type Network = {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
};

/** What an operation says of itself (`x-sls-gen`). */
export type OperationSettings = {
  readonly function: FunctionSettings;
  readonly grants: readonly Grant[];
  /** Set where the gateway answers 202 and the function runs on. */
  readonly async: { readonly onFailure: string | null; readonly retries: number } | null;
  readonly throttle: Throttle | null;
  readonly cache: { readonly ttl: number; readonly keys: readonly string[] | null } | null;
  /** Set where the operation works on a table of the document. */
  readonly stored: StoredSettings | null;
};

export type Cors = {
  readonly origins: readonly string[];
  readonly headers: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | null;
};

/** A plan for callers with an API key. */
export type UsagePlan = {
  readonly name: string;
  readonly throttle: Throttle | null;
  readonly quota: { readonly limit: number; readonly period: string } | null;
};

export type Domain = {
  readonly name: string;
  readonly certificate: string;
  readonly basePath: string | null;
  readonly mutualTls: { readonly truststore: string } | null;
};

/** What the document and the config say of the whole API on AWS. */
export type ApiSettings = {
  readonly cors: Cors | null;
  readonly throttle: Throttle | null;
  /** Gigabytes of the stage's cache cluster, as API Gateway writes them. */
  readonly cache: { readonly size: string } | null;
  readonly usagePlans: readonly UsagePlan[];
  readonly compression: { readonly least: number } | null;
  readonly hasAccessLogs: boolean;
  readonly executionLogs: "OFF" | "ERROR" | "INFO";
  readonly hasTracing: boolean;
  readonly waf: string | null;
  readonly domain: Domain | null;
  readonly stageVariables: readonly { readonly name: string; readonly value: string }[];
  readonly policy: Json | null;
};

/** All of it: of the API, and of each operation by its key. */
export type Settings = {
  readonly api: ApiSettings;
  readonly operations: ReadonlyMap<string, OperationSettings>;
  readonly security: ReadonlyMap<string, Counterpart>;
  /** By name, sorted. */
  readonly tables: readonly TableSettings[];
};
