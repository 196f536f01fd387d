import { parameterOf } from "../gateway/environment.ts";
import type { Grant } from "../settings/settings.ts";
import type { Arn, Statement } from "./stack.ts";

type Named = Omit<Extract<Arn, { service: string }>, "kind" | "parameter">;

/** Actions, and the parts of a resource that they are allowed on. */
type Rule = { readonly actions: readonly string[]; readonly on: readonly Named[] };

const regional = (service: string, before = "", after = ""): Named => ({
  service,
  isRegional: true,
  before,
  after,
});
const table = regional("dynamodb", "table/");
const index = regional("dynamodb", "table/", "/index/*");
const bucket: Named = { service: "s3", isRegional: false, before: "", after: "" };
const objects: Named = { ...bucket, after: "/*" };
const queue = regional("sqs");

/** What each word of a grant comes to: the actions of the service's own reference, no more. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  "tables read": [
    {
      actions: ["dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem"],
      on: [table],
    },
    { actions: ["dynamodb:Query", "dynamodb:Scan"], on: [table, index] },
  ],
  "tables write": [
    {
      actions: [
        "dynamodb:BatchWriteItem",
        "dynamodb:DeleteItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
      ],
      on: [table],
    },
  ],
  "buckets read": [
    { actions: ["s3:GetObject"], on: [objects] },
    { actions: ["s3:ListBucket"], on: [bucket] },
  ],
  "buckets write": [{ actions: ["s3:AbortMultipartUpload", "s3:PutObject"], on: [objects] }],
  "buckets delete": [{ actions: ["s3:DeleteObject"], on: [objects] }],
  "queues send": [{ actions: ["sqs:SendMessage"], on: [queue] }],
  "queues receive": [
    {
      actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
      on: [queue],
    },
  ],
  "topics publish": [{ actions: ["sns:Publish"], on: [regional("sns")] }],
  // Secrets Manager ends the ARN of a secret with six characters of its own.
  "secrets read": [
    {
      actions: ["secretsmanager:GetSecretValue"],
      on: [regional("secretsmanager", "secret:", "-??????")],
    },
  ],
  "parameters read": [
    {
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      on: [regional("ssm", "parameter/")],
    },
  ],
  "parameters write": [{ actions: ["ssm:PutParameter"], on: [regional("ssm", "parameter/")] }],
};

/** The statements of an execution role that grants come to. */
export function statementsOf(grants: readonly Grant[]): Statement[] {
  return grants.flatMap((grant) =>
    grant.actions
      .flatMap((action) => rules[`${grant.kind} ${action}`] ?? [])
      .map(({ actions, on }) => ({
        actions,
        resources: on.map((each) => ({
          kind: grant.made === null ? ("named" as const) : ("made" as const),
          ...each,
          parameter: parameterOf(grant),
        })),
      })),
  );
}
