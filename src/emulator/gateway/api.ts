import type { Json } from "../../api/json.ts";

/** A REST API as API Gateway would have imported it: what the local gateway serves. */
export type LocalApi = {
  readonly title: string;
  readonly resources: readonly Resource[];
  /** Gateway responses by type, as the document has them. */
  readonly responses: Readonly<Record<string, ResponseShape>>;
  readonly binaryTypes: readonly string[];
  /** Bytes from which answers are compressed; null for never. */
  readonly compression: { readonly least: number } | null;
  readonly policy: Json | null;
  readonly authorizers: Readonly<Record<string, LocalAuthorizer>>;
  readonly functions: readonly LocalFunction[];
  readonly tables: readonly LocalTable[];
  readonly stage: Stage;
  /** The document itself: models refer to one another in it. */
  readonly document: object;
};

/** A resource of the API tree: its path, and what each method of it does. */
export type Resource = {
  readonly path: string;
  readonly segments: readonly PathSegment[];
  /** By method; `ANY` answers those that have none of their own. */
  readonly methods: Readonly<Record<string, LocalMethod>>;
};

export type PathSegment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

export type LocalMethod = {
  readonly resource: string;
  /** As the document has it: `GET`, or `ANY`. */
  readonly method: string;
  readonly operationName: string | null;
  /** Where the operation is in the document: a JSON pointer. */
  readonly pointer: string;
  readonly required: readonly { readonly in: "path" | "query" | "header"; readonly name: string }[];
  readonly validates: { readonly parameters: boolean; readonly body: boolean };
  /** Media types with a model. */
  readonly models: readonly string[];
  readonly access: LocalAccess;
  readonly needsKey: boolean;
  readonly integration: LocalIntegration;
};

export type LocalAccess =
  | { readonly kind: "public" }
  | { readonly kind: "iam" }
  | { readonly kind: "authorizer"; readonly name: string; readonly scopes: readonly string[] };

export type LocalIntegration =
  | {
      readonly kind: "proxy";
      readonly function: string;
      readonly timeout: number;
      readonly cacheKeys: readonly string[];
    }
  | {
      /** A function behind a mapping template: asynchronous where the template's header says `Event`. */
      readonly kind: "mapped";
      readonly function: string;
      readonly isAsync: boolean;
      readonly timeout: number;
      readonly shape: Mapping;
    }
  | {
      /** A server elsewhere: as it is (`http_proxy`), or behind mappings. */
      readonly kind: "http";
      readonly isProxy: boolean;
      /** With `{NAME}` for what the request says. */
      readonly uri: string;
      /** Null for the client's. */
      readonly method: string | null;
      readonly timeout: number;
      /** `integration.request.path.NAME` → where its value comes from. */
      readonly parameters: Readonly<Record<string, string>>;
      readonly shape: Mapping;
    }
  | { readonly kind: "mock"; readonly shape: Mapping }
  | {
      /** One that API Gateway takes, and that fails at each call. */
      readonly kind: "broken";
    }
  | {
      /** One that only AWS can run. */
      readonly kind: "absent";
      /** "the aws integration of GET /x" */
      readonly what: string;
    };

/** Mapping templates by media type, and the responses of an integration by pattern. */
export type Mapping = {
  /** True where bytes become base64 before a template sees them. */
  readonly isText: boolean;
  readonly passthrough: string;
  readonly templates: Readonly<Record<string, string>>;
  readonly responses: Readonly<Record<string, ResponseShape>>;
};

export type ResponseShape = {
  readonly statusCode: string | null;
  /** `method.response.header.X` or `gatewayresponse.header.X` → a mapping expression. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
};

export type LocalAuthorizer = {
  readonly kind: "token" | "request" | "cognito";
  /** Id of its function; null for Cognito. */
  readonly function: string | null;
  /** Of a token: the header. */
  readonly header: string;
  /** Of a request: `method.request.header.X` … */
  readonly sources: readonly string[];
  /** Seconds for which decisions are kept. */
  readonly ttl: number;
  readonly pattern: RegExp | null;
};

export type LocalFunction = {
  readonly id: string;
  /** Source file, relative to the project. */
  readonly entry: string;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Names of all variables that it has where it is deployed; those of `environment` have a value here. */
  readonly variables?: readonly string[];
};

/** A table, as DynamoDB is asked to make it (DynamoDB: CreateTable). */
export type LocalTable = {
  readonly create: { readonly TableName: string; readonly [member: string]: unknown };
};

export type Rate = { readonly rate: number; readonly burst: number };

export type Stage = {
  readonly variables: Readonly<Record<string, string>>;
  readonly throttle: Rate;
  readonly methods: readonly {
    readonly method: string;
    readonly path: string;
    readonly throttle: Rate | null;
    readonly cache: { readonly ttl: number } | null;
  }[];
  readonly usagePlans: readonly {
    readonly name: string;
    readonly throttle: Rate | null;
    readonly quota: { readonly limit: number; readonly period: string } | null;
  }[];
};
