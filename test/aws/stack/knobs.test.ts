import { describe, expect, it } from "vitest";
import { documentOf, projectOf } from "../../support/document.ts";
import { parseTemplate, statementsOf } from "../../support/readers/cloudformation.ts";

const responses = { 200: { description: "" } };
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`;

/** The resources of the template for one operation with settings. */
async function resourcesOf(own: object, root: object = {}, operation: object = {}) {
  const get = { operationId: "read", responses, "x-sls-gen": own, ...operation };
  const document = { ...documentOf({ "/a": { get } }), "x-sls-gen": root };
  const { files } = await projectOf(document);
  return {
    ...parseTemplate(files.get("template.yaml") ?? "").Resources,
    files,
  } as unknown as Record<string, { Type: string; Properties: Record<string, never> }> & {
    files: Map<string, string>;
  };
}

describe("every knob of an operation reaches its function", () => {
  it.each([
    [{ memory: 1024 }, { MemorySize: 1024 }],
    [{ timeout: 5 }, { Timeout: 5 }],
    [{ architecture: "x86_64" }, { Architectures: ["x86_64"] }],
    [{ environment: { A: "b: c" } }, { Environment: { Variables: { A: "b: c" } } }],
    [{ layers: [arn("lambda", "layer:a:1")] }, { Layers: [arn("lambda", "layer:a:1")] }],
    [{ reservedConcurrency: 0 }, { ReservedConcurrentExecutions: 0 }],
    [
      { provisionedConcurrency: 3 },
      {
        AutoPublishAlias: "live",
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 3 },
      },
    ],
    [
      { deadLetter: arn("sns", "failures") },
      { DeadLetterQueue: { Type: "SNS", TargetArn: arn("sns", "failures") } },
    ],
  ])("%j", async (own, properties) => {
    expect((await resourcesOf(own))["ReadFunction"]?.Properties).toMatchObject(properties);
  });

  it("a network and a key of one's own, and exactly what the role needs for them", async () => {
    const vpc = { subnets: ["subnet-0a1b2c3d"], securityGroups: ["sg-0a1b2c3d"] };
    const kms = arn("kms", "key/5f1c-1");
    const { ReadFunction, ReadLogGroup, ReadRole } = await resourcesOf(
      { vpc },
      { function: { kms } },
    );
    expect(ReadFunction?.Properties).toMatchObject({
      VpcConfig: { SubnetIds: vpc.subnets, SecurityGroupIds: vpc.securityGroups },
      KmsKeyArn: kms,
    });
    expect(ReadLogGroup?.Properties).toMatchObject({ KmsKeyId: kms });
    expect(
      statementsOf(ReadRole?.Properties ?? {}).filter((line) => /^(ec2|kms):/.test(line)),
    ).toEqual([
      "ec2:AssignPrivateIpAddresses on *",
      "ec2:CreateNetworkInterface on *",
      "ec2:DeleteNetworkInterface on *",
      "ec2:DescribeNetworkInterfaces on *",
      "ec2:DescribeSubnets on *",
      "ec2:UnassignPrivateIpAddresses on *",
      `kms:Decrypt on ${kms}`,
    ]);
  });

  it("a bucket that failures go to, which Lambda asks for itself as well", async () => {
    const own = { async: { onFailure: "arn:aws:s3:::failures" } };
    const { ReadRole } = await resourcesOf(own, {}, { responses: { 202: { description: "" } } });
    expect(
      statementsOf(ReadRole?.Properties ?? {}).filter((line) => line.startsWith("s3:")),
    ).toEqual([
      "s3:ListBucket on arn:aws:s3:::failures",
      "s3:PutObject on arn:aws:s3:::failures/*",
    ]);
  });

  it("a bucket whose name somebody has to choose, since names of buckets are the world's", async () => {
    const { files } = await resourcesOf({ access: { buckets: { Reports: ["read"] } } });
    const { Parameters } = parseTemplate(files.get("template.yaml") ?? "") as unknown as {
      readonly Parameters: Record<string, object>;
    };
    expect(Parameters["ReportsBucketName"]).not.toHaveProperty("Default");
  });

  it("log retention", async () => {
    const { ReadLogGroup } = await resourcesOf({ logRetention: 7 });
    expect(ReadLogGroup?.Properties).toMatchObject({ RetentionInDays: 7 });
  });

  it("throttling and caching of the method", async () => {
    const own = { throttle: { rate: 1.5, burst: 2 }, cache: { ttl: 60 } };
    const { Api } = await resourcesOf(own);
    expect(Api?.Properties["MethodSettings"]).toContainEqual(
      expect.objectContaining({
        HttpMethod: "GET",
        ResourcePath: "/~1a",
        ThrottlingRateLimit: 1.5,
        ThrottlingBurstLimit: 2,
        CachingEnabled: true,
        CacheTtlInSeconds: 60,
      }),
    );
    expect(Api?.Properties).toMatchObject({ CacheClusterEnabled: true, CacheClusterSize: "0.5" });
  });

  it("access: exactly these actions on these resources, and variables that the handler is given", async () => {
    const access = {
      tables: { Users: ["read"] },
      buckets: { "user-photos": ["write"] },
      queues: { Jobs: ["receive"] },
      topics: { Events: ["publish"] },
      secrets: { Stripe: ["read"] },
      parameters: { Limits: ["read"] },
    };
    const { ReadRole, ReadFunction, files } = await resourcesOf({ access });
    const place = "${AWS::Region}:${AWS::AccountId}";
    expect(
      statementsOf(ReadRole?.Properties ?? {}).filter((line) => !/^(logs|xray):/.test(line)),
    ).toEqual([
      `dynamodb:BatchGetItem on arn:\${AWS::Partition}:dynamodb:${place}:table/\${UsersTableName}`,
      `dynamodb:ConditionCheckItem on arn:\${AWS::Partition}:dynamodb:${place}:table/\${UsersTableName}`,
      `dynamodb:GetItem on arn:\${AWS::Partition}:dynamodb:${place}:table/\${UsersTableName}`,
      `dynamodb:Query on arn:\${AWS::Partition}:dynamodb:${place}:table/\${UsersTableName}`,
      `dynamodb:Query on arn:\${AWS::Partition}:dynamodb:${place}:table/\${UsersTableName}/index/*`,
      `dynamodb:Scan on arn:\${AWS::Partition}:dynamodb:${place}:table/\${UsersTableName}`,
      `dynamodb:Scan on arn:\${AWS::Partition}:dynamodb:${place}:table/\${UsersTableName}/index/*`,
      "s3:AbortMultipartUpload on arn:${AWS::Partition}:s3:::${UserPhotosBucketName}/*",
      "s3:PutObject on arn:${AWS::Partition}:s3:::${UserPhotosBucketName}/*",
      `secretsmanager:GetSecretValue on arn:\${AWS::Partition}:secretsmanager:${place}:secret:\${StripeSecretName}-??????`,
      `sns:Publish on arn:\${AWS::Partition}:sns:${place}:\${EventsTopicName}`,
      `sqs:ChangeMessageVisibility on arn:\${AWS::Partition}:sqs:${place}:\${JobsQueueName}`,
      `sqs:DeleteMessage on arn:\${AWS::Partition}:sqs:${place}:\${JobsQueueName}`,
      `sqs:ReceiveMessage on arn:\${AWS::Partition}:sqs:${place}:\${JobsQueueName}`,
      `ssm:GetParameter on arn:\${AWS::Partition}:ssm:${place}:parameter/\${LimitsParameterName}`,
      `ssm:GetParameters on arn:\${AWS::Partition}:ssm:${place}:parameter/\${LimitsParameterName}`,
    ]);
    const environment = ReadFunction?.Properties["Environment"] as
      { Variables: object } | undefined;
    const names = [
      "EVENTS_TOPIC_ARN",
      "JOBS_QUEUE_URL",
      "LIMITS_PARAMETER",
      "STRIPE_SECRET",
      "USERS_TABLE",
      "USER_PHOTOS_BUCKET",
    ];
    expect(Object.keys(environment?.Variables ?? {}).sort()).toEqual(
      [...names, "NODE_OPTIONS"].sort(),
    );
    for (const name of names) {
      expect(files.get("src/generated/operations/read.ts")).toContain(`readonly ${name}: string;`);
    }
  });

  it("async: 202 at once, an event, and a place for failures", async () => {
    const made = await resourcesOf(
      { async: true },
      {},
      { responses: { 202: { description: "" } } },
    );
    expect(made["ReadInvocation"]?.Properties).toMatchObject({
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["AsyncFailures", "Arn"] } } },
    });
    expect(made["AsyncFailures"]?.Type).toBe("AWS::SQS::Queue");
    const { paths } = JSON.parse(made.files.get("gateway/openapi.json") ?? "");
    expect(paths["/a"].get.responses).toHaveProperty("202");
    expect(paths["/a"].get["x-amazon-apigateway-integration"]).toMatchObject({
      type: "aws",
      requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
      responses: { default: { statusCode: "202" } },
    });
    expect(made.files.get("src/generated/operations/read.ts")).toContain("isAsync: true,");
  });
});

describe("every knob of the API reaches the stack", () => {
  it("logs, traces, variables and compression", async () => {
    const root = {
      accessLogs: true,
      executionLogs: "error",
      tracing: false,
      compression: 10,
      stageVariables: { a: "b" },
    };
    const { Api, AccessLogGroup, ApiGatewayAccount, ReadRole, files } = await resourcesOf({}, root);
    expect(Api?.Properties).toMatchObject({
      TracingEnabled: false,
      Variables: { a: "b" },
      AccessLogSetting: { DestinationArn: { "Fn::GetAtt": ["AccessLogGroup", "Arn"] } },
    });
    const settings = Api?.Properties["MethodSettings"] as object[] | undefined;
    expect(settings?.[0]).toMatchObject({
      LoggingLevel: "ERROR",
    });
    expect([AccessLogGroup?.Type, ApiGatewayAccount?.Type]).toEqual([
      "AWS::Logs::LogGroup",
      "AWS::ApiGateway::Account",
    ]);
    expect(statementsOf(ReadRole?.Properties ?? {}).join()).not.toContain("xray");
    expect(JSON.parse(files.get("gateway/openapi.json") ?? "")).toMatchObject({
      "x-amazon-apigateway-minimum-compression-size": 10,
    });
  });

  it("web ACL, domain with mutual TLS, and a resource policy", async () => {
    const domain = {
      name: "api.example.com",
      certificate: arn("acm", "certificate/a"),
      basePath: "v1",
      mutualTls: { truststore: "s3://trust/store.pem" },
    };
    const policy = { Version: "2012-10-17", Statement: [] };
    const { WebAcl, DomainName, DomainMapping, files } = await resourcesOf(
      {},
      { waf: arn("wafv2", "regional/webacl/a/b"), domain, policy },
    );
    expect(WebAcl?.Properties).toMatchObject({ WebACLArn: arn("wafv2", "regional/webacl/a/b") });
    expect(DomainName?.Properties).toMatchObject({
      DomainName: "api.example.com",
      SecurityPolicy: "TLS_1_2",
      MutualTlsAuthentication: { TruststoreUri: "s3://trust/store.pem" },
    });
    expect(DomainMapping?.Properties).toMatchObject({ BasePath: "v1" });
    expect(JSON.parse(files.get("gateway/openapi.json") ?? "")).toMatchObject({
      servers: [
        { "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } },
      ],
      "x-amazon-apigateway-policy": policy,
    });
  });

  it("usage plans for callers with a key, one where nothing is said", async () => {
    const security = [{ key: [] }];
    const schemes = { key: { type: "apiKey", name: "x-api-key", in: "header" } };
    const get = { operationId: "read", responses, security };
    const document = { ...documentOf({ "/a": { get } }), components: { securitySchemes: schemes } };
    const { files } = await projectOf(document, { security: { key: { kind: "apiKey" } } });
    const { Resources } = parseTemplate(files.get("template.yaml") ?? "");
    expect(Object.keys(Resources)).toEqual(
      expect.arrayContaining(["DefaultUsagePlan", "DefaultApiKey", "DefaultUsagePlanKey"]),
    );
  });
});

describe("settings that cannot stand together are refused", () => {
  const table = { tables: { Orders: ["read"] } };

  it.each([
    [{ async: true, cache: { ttl: 5 } }, "settings/together"],
    [{ async: true, provisionedConcurrency: 1 }, "settings/together"],
    [{ access: table, environment: { ORDERS_TABLE: "mine" } }, "settings/together"],
    [{ access: { tables: { Orders: ["read"], orders: ["write"] } } }, "settings/together"],
    [{ environment: { AWS_REGION: "x" } }, "settings/value"],
    [{ environment: { RESPONSE_CHECKS: "off" } }, "settings/value"],
    [{ deadLetter: arn("lambda", "function:a") }, "settings/value"],
    [{ layers: ["arn:aws:lambda:${x}"] }, "settings/value"],
    [{ vpc: { subnets: ["subnet-0a1b2c3d"] } }, "settings/value"],
    [{ vpc: { subnets: ["${x}"], securityGroups: ["sg-0a1b2c3d"] } }, "settings/value"],
    [{ kms: "alias/mine" }, "settings/value"],
  ])("%j", async (own, code) => {
    await expect(resourcesOf(own)).rejects.toMatchObject({
      diagnostics: expect.arrayContaining([expect.objectContaining({ code })]),
    });
  });

  it("in the API: credentials for every origin, two plans of one name", async () => {
    const refused = (root: object) => expect(resourcesOf({}, root)).rejects;
    await refused({ cors: { origins: ["*"], credentials: true } }).toMatchObject({
      diagnostics: [{ code: "settings/cors" }],
    });
    await refused({ usagePlans: [{ name: "A" }, { name: "A" }] }).toMatchObject({
      diagnostics: [{ code: "settings/value" }],
    });
  });

  it("and an operation that is called like a resource of the stack has another id", async () => {
    const made = await resourcesOf({}, { accessLogs: true }, { operationId: "access" });
    expect([
      made["AccessOperationFunction"]?.Type,
      made["AccessLogGroup"]?.Properties["LogGroupName"],
    ]).toEqual(["AWS::Serverless::Function", { "Fn::Sub": "/aws/apigateway/${AWS::StackName}" }]);
  });

  it("a Lambda authorizer is found where SAM's esbuild puts it", async () => {
    const schemes = { bearer: { type: "http", scheme: "bearer" } };
    const get = { operationId: "bearerAuthorizer", responses, security: [{ bearer: [] }] };
    const document = { ...documentOf({ "/a": { get } }), components: { securitySchemes: schemes } };
    const { files } = await projectOf(document, { security: { bearer: { kind: "token" } } });
    const { Resources } = parseTemplate(files.get("template.yaml") ?? "");
    expect(Resources["BearerAuthorizerFunction"]?.Properties["Handler"]).toBe("bearer.handler");
    expect(Resources["BearerAuthorizerOperationFunction"]?.Properties["Handler"]).toBe(
      "bearerAuthorizer.handler",
    );
    expect(files.get("src/generated/build.mjs")).toContain('out: "authorizers/bearer/bearer"');
  });
});
