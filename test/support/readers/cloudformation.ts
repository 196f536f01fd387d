import { parse, type ScalarTag } from "yaml";
import {
  byName,
  type Canonical,
  type CanonicalFunction,
  type CanonicalTable,
} from "./canonical.ts";

type Node = { readonly [key: string]: unknown };
type Resource = {
  readonly Type: string;
  readonly Properties: Node;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};
export type Template = { readonly Resources: Readonly<Record<string, Resource>> };

const intrinsic = (
  tag: string,
  key: string,
  value = (text: string): unknown => text,
): ScalarTag => ({
  tag,
  resolve: (text) => ({ [key]: value(text) }),
});

/** The short forms of CloudFormation's functions. */
const customTags = [
  intrinsic("!Ref", "Ref"),
  intrinsic("!Sub", "Fn::Sub"),
  intrinsic("!GetAtt", "Fn::GetAtt", (text) => text.split(".")),
];

/** Reads YAML or JSON with the short forms of CloudFormation. */
export function parseTemplate<Data = Template>(text: string): Data {
  return parse(text, { customTags }) as Data;
}

const plain = (value: unknown): string => {
  const node = value as Node;
  if (typeof node === "object" && node !== null) {
    const [key, inner] = Object.entries(node)[0] ?? ["", ""];
    return key === "Ref"
      ? `\${${String(inner)}}`
      : key === "Fn::Join"
        ? ((inner as unknown[][])[1]?.map(plain).join("") ?? "")
        : key === "Fn::Sub"
          ? String(inner)
          : `${(inner as string[]).join(".")}`;
  }
  return String(value);
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The statements of a role, one for each action and resource. */
export function statementsOf(role: Node): string[] {
  const policies = role["Policies"] as {
    readonly PolicyDocument: { readonly Statement: Node[] };
  }[];
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap((statement) =>
      list(statement["Action"]).flatMap((action) =>
        list(statement["Resource"]).map((resource) => `${String(action)} on ${plain(resource)}`),
      ),
    )
    .sort();
}

export function environmentOf(environment: unknown): CanonicalFunction["environment"] {
  return byName(
    Object.entries((environment ?? {}) as Node).map(([name, value]) => [name, plain(value)]),
  );
}

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** What SAM and CDK templates have in common; `functions` differ. */
export function around({
  Resources,
}: Template): Omit<Canonical, "functions" | "routes" | "methods"> {
  const all = Object.entries(Resources);
  const of = (type: string) => all.filter(([, { Type }]) => Type === type);
  const roles = of("AWS::IAM::Role").filter(([id]) => id !== "ApiGatewayLogRole");
  return {
    roles: byName(
      roles.map(([id, { Properties }]) => [id.replace(/Role$/, ""), statementsOf(Properties)]),
    ),
    permissions: byName(
      of("AWS::Lambda::Permission").map(([id, { Properties }]) => [
        id.replace(/Permission$/, ""),
        plain(Properties["SourceArn"]).split("${Api}")[1] ?? "",
      ]),
    ),
    logs: byName(
      of("AWS::Logs::LogGroup").map(([id, { Properties }]) => {
        const days = Properties["RetentionInDays"];
        return [id.replace(/LogGroup$/, ""), typeof days === "number" ? days : 30];
      }),
    ),
    usagePlans: byName(
      of("AWS::ApiGateway::UsagePlan").map(([id, { Properties }]) => {
        const throttle = Properties["Throttle"] as Node | undefined;
        const quota = Properties["Quota"] as Node | undefined;
        return [
          id.replace(/UsagePlan$/, ""),
          [throttle?.["RateLimit"], throttle?.["BurstLimit"], quota?.["Limit"], quota?.["Period"]],
        ];
      }),
    ),
    tables: byName(of("AWS::DynamoDB::Table").map(([id, table]) => [id, tableOf(table)])),
    invocations: byName(
      of("AWS::Lambda::EventInvokeConfig").map(([id, { Properties }]) => [
        id.replace(/Invocation$/, ""),
        [
          Properties["MaximumRetryAttempts"],
          JSON.stringify(Properties["DestinationConfig"]).includes("AsyncFailures"),
        ],
      ]),
    ),
  };
}

/** Tables with everything that keeps their items safe. */
function tableOf({ Properties, DeletionPolicy, UpdateReplacePolicy }: Resource): CanonicalTable {
  const types = new Map(
    (Properties["AttributeDefinitions"] as Node[]).map((each) => [
      each["AttributeName"],
      each["AttributeType"],
    ]),
  );
  const keyOf = (holder: Node) =>
    (holder["KeySchema"] as Node[]).map(({ AttributeName: name, KeyType }) =>
      [name, types.get(name), KeyType].join(" "),
    );
  const at = (name: string) => Properties[name] as Node | undefined;
  const indexes = (Properties["GlobalSecondaryIndexes"] ?? []) as Node[];
  return {
    key: keyOf(Properties),
    indexes: byName(indexes.map((each) => [String(each["IndexName"]), keyOf(each)])),
    ttl: (at("TimeToLiveSpecification")?.["AttributeName"] as string | undefined) ?? null,
    isOnDemand: Properties["BillingMode"] === "PAY_PER_REQUEST",
    isRecoverable: at("PointInTimeRecoverySpecification")?.["PointInTimeRecoveryEnabled"] === true,
    isEncrypted: at("SSESpecification")?.["SSEEnabled"] === true,
    isKept: DeletionPolicy === "Retain" && UpdateReplacePolicy === "Retain",
  };
}

/** Throttles and caches of a stage; a parameter stands for its default. */
export function methodsOf(settings: readonly Node[], defaults: Node): Canonical["methods"] {
  const value = (node: unknown) => {
    const name = (node as Node | undefined)?.["Ref"];
    return typeof name === "string" ? defaults[name] : node;
  };
  return byName(
    settings.map((each) => [
      `${String(each["HttpMethod"])} ${String(each["ResourcePath"]).slice(1)}`,
      [
        value(each["ThrottlingRateLimit"]),
        value(each["ThrottlingBurstLimit"]),
        each["CacheTtlInSeconds"] ?? null,
      ],
    ]),
  );
}

/** The defaults of a template's parameters. */
export function defaultsOf(template: object): Node {
  const { Parameters = {} } = template as { readonly Parameters?: Readonly<Record<string, Node>> };
  return Object.fromEntries(
    Object.entries(Parameters).map(([name, each]) => [name, each["Default"]]),
  );
}

/** Where a function runs, and the key that encrypts its environment. */
function networkOf(properties: Node): Pick<CanonicalFunction, "network" | "key"> {
  const vpc = properties["VpcConfig"] as Node | undefined;
  const ids = ["SubnetIds", "SecurityGroupIds"].flatMap((kind) => list(vpc?.[kind] ?? []));
  return { network: ids.map(String), key: (properties["KmsKeyArn"] as string | undefined) ?? null };
}

/** Functions of a SAM template. */
export function samFunctions(template: Template): Canonical["functions"] {
  const { Globals } = template as unknown as { readonly Globals: { readonly Function: Node } };
  const common = Globals.Function["Environment"] as { readonly Variables: Node };
  const all = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === "AWS::Serverless::Function",
  );
  return byName(
    all.map(([id, { Properties }]) => {
      const environment = Properties["Environment"] as { readonly Variables: Node } | undefined;
      const ready = Properties["ProvisionedConcurrencyConfig"] as Node | undefined;
      return [
        id.replace(/Function$/, ""),
        {
          handler: String(Properties["Handler"]),
          memory: Number(Properties["MemorySize"]),
          timeout: Number(Properties["Timeout"]),
          architecture: String(list(Properties["Architectures"])[0]),
          isTraced: Globals.Function["Tracing"] === "Active",
          environment: environmentOf({ ...common.Variables, ...environment?.Variables }),
          reserved: number(Properties["ReservedConcurrentExecutions"]),
          provisioned: number(ready?.["ProvisionedConcurrentExecutions"]),
          ...networkOf(Properties),
        },
      ];
    }),
  );
}

/** Functions of a synthesised template. */
export function cdkFunctions({ Resources }: Template): Canonical["functions"] {
  const all = Object.entries(Resources).filter(([, { Type }]) => Type === "AWS::Lambda::Function");
  return byName(
    all.map(([name, { Properties }]) => {
      const id = name.replace(/Function$/, "");
      const environment = Properties["Environment"] as { readonly Variables: Node } | undefined;
      const alias = Resources[`${name}Aliaslive`]?.Properties["ProvisionedConcurrencyConfig"];
      return [
        id,
        {
          handler: String(Properties["Handler"]),
          memory: Number(Properties["MemorySize"]),
          timeout: Number(Properties["Timeout"]),
          architecture: String(list(Properties["Architectures"])[0]),
          isTraced: (Properties["TracingConfig"] as Node | undefined)?.["Mode"] === "Active",
          environment: environmentOf(environment?.Variables),
          reserved: number(Properties["ReservedConcurrentExecutions"]),
          provisioned: number((alias as Node | undefined)?.["ProvisionedConcurrentExecutions"]),
          ...networkOf(Properties),
        },
      ];
    }),
  );
}

/** Functions of a serverless.yml: its names are those of the ids, its bundles lie below dist. */
export function serverlessFunctions(
  functions: Readonly<Record<string, Node>>,
): Canonical["functions"] {
  return byName(
    Object.entries(functions).map(([name, each]) => [
      String(each["role"]).replace(/Role$/, ""),
      {
        handler: String(each["handler"]).split("/").at(-1) ?? "",
        memory: Number(each["memorySize"]),
        timeout: Number(each["timeout"]),
        architecture: String(each["architecture"]),
        isTraced: each["tracing"] === "Active",
        environment: environmentOf(each["environment"]),
        reserved: number(each["reservedConcurrency"]),
        provisioned: number(each["provisionedConcurrency"]),
        network: ["subnetIds", "securityGroupIds"].flatMap((kind) =>
          list((each["vpc"] as Node | undefined)?.[kind] ?? []).map(String),
        ),
        key: (each["kmsKeyArn"] as string | undefined) ?? null,
        ...(name === "" ? { name } : {}),
      },
    ]),
  );
}
