import { describe } from "vitest";
import { proxy, type Fixture } from "../../support/gateway.ts";
import { conforms, get, json, post, type Row } from "./rows.ts";

const parameters = [{ name: "q", in: "query", required: true, schema: { type: "string" } }];
const body = {
  requestBody: {
    content: {
      "application/json": {
        schema: {
          type: "object",
          required: ["email"],
          properties: { email: { type: "string" }, size: { type: "integer" } },
        },
      },
    },
  },
};
const strict = {
  ...proxy("strict"),
  "x-amazon-apigateway-integration": {
    type: "mock",
    passthroughBehavior: "never",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: { default: { statusCode: "200" } },
  },
};
const paths = {
  "/needs": { get: proxy("echo", { parameters }), post: proxy("echo", body) },
  "/throws": { get: proxy("throws") },
  "/hangs": { get: proxy("hangs") },
  "/key": { get: proxy("echo", { security: [{ key: [] }] }) },
  "/odd": { get: proxy("echo", { security: [{ gone: [] }] }) },
  "/strict": { post: strict },
  "/limited": { get: proxy("echo") },
  "/users/{id}": { get: proxy("throws") },
};
const components = {
  securitySchemes: {
    key: { type: "apiKey", name: "x-api-key", in: "header" },
    gone: {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "arn" },
    },
  },
};
const stage = {
  variables: { color: "blue" },
  methods: [
    { method: "GET", path: "~1limited/GET", throttle: { rate: 0.001, burst: 0 }, cache: null },
  ],
};
const fixture: Fixture = { paths, stage, document: { components } };
const message = (said: string | null) => ({ message: said });

/** What the gateway answers by itself where the document says nothing (API Gateway: gateway response types). */
const plain: Row[] = [
  [
    "BAD_REQUEST_PARAMETERS",
    get("/needs"),
    {
      status: 400,
      errorType: "BadRequestException",
      ...message("Missing required request parameters: [q]"),
      headers: { "content-type": "application/json" },
    },
  ],
  [
    "BAD_REQUEST_BODY",
    post("/needs", "{}"),
    { status: 400, errorType: "BadRequestException", ...message("Invalid request body") },
  ],
  ["BAD_REQUEST_BODY for what is no JSON", post("/needs", "{"), message("Invalid request body")],
  [
    "BAD_REQUEST_BODY for no body",
    { method: "POST", path: "/needs" },
    message("Invalid request body"),
  ],
  [
    "INTEGRATION_FAILURE of a function",
    get("/throws"),
    {
      status: 502,
      errorType: "InternalServerErrorException",
      ...message("Internal server error"),
    },
  ],
  [
    "INTEGRATION_TIMEOUT",
    get("/hangs"),
    {
      status: 504,
      errorType: "InternalServerErrorException",
      ...message("Endpoint request timed out"),
    },
  ],
  [
    "INVALID_API_KEY for none",
    get("/key"),
    { status: 403, errorType: "ForbiddenException", ...message("Forbidden") },
  ],
  [
    "INVALID_API_KEY for another",
    get("/key", "x-api-key", "a".repeat(20)),
    { status: 403, errorType: "ForbiddenException", ...message("Forbidden") },
  ],
  [
    "MISSING_AUTHENTICATION_TOKEN for an unknown path",
    get("/none"),
    {
      status: 403,
      errorType: "MissingAuthenticationTokenException",
      ...message("Missing Authentication Token"),
    },
  ],
  [
    "MISSING_AUTHENTICATION_TOKEN for an unknown method",
    { method: "DELETE", path: "/needs" },
    { status: 403, ...message("Missing Authentication Token") },
  ],
  [
    "AUTHORIZER_CONFIGURATION_ERROR",
    get("/odd", "Authorization", "x"),
    { status: 500, errorType: "AuthorizerConfigurationException", ...message(null) },
  ],
  [
    "UNSUPPORTED_MEDIA_TYPE",
    post("/strict", "x", "Content-Type", "text/plain"),
    { status: 415, errorType: "BadRequestException", ...message("Unsupported Media Type") },
  ],
  [
    "THROTTLED",
    get("/limited"),
    { status: 429, errorType: "TooManyRequestsException", ...message("Too Many Requests") },
  ],
  [
    "REQUEST_TOO_LARGE",
    post("/needs", "x".repeat(10 * 1024 * 1024 + 1)),
    { status: 413, ...message("Request Too Long") },
  ],
];

const origin = "https://page.example";
const template = (text: string) => ({ responseTemplates: { "application/json": text } });
const shaped: Fixture = {
  ...fixture,
  document: {
    components,
    "x-amazon-apigateway-gateway-responses": {
      DEFAULT_4XX: {
        responseParameters: { "gatewayresponse.header.X-Class": "'4'" },
        ...template('{"class":4,"said":$context.error.messageString}'),
      },
      DEFAULT_5XX: { statusCode: "503", ...template('{"class":5}') },
      BAD_REQUEST_PARAMETERS: {
        statusCode: "422",
        responseParameters: {
          "gatewayresponse.header.Access-Control-Allow-Origin": "method.request.header.origin",
          "gatewayresponse.header.X-Query": "method.request.querystring.page",
          "gatewayresponse.header.X-Stage": "context.stage",
          "gatewayresponse.header.X-Color": "stageVariables.color",
          "gatewayresponse.header.X-None": "method.request.header.none",
        },
        ...template(
          '{"text":"$context.error.message","type":"$context.error.responseType","path":"$context.path","color":"$stageVariables.color","none":"$context.none"}',
        ),
      },
      BAD_REQUEST_BODY: template(
        '{"detail":"$context.error.validationErrorString","said":$context.error.messageString}',
      ),
      INTEGRATION_FAILURE: {
        responseParameters: { "gatewayresponse.header.X-Id": "method.request.path.id" },
      },
      REQUEST_TOO_LARGE: { statusCode: "400", ...template('{"mine":true}') },
      MISSING_AUTHENTICATION_TOKEN: { statusCode: "404" },
    },
  },
};

/** What the document makes of it (API Gateway: gateway responses). */
const own: Row[] = [
  [
    "a status, headers and a body of its own",
    get("/needs?page=2", "Origin", origin),
    {
      status: 422,
      headers: {
        "access-control-allow-origin": origin,
        "x-query": "2",
        "x-stage": "local",
        "x-color": "blue",
        "x-none": undefined,
        "x-class": undefined,
      },
      text: '{"text":"Missing required request parameters: [q]","type":"BAD_REQUEST_PARAMETERS","path":"/local/needs","color":"blue","none":""}',
    },
  ],
  [
    "the error type stays what it was",
    get("/needs"),
    { status: 422, errorType: "BadRequestException" },
  ],
  [
    "what is wrong with a body, its quotes escaped",
    post("/needs", "{}"),
    {
      status: 400,
      text: '{"detail":"[object has missing required properties ([\\"email\\"])]","said":"Invalid request body"}',
    },
  ],
  [
    "more than one thing that is wrong with a body",
    post("/needs", '{"email":1,"size":"x"}'),
    { status: 400 },
  ],
  [
    "what is not declared, as its class says",
    get("/key"),
    { status: 403, headers: { "x-class": "4" }, text: '{"class":4,"said":"Forbidden"}' },
  ],
  [
    "a status of the class for all that is not declared",
    get("/odd", "Authorization", "x"),
    { status: 503, text: '{"class":5}' },
  ],
  ["a status of the class for time-outs", get("/hangs"), { status: 503, text: '{"class":5}' }],
  [
    "a part of the path in a header",
    get("/users/7"),
    { status: 502, headers: { "x-id": "7" }, message: "Internal server error" },
  ],
  [
    "an unknown path as 404",
    get("/none"),
    { status: 404, errorType: "MissingAuthenticationTokenException" },
  ],
  [
    "413, which cannot be changed",
    post("/needs", "x".repeat(10 * 1024 * 1024 + 1), ...json),
    { status: 413, message: "Request Too Long" },
  ],
];

describe("failures of the gateway's own", () => conforms(fixture, plain));
describe("failures in the document's shape", () => conforms(shaped, own));
