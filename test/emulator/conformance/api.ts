import { proxy, type Fixture } from "../../support/gateway.ts";

const parameter = (name: string, place: string, required = true) => ({
  name,
  in: place,
  required,
  schema: { type: "string" },
});
const model = {
  type: "object",
  required: ["name", "size"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 2, maxLength: 4, pattern: "^[a-z]+$" },
    size: { type: "integer", minimum: 1, maximum: 9 },
    kind: { enum: ["a", "b"] },
    tags: { type: "array", items: { type: "string" } },
    other: { $ref: "#/components/schemas/Other" },
    none: { type: ["string", "null"] },
  },
};
const cors = {
  responses: { 204: { description: "" } },
  security: [],
  "x-amazon-apigateway-integration": {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode":204}' },
    responses: {
      default: {
        statusCode: "204",
        responseParameters: {
          "method.response.header.Access-Control-Allow-Origin": "'https://a.example'",
          "method.response.header.Access-Control-Allow-Methods": "'GET,OPTIONS'",
        },
        responseTemplates: {
          "application/json":
            '#set($origin = $input.params("Origin"))#if($origin == "https://b.example")#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end',
        },
      },
    },
  },
};
const body = (schema: object, type = "application/json") => ({
  requestBody: { required: true, content: { [type]: { schema } } },
});

/** The API that most rows are run against. */
export const api: Fixture = {
  paths: {
    "/": { get: proxy("echo") },
    "/echo": { get: proxy("echo"), post: proxy("echo"), options: cors },
    "/echo/{id}": { get: proxy("echo") },
    "/echo/fixed": { get: proxy("echo") },
    "/echo/fixed/only-post": { post: proxy("echo") },
    "/echo/fixed/{rest+}": { get: proxy("echo") },
    "/files/{path+}": { get: proxy("echo"), post: proxy("echo") },
    "/files/known": { get: proxy("echo") },
    "/any": { "x-amazon-apigateway-any-method": proxy("echo"), delete: proxy("counter") },
    "/a.b-c_d:e,f": { get: proxy("echo") },
    "/needs": {
      get: proxy("echo", {
        parameters: [
          parameter("q", "query"),
          parameter("X-Need", "header"),
          parameter("b", "query"),
          parameter("free", "query", false),
        ],
      }),
      post: proxy("echo", {
        "x-amazon-apigateway-request-validator": "none",
        parameters: [parameter("q", "query")],
        ...body(model),
      }),
    },
    "/model": {
      post: proxy("echo", body(model)),
      put: proxy("echo", body({ $ref: "#/components/schemas/Other" }, "application/vnd.x+json")),
      patch: proxy("echo", { ...body(model), parameters: [parameter("q", "query")] }),
    },
    "/answer": { post: proxy("answer") },
    "/nothing": { get: proxy("nothing") },
    "/throws": { get: proxy("throws") },
    "/hangs": { get: proxy("hangs") },
    "/slow": { get: { ...proxy("slow") } },
    "/exits": { get: proxy("exits") },
    "/hungry": {
      get: {
        ...proxy("hungry"),
        "x-amazon-apigateway-integration": {
          ...(proxy("hungry")["x-amazon-apigateway-integration"] as object),
          timeoutInMillis: 20_000,
        },
      },
    },
    "/large": { get: proxy("large") },
    "/broken": { get: proxy("broken") },
  },
  document: {
    components: {
      schemas: {
        Other: {
          type: "object",
          required: ["id"],
          properties: { id: { type: "string" }, next: { $ref: "#/components/schemas/Other" } },
        },
      },
    },
    "x-amazon-apigateway-binary-media-types": ["image/png", "audio/*"],
    "x-amazon-apigateway-gateway-responses": {
      BAD_REQUEST_BODY: {
        statusCode: "422",
        responseParameters: {
          "gatewayresponse.header.Content-Type": "'application/problem+json'",
          "gatewayresponse.header.X-Origin": "method.request.header.origin",
        },
        responseTemplates: {
          "application/json":
            '{"detail":"$context.error.validationErrorString","type":"$context.error.responseType","id":"$context.requestId"}',
        },
      },
    },
  },
  stage: { variables: { color: "blue" } },
};
