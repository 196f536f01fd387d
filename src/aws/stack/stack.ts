import type { Table } from "../tables/tables.ts";
import type { Domain, FunctionSettings, Throttle, UsagePlan } from "../settings/settings.ts";
import type { Variable } from "../gateway/environment.ts";

/** What is deployed around the gateway: the same facts for every infrastructure pack. */
export type Stack = {
  /** Functions of operations and of authorizers, by id. */
  readonly functions: readonly StackFunction[];
  /** The stacks that functions are split into, by tag; empty where all is one stack. */
  readonly nested: readonly NestedStack[];
  readonly parameters: readonly StackParameter[];
  /** DynamoDB tables, by name. */
  readonly tables: readonly Table[];
  /** What cursors are sealed with, where some list hands out cursors. */
  readonly cursorSecret: { readonly id: string } | null;
  /** Throttles and caches of single methods. */
  readonly methodSettings: readonly MethodSetting[];
  readonly throttle: Throttle;
  readonly cache: { readonly size: string } | null;
  readonly usagePlans: readonly (UsagePlan & { readonly id: string; readonly about: string })[];
  readonly hasAccessLogs: boolean;
  /** What an access log says of a request: names, and variables of API Gateway's `$context`. */
  readonly accessLog: readonly { readonly name: string; readonly variable: string }[];
  readonly executionLogs: "OFF" | "ERROR" | "INFO";
  readonly hasTracing: boolean;
  /** True where API Gateway itself writes logs, which it needs a role for. */
  readonly needsLogRole: boolean;
  readonly waf: { readonly acl: string } | null;
  readonly domain: Domain | null;
  readonly stageVariables: readonly { readonly name: string; readonly value: string }[];
  /** True where failures of asynchronous functions go to a queue of the stack. */
  readonly hasFailureQueue: boolean;
  /** Documents for those who call the API, by name. */
  readonly callers: readonly CallerPolicy[];
};

/** The functions of one tag, in a stack of their own. */
export type NestedStack = {
  /** Logical id of the stack: `UsersStack`. */
  readonly id: string;
  readonly camel: string;
  readonly about: string;
  readonly functions: readonly StackFunction[];
  readonly parameters: readonly StackParameter[];
  /** True where its functions send failures to the queue of the stack around it. */
  readonly hasFailures: boolean;
};

/** A Lambda function with its role, log group and permissions. */
export type StackFunction = {
  /** What logical ids begin with: `GetUser` for `GetUserFunction`, `GetUserRole` … */
  readonly id: string;
  readonly camel: string;
  /** What it serves, in words: `GET /users/{userId}`. */
  readonly serves: readonly string[];
  /** The folder below dist, and the name of the bundle. */
  readonly folder: string;
  readonly file: string;
  /** `folder/file` */
  readonly out: string;
  readonly settings: FunctionSettings;
  readonly environment: readonly Variable[];
  /** Names of what `environment` holds. */
  readonly variables: readonly string[];
  /** Variables whose values are known before it is deployed: what the stack makes has its logical id for a name. */
  readonly known: readonly { readonly name: string; readonly value: string }[];
  readonly statements: readonly Statement[];
  /** The methods that may invoke it, as they stand in an execute-api ARN: `GET/users/*`. */
  readonly invokers: readonly { readonly suffix: string; readonly arnPath: string }[];
  /** True where it serves several operations, and so needs a switch. */
  readonly isShared: boolean;
  readonly isAuthorizer: boolean;
  readonly isTraced: boolean;
  readonly async: { readonly retries: number; readonly failures: Arn } | null;
  /** Where asynchronous events go that fail, a queue or a topic; null for nowhere. */
  readonly deadLetter: { readonly arn: string; readonly kind: "SQS" | "SNS" } | null;
  /** Instances set apart, and instances kept ready (by an alias that calls go to). */
  readonly reserved: { readonly count: number } | null;
  readonly provisioned: { readonly count: number } | null;
  /** Days that logs are kept; null for what the stack's parameter says. */
  readonly retention: { readonly days: number } | null;
  /** The nested stack that it is in; null for the stack itself. */
  readonly nested: { readonly id: string } | null;
};

/** One statement of an execution role: exactly these actions on exactly these resources. */
export type Statement = { readonly actions: readonly string[]; readonly resources: readonly Arn[] };

/** The ARN of a resource, in parts: packs write parameters and account in their own way. */
export type Arn =
  | { readonly kind: "literal"; readonly arn: string }
  | { readonly kind: "failures" }
  /** The queue of failures, seen from a nested stack. */
  | { readonly kind: "outerFailures" }
  | {
      /** `named`: the parameter says what it is called. `made`: the stack makes what has that logical id. */
      readonly kind: "named" | "made";
      readonly service: string;
      /** False for resources without region and account in their ARN. */
      readonly isRegional: boolean;
      readonly before: string;
      readonly parameter: string;
      readonly after: string;
    };

/** A parameter of the stack. */
export type StackParameter = {
  readonly parameter: string;
  readonly fallback: string;
  readonly about: string;
};

/** Settings of one method of the stage (API Gateway: MethodSetting). */
export type MethodSetting = {
  readonly id: string;
  readonly method: string;
  /** `/~1users~1{userId}`, as CloudFormation wants it. */
  readonly path: string;
  /** `~1users~1{userId}/GET`, as API Gateway itself has it. */
  readonly encoded: string;
  readonly throttle: Throttle | null;
  readonly cache: { readonly ttl: number } | null;
};

/** Who calls these methods needs this policy (API Gateway: execute-api:Invoke). */
export type CallerPolicy = {
  readonly name: string;
  readonly about: string;
  /** What follows the API and its stage in each execute-api ARN: `GET/users/*`. */
  readonly arns: readonly { readonly arnPath: string }[];
};
