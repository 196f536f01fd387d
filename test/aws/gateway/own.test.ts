import { describe, expect, it } from "vitest";
import { documentOf, projectOf } from "../../support/document.ts";
import { generated } from "../../support/files.ts";

const responses = { 200: { description: "It is." } };
const mock = {
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  responses: {
    default: { statusCode: "204", responseParameters: { "method.response.header.X-A": "'a'" } },
  },
};
const operation = (more: object = {}) => ({ operationId: "read", responses, ...more });

async function made(document: object) {
  const { files, found } = await projectOf(document, { intrinsics: "keep" });
  return {
    files,
    gateway: JSON.parse(files.get("gateway/openapi.json") ?? ""),
    codes: found.map(({ code }) => code),
  };
}

describe("what the document says to API Gateway itself", () => {
  it.each([
    ["mock", mock],
    [
      "http",
      {
        type: "http",
        httpMethod: "GET",
        uri: "https://x.test/a",
        responses: { default: { statusCode: "200" } },
      },
    ],
    ["http_proxy", { type: "http_proxy", httpMethod: "ANY", uri: "https://x.test/{proxy}" }],
    [
      "aws",
      {
        type: "aws",
        httpMethod: "POST",
        uri: { "Fn::Sub": "arn:${AWS::Partition}:apigateway:x" },
        requestTemplates: { "application/json": "{}" },
      },
    ],
  ])("an integration of type %s is kept, and has no function", async (_, integration) => {
    const { gateway, files } = await made(
      documentOf({ "/a": { get: operation({ "x-amazon-apigateway-integration": integration }) } }),
    );
    expect(gateway.paths["/a"].get["x-amazon-apigateway-integration"]).toEqual(integration);
    expect(
      [...files.keys()].filter((path) => /handlers|generated\/operations|test\/read/.test(path)),
    ).toEqual([]);
    expect(files.get("template.yaml")).not.toContain("AWS::Serverless::Function\n");
  });

  const lambda =
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations";
  it.each([
    [{ type: "aws_proxy", httpMethod: "POST", uri: lambda }, []],
    [{ type: "aws_proxy", httpMethod: "GET", uri: lambda }, ["warning gateway/integration-fails"]],
    [{ type: "aws_proxy", uri: lambda }, ["warning gateway/integration-fails"]],
    [
      { type: "aws_proxy", httpMethod: "POST", uri: "arn:aws:lambda:eu-west-1:1:function:f" },
      ["error gateway/integration"],
    ],
    [{ type: "aws_proxy", httpMethod: "POST" }, ["error gateway/integration"]],
    [
      { type: "aws_proxy", httpMethod: "POST", uri: lambda, payloadFormatVersion: "2.0" },
      ["warning gateway/integration-fails"],
    ],
    [
      {
        type: "aws_proxy",
        httpMethod: "POST",
        uri: lambda,
        requestParameters: { "integration.request.header.Authorization": "'x'" },
      },
      ["warning gateway/integration-fails"],
    ],
    [
      {
        type: "aws_proxy",
        httpMethod: "POST",
        uri: lambda
          .replace("aws:api", "${AWS::Partition}:api")
          .replace("eu-west-1", "${AWS::Region}"),
      },
      [],
    ],
    [
      { type: "aws_proxy", integrationSubtype: "SQS-SendMessage", payloadFormatVersion: "1.0" },
      ["warning gateway/integration-fails"],
    ],
    [{ type: "aws_proxy", httpMethod: "POST", uri: "${handler_invoke_arn}" }, []],
    [{ type: "http", httpMethod: "GET", uri: "x.test/a" }, ["error gateway/integration"]],
    [{ type: "http", httpMethod: "GET", uri: "${stageVariables.home}/a" }, []],
    [{ type: "aws", httpMethod: "POST", uri: "arn:aws:apigateway:eu-west-1:sqs:action/Send" }, []],
  ])("an integration is judged as the import judges it: %j", async (integration, expected) => {
    const paths = { "/a": { get: operation({ "x-amazon-apigateway-integration": integration }) } };
    const { told } = await generated(JSON.stringify(documentOf(paths)), { intrinsics: "keep" });
    expect(told.filter((each) => each.includes("gateway/integration"))).toEqual(expected);
  });

  it("statuses and headers that an integration maps are declared", async () => {
    const { gateway } = await made(
      documentOf({ "/a": { get: operation({ "x-amazon-apigateway-integration": mock }) } }),
    );
    expect(gateway.paths["/a"].get.responses).toEqual({
      200: { description: "It is." },
      204: { description: "An answer", headers: { "X-A": { schema: { type: "string" } } } },
    });
  });

  it("fields of operations and of the root are kept, and win", async () => {
    const root = {
      "x-amazon-apigateway-binary-media-types": ["*/*"],
      "x-amazon-apigateway-minimum-compression-size": 5,
      "x-amazon-apigateway-api-key-source": "HEADER",
      "x-amazon-apigateway-request-validators": {
        strict: { validateRequestBody: true, validateRequestParameters: true },
      },
      "x-amazon-apigateway-gateway-responses": {
        THROTTLED: { statusCode: "429", responseTemplates: { "application/json": "{}" } },
      },
      "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true },
      "x-sls-gen": { compression: 10 },
    };
    const get = operation({ "x-amazon-apigateway-request-validator": "strict" });
    const { gateway } = await made({ ...documentOf({ "/a": { get } }), ...root });
    expect(gateway).toMatchObject({
      "x-amazon-apigateway-binary-media-types": ["*/*"],
      "x-amazon-apigateway-minimum-compression-size": 5,
      "x-amazon-apigateway-api-key-source": "HEADER",
      servers: [
        { "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } },
      ],
    });
    expect(gateway["x-amazon-apigateway-gateway-responses"].THROTTLED).toEqual(
      root["x-amazon-apigateway-gateway-responses"].THROTTLED,
    );
    expect(Object.keys(gateway["x-amazon-apigateway-request-validators"])).toEqual([
      "all",
      "body",
      "none",
      "params",
      "strict",
    ]);
    expect(gateway.paths["/a"].get["x-amazon-apigateway-request-validator"]).toBe("strict");
  });

  it("a validator for the whole API is chosen for all", async () => {
    const root = { "x-amazon-apigateway-request-validator": "params" };
    const { gateway } = await made({ ...documentOf({ "/a": { get: operation() } }), ...root });
    expect(gateway["x-amazon-apigateway-request-validator"]).toBe("params");
    expect(gateway.paths["/a"].get).not.toHaveProperty("x-amazon-apigateway-request-validator");
  });

  it("a validator that is not declared is refused", async () => {
    const get = operation({ "x-amazon-apigateway-request-validator": "none such" });
    await expect(projectOf(documentOf({ "/a": { get } }))).rejects.toMatchObject({
      diagnostics: [{ code: "gateway/validator" }],
    });
  });

  it("fields of HTTP APIs are left out, and told", async () => {
    const { gateway, codes } = await made({
      ...documentOf({ "/a": { get: operation() } }),
      "x-amazon-apigateway-cors": {},
    });
    expect(gateway).not.toHaveProperty("x-amazon-apigateway-cors");
    expect(codes).toContain("gateway/ignored");
  });

  it("any method stands for those that a path does not have", async () => {
    const { gateway, files } = await made(
      documentOf({
        "/a": {
          get: operation(),
          "x-amazon-apigateway-any-method": operation({ operationId: "rest" }),
        },
      }),
    );
    expect(Object.keys(gateway.paths["/a"])).toEqual(["x-amazon-apigateway-any-method", "get"]);
    expect(files.get("template.yaml")).toContain("${Api}/*/*/a");
    expect(files.has("src/handlers/rest.ts")).toBe(true);
  });
});
