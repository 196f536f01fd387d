import { environmentOf, parameterOf, type Variable } from "../gateway/environment.ts";
import { inertText } from "../gateway/inert.ts";
import type { Authorizer, Gateway, FunctionGroup } from "../gateway/gateway.ts";
import type { Tables } from "../tables/tables.ts";
import type { FunctionSettings, Grant, OperationSettings, Settings } from "../settings/settings.ts";
import { invokersOf } from "./invokers.ts";
import { statementsOf } from "./grants.ts";
import { storedStatements, storedVariables } from "./stored.ts";
import type { Arn, StackParameter, StackFunction, Statement } from "./stack.ts";

/** Every function of the stack: those of operations, then those of authorizers. */
export function functionsOf(gateway: Gateway, settings: Settings, tables: Tables): StackFunction[] {
  const operations = gateway.functions.map((group) => functionOf(group, settings, tables));
  const authorizers = gateway.authorizers
    .filter(({ isYours }) => isYours)
    .map((authorizer) => authorizerFunction(authorizer, operations, settings.api.hasTracing));
  return [...operations, ...authorizers];
}

function functionOf(group: FunctionGroup, settings: Settings, tables: Tables): StackFunction {
  const each = group.methods.map(
    ({ operation }) => settings.operations.get(operation.key) as OperationSettings,
  );
  const merged = each.map((one) => one.function).reduce(joinSettings);
  const stored = group.methods.flatMap(({ operation }) => tables.operations[operation.key] ?? []);
  const environment = unique(
    [sourceMaps, ...each.flatMap(environmentOf), ...stored.flatMap(storedVariables)],
    ({ variable }) => variable,
  );
  const asyncs = each.flatMap((one) => one.async ?? []);
  const [async = null] = asyncs;
  const { target, camel, isShared, methods } = group;
  const { id, nested } = target;
  const name = isShared ? camel : (methods[0]?.operation.name.camel ?? camel);
  return {
    id,
    camel,
    serves: methods.map(({ operation }) => operation.key),
    folder: name,
    file: name,
    out: `${name}/${name}`,
    settings: merged,
    environment,
    variables: environment
      .map(({ variable }) => variable)
      .filter((name) => name !== "NODE_OPTIONS"),
    known: environment.filter((one) => one !== sourceMaps).flatMap(knownOf),
    statements: joined([
      ...each.flatMap(({ grants }) => statementsOf(grants)),
      ...stored.flatMap(storedStatements),
      ...(async === null ? [] : sending(failuresOf(async.onFailure, nested !== null))),
      ...(merged.deadLetter === null ? [] : sending({ kind: "literal", arn: merged.deadLetter })),
      ...aroundStatements(merged),
    ]),
    invokers: invokersOf(methods),
    isShared,
    isAuthorizer: false,
    ...around(merged, settings.api.hasTracing),
    async:
      async === null
        ? null
        : { retries: async.retries, failures: failuresOf(async.onFailure, nested !== null) },
    nested,
  };
}

/** Bundles are minified: with their maps, which are shipped, a stack trace names lines of the source. */
const sourceMaps: Variable = {
  kind: "text",
  variable: "NODE_OPTIONS",
  value: "--enable-source-maps",
};

function knownOf(each: Variable): StackFunction["known"] {
  switch (each.kind) {
    case "text":
      return [{ name: each.variable, value: each.value }];
    case "made":
      return [{ name: each.variable, value: each.parameter }];
    default:
      return [];
  }
}

function authorizerFunction(
  { target: { id }, name }: Authorizer,
  operations: readonly StackFunction[],
  isTraced: boolean,
): StackFunction {
  const [first] = operations;
  const settings: FunctionSettings = {
    memory: 512,
    timeout: 10,
    architecture: first?.settings.architecture ?? "arm64",
    environment: [],
    layers: [],
    reservedConcurrency: null,
    provisionedConcurrency: null,
    logRetention: null,
    deadLetter: null,
    vpc: null,
    // Its logs and its environment are kept as those of the operations are.
    kms: first?.settings.kms ?? null,
  };
  return {
    id,
    camel: `${name.camel}Authorizer`,
    serves: [`the authorizer ${name.camel}`],
    folder: `authorizers/${name.camel}`,
    file: name.camel,
    out: `authorizers/${name.camel}/${name.camel}`,
    settings,
    environment: [sourceMaps],
    variables: [],
    known: [],
    statements: aroundStatements(settings),
    invokers: [{ suffix: "", arnPath: "authorizers/*" }],
    isShared: false,
    isAuthorizer: true,
    ...around(settings, isTraced),
    async: null,
    nested: null,
  };
}

/** Two operations of one function: it gets the larger of what each asks for. */
function joinSettings(a: FunctionSettings, b: FunctionSettings): FunctionSettings {
  const most = (x: number | null, y: number | null) =>
    x === null || y === null ? (x ?? y) : Math.max(x, y);
  return {
    memory: Math.max(a.memory, b.memory),
    timeout: Math.max(a.timeout, b.timeout),
    architecture: a.architecture,
    environment: unique([...b.environment, ...a.environment], ({ name }) => name),
    layers: [...new Set([...a.layers, ...b.layers])],
    reservedConcurrency: most(a.reservedConcurrency, b.reservedConcurrency),
    provisionedConcurrency: most(a.provisionedConcurrency, b.provisionedConcurrency),
    logRetention: most(a.logRetention, b.logRetention),
    deadLetter: a.deadLetter ?? b.deadLetter,
    vpc: a.vpc ?? b.vpc,
    kms: a.kms ?? b.kms,
  };
}

/** The last of each name, sorted. */
function unique<Value>(all: readonly Value[], nameOf: (each: Value) => string): Value[] {
  const byName = new Map(all.map((each) => [nameOf(each), each]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** What packs ask of settings one by one. */
function around(
  { deadLetter, reservedConcurrency, provisionedConcurrency, logRetention }: FunctionSettings,
  isTraced: boolean,
): Pick<StackFunction, "isTraced" | "deadLetter" | "reserved" | "provisioned" | "retention"> {
  const kind = deadLetter?.split(":")[2] === "sns" ? "SNS" : "SQS";
  return {
    isTraced,
    deadLetter: deadLetter === null ? null : { arn: deadLetter, kind },
    reserved: reservedConcurrency === null ? null : { count: reservedConcurrency },
    provisioned: provisionedConcurrency === null ? null : { count: provisionedConcurrency },
    retention: logRetention === null ? null : { days: logRetention },
  };
}

/** Where failures go: what is named, or the stack's own queue. */
function failuresOf(arn: string | null, isNested: boolean): Arn {
  if (arn !== null) {
    return { kind: "literal", arn };
  }
  return { kind: isNested ? "outerFailures" : "failures" };
}

const sendActions: Readonly<Record<string, string>> = {
  s3: "s3:PutObject",
  sns: "sns:Publish",
  lambda: "lambda:InvokeFunction",
  events: "events:PutEvents",
};

/** What a function needs to send its failures somewhere. */
function sending(to: Arn): Statement[] {
  const service = to.kind === "literal" ? (to.arn.split(":")[2] ?? "") : "sqs";
  const actions = [sendActions[service] ?? "sqs:SendMessage"];
  if (to.kind !== "literal" || service !== "s3") {
    return [{ actions, resources: [to] }];
  }
  // A bucket is asked for itself as well (Lambda: destinations).
  return [
    { actions, resources: [{ ...to, arn: `${to.arn}/*` }] },
    { actions: ["s3:ListBucket"], resources: [to] },
  ];
}

/** What Lambda does in the network, as the function: none of it has a resource level (Lambda: VPC permissions). */
const networkActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/** What a function needs to run in a network, and to read an environment that a key of one's own encrypts. */
function aroundStatements({ vpc, kms }: FunctionSettings): Statement[] {
  return [
    ...(vpc === null
      ? []
      : [{ actions: networkActions, resources: [{ kind: "literal", arn: "*" } as const] }]),
    ...(kms === null
      ? []
      : [{ actions: ["kms:Decrypt"], resources: [{ kind: "literal", arn: kms } as const] }]),
  ];
}

/** Statements about the same resources become one. */
function joined(statements: readonly Statement[]): Statement[] {
  const byResources = new Map<string, Statement>();
  for (const { actions, resources } of statements) {
    const key = JSON.stringify(resources);
    const earlier = byResources.get(key)?.actions ?? [];
    byResources.set(key, { actions: [...new Set([...earlier, ...actions])].sort(), resources });
  }
  return [...byResources.values()];
}

/** The stack's parameters that grants and authorizers need, sorted by name. */
export function resourceParameters(gateway: Gateway, settings: Settings): StackParameter[] {
  const served = gateway.functions.flatMap(({ methods }) => methods);
  const grants = served.flatMap(
    ({ operation }) => settings.operations.get(operation.key)?.grants ?? [],
  );
  const foreign = grants.filter(({ made }) => made === null);
  const pools = gateway.authorizers
    .filter(
      ({ kind, userPools, own }) => kind === "cognito" && userPools.length === 0 && own === null,
    )
    .map(({ userPoolParameter, name }) => ({
      parameter: userPoolParameter,
      fallback: "",
      about: `ARN of the Cognito user pool of ${inertText(name.wire)}`,
    }));
  return unique([...foreign.map(grantParameter), ...pools], ({ parameter }) => parameter);
}

function grantParameter(grant: Grant): StackParameter {
  const fallback = grant.name.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return {
    parameter: parameterOf(grant),
    // Bucket names are global: a generated one may belong to someone else.
    fallback: grant.kind === "buckets" ? "" : fallback,
    about: `Name of ${grant.name}, one of the ${grant.kind} that functions use`,
  };
}
