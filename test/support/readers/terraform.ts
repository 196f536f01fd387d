import { byName, type Canonical, type CanonicalTable } from "./canonical.ts";

type Node = { readonly [key: string]: unknown };
type Main = {
  readonly data: {
    readonly aws_iam_policy_document: Readonly<
      Record<string, { readonly statement: readonly Node[] }>
    >;
  };
  readonly resource: readonly Readonly<Record<string, Readonly<Record<string, Node>>>>[];
};
type Variables = { readonly variable: Readonly<Record<string, { readonly default?: unknown }>> };

/** Terraform's words for what CloudFormation calls otherwise. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\$\{data\.aws_partition\.current\.partition\}/g, "${AWS::Partition}"],
  [/\$\{data\.aws_partition\.current\.dns_suffix\}/g, "${AWS::URLSuffix}"],
  [/\$\{data\.aws_region\.current\.id\}/g, "${AWS::Region}"],
  [/\$\{data\.aws_caller_identity\.current\.account_id\}/g, "${AWS::AccountId}"],
  [/\$\{var\.(\w+)\}/g, "${$1}"],
  [/^\$\{aws_cloudwatch_log_group\.(\w+)\.arn\}:\*$/g, "$1LogGroup.Arn"],
  [
    /\$\{aws_dynamodb_table\.(\w+)\.arn\}/g,
    "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${$1}",
  ],
  [/\$\{aws_dynamodb_table\.(\w+)\.name\}/g, "${$1}"],
  [/\$\{random_password\.(\w+)\.result\}/g, "{{resolve:secretsmanager:${$1}:SecretString}}"],
  [/^\$\{aws_sqs_queue\.AsyncFailures\.arn\}$/g, "AsyncFailures.Arn"],
];

const plain = (text: unknown) =>
  words.reduce((said, [from, to]) => said.replaceAll(from, to), String(text));

/** Reads the stack from main.tf.json and variables.tf.json. */
export function readTerraform(main: string, variables: string): Omit<Canonical, "routes"> {
  const { data, resource } = JSON.parse(main) as Main;
  const defaults = (JSON.parse(variables) as Variables).variable;
  const of = (type: string) => resource.flatMap((each) => Object.entries(each[type] ?? {}));
  const value = (node: unknown) => {
    const name = /^\$\{var\.(\w+)\}$/.exec(String(node))?.[1];
    return name === undefined ? node : defaults[name]?.default;
  };
  const ready = new Map(of("aws_lambda_provisioned_concurrency_config"));
  return {
    functions: byName(
      of("aws_lambda_function").map(([id, each]) => [
        id,
        {
          handler: String(each["handler"]),
          memory: Number(each["memory_size"]),
          timeout: Number(each["timeout"]),
          architecture: String((each["architectures"] as string[])[0]),
          isTraced: each["tracing_config"] !== undefined,
          environment: byName(
            Object.entries((each["environment"] as { readonly variables: Node }).variables).map(
              ([name, text]) => [name, plain(text)],
            ),
          ),
          reserved: (each["reserved_concurrent_executions"] as number | undefined) ?? null,
          provisioned: (ready.get(id)?.["provisioned_concurrent_executions"] as number) ?? null,
          network: ["subnet_ids", "security_group_ids"].flatMap(
            (kind) => ((each["vpc_config"] as Node | undefined)?.[kind] ?? []) as string[],
          ),
          key: (each["kms_key_arn"] as string | undefined) ?? null,
        },
      ]),
    ),
    roles: byName(
      of("aws_iam_role_policy").map(([id]) => [
        id,
        (data.aws_iam_policy_document[id]?.statement ?? [])
          .flatMap((each) =>
            (each["actions"] as string[]).flatMap((action) =>
              (each["resources"] as string[]).map((one) => `${action} on ${plain(one)}`),
            ),
          )
          .sort(),
      ]),
    ),
    permissions: byName(
      of("aws_lambda_permission").map(([id, each]) => [
        id,
        String(each["source_arn"]).split("execution_arn}")[1] ?? "",
      ]),
    ),
    methods: byName(
      of("aws_api_gateway_method_settings").map(([, { method_path, settings }]) => {
        const path = String(method_path);
        const at = path.lastIndexOf("/");
        const all = settings as Node;
        return [
          `${path.slice(at + 1)} ${path.slice(0, at)}`,
          [
            value(all["throttling_rate_limit"]),
            value(all["throttling_burst_limit"]),
            all["cache_ttl_in_seconds"] ?? null,
          ],
        ];
      }),
    ),
    logs: byName(
      of("aws_cloudwatch_log_group").map(([id, each]) => [id, value(each["retention_in_days"])]),
    ),
    usagePlans: byName(
      of("aws_api_gateway_usage_plan").map(([id, each]) => {
        const throttle = each["throttle_settings"] as Node | undefined;
        const quota = each["quota_settings"] as Node | undefined;
        return [
          id,
          [
            throttle?.["rate_limit"],
            throttle?.["burst_limit"],
            quota?.["limit"],
            quota?.["period"],
          ],
        ];
      }),
    ),
    tables: byName(of("aws_dynamodb_table").map(([id, table]) => [id, tableOf(table)])),
    invocations: byName(
      of("aws_lambda_function_event_invoke_config").map(([id, each]) => [
        id,
        [
          each["maximum_retry_attempts"],
          JSON.stringify(each["destination_config"]).includes("AsyncFailures"),
        ],
      ]),
    ),
  };
}

function tableOf(table: Node): CanonicalTable {
  const types = new Map((table["attribute"] as Node[]).map(({ name, type }) => [name, type]));
  const keyOf = ({ hash_key: hash, range_key: range }: Node) => [
    `${String(hash)} ${String(types.get(hash))} HASH`,
    ...(range === undefined ? [] : [`${String(range)} ${String(types.get(range))} RANGE`]),
  ];
  const at = (name: string) => table[name] as Node | undefined;
  const indexes = (table["global_secondary_index"] ?? []) as Node[];
  return {
    key: keyOf(table),
    indexes: byName(indexes.map((each) => [String(each["name"]), keyOf(each)])),
    ttl: (at("ttl")?.["attribute_name"] as string | undefined) ?? null,
    isOnDemand: table["billing_mode"] === "PAY_PER_REQUEST",
    isRecoverable: at("point_in_time_recovery")?.["enabled"] === true,
    isEncrypted: at("server_side_encryption")?.["enabled"] === true,
    isKept: at("lifecycle")?.["prevent_destroy"] === true,
  };
}
