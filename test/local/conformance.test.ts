import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateway, proxy, type Got, type Said } from "../support/gateway.ts";

const json = ["Content-Type", "application/json"] as const;
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

let served: Awaited<ReturnType<typeof gateway>>;

beforeAll(async () => {
  served = await gateway({
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
  });
});

afterAll(() => served.end());

type Expected = {
  readonly status?: number;
  readonly errorType?: string;
  readonly message?: string | null;
  readonly headers?: Readonly<Record<string, unknown>>;
  /** Parts of the event that the function was given. */
  readonly event?: object;
  readonly text?: string;
  readonly check?: (got: Got) => void;
};

type Row = readonly [name: string, said: Said, expected: Expected];

const get = (path: string, ...headers: string[]): Said => ({ path, headers });
const post = (path: string, text: string, ...headers: string[]): Said => ({
  method: "POST",
  path,
  body: text,
  headers: headers.length === 0 ? json : headers,
});
const unknown: Expected = {
  status: 403,
  errorType: "MissingAuthenticationTokenException",
  message: "Missing Authentication Token",
};
const at = (resource: string, pathParameters: object | null = null): Expected => ({
  status: 200,
  event: { resource, pathParameters },
});

const routing: Row[] = [
  ["the root", get("/"), at("/")],
  ["a literal", get("/echo"), at("/echo")],
  [
    "a literal with a slash at its end",
    get("/echo/"),
    { status: 200, event: { resource: "/echo", path: "/echo/" } },
  ],
  [
    "the stage before the path",
    get("/local/echo"),
    {
      status: 200,
      event: { resource: "/echo", path: "/echo", requestContext: { path: "/local/echo" } },
    },
  ],
  ["two slashes before the stage", get("//local/echo"), at("/echo")],
  [
    "two slashes after the stage",
    get("/local//echo"),
    {
      status: 200,
      event: { resource: "/echo", path: "/echo", requestContext: { path: "/local//echo" } },
    },
  ],
  [
    "slashes before the stage and after it",
    get("///local//echo"),
    { status: 200, event: { path: "/echo", requestContext: { path: "/local//echo" } } },
  ],
  ["two slashes before a variable's value", get("/local//echo/7"), at("/echo/{id}", { id: "7" })],
  ...["GET", "PUT", "POST", "PATCH", "HEAD", "OPTIONS"].map((method): Row => [
    `${method} of any`,
    { method, path: "/any" },
    { status: 200 },
  ]),
  ["TRACE, which is none of any", { method: "TRACE", path: "/any" }, unknown],
  ["PURGE, which is none of any", { method: "PURGE", path: "/any" }, unknown],
  ["the stage alone", get("/local"), at("/")],
  ["the stage and a slash", get("/local/"), at("/")],
  ["another stage", get("/prod/echo"), unknown],
  ["what begins like the stage", get("/localecho"), unknown],
  ["a variable", get("/echo/7"), at("/echo/{id}", { id: "7" })],
  ["a variable with a slash after it", get("/echo/7/"), at("/echo/{id}", { id: "7" })],
  ["a literal before a variable", get("/echo/fixed"), at("/echo/fixed")],
  [
    "a variable that is encoded, left so",
    get("/echo/a%20b%2Fc"),
    at("/echo/{id}", { id: "a%20b%2Fc" }),
  ],
  ["a variable with a plus, left so", get("/echo/a+b"), at("/echo/{id}", { id: "a+b" })],
  ["a variable that is badly encoded", get("/echo/%zz"), at("/echo/{id}", { id: "%zz" })],
  ["no value for a variable", get("/echo//"), unknown],
  ["too deep", get("/echo/7/8"), unknown],
  ["a greedy variable", get("/files/a/b/c"), at("/files/{path+}", { path: "a/b/c" })],
  [
    "a greedy variable, encoded",
    get("/files/test%2Balias@x"),
    at("/files/{path+}", { path: "test%2Balias@x" }),
  ],
  ["slashes in a greedy variable", get("/files/a//b"), at("/files/{path+}", { path: "a//b" })],
  ["nothing for a greedy variable", get("/files"), unknown],
  ["a literal before a greedy variable", get("/files/known"), at("/files/known")],
  [
    "a greedy sibling that has the method",
    { method: "POST", path: "/files/known" },
    at("/files/{path+}", { path: "known" }),
  ],
  [
    "a greedy sibling further down",
    get("/echo/fixed/only-post"),
    at("/echo/fixed/{rest+}", { rest: "only-post" }),
  ],
  ["an unknown path", get("/unknown"), unknown],
  ["another case", get("/Echo"), unknown],
  ["an unknown method", { method: "DELETE", path: "/echo" }, unknown],
  ["HEAD, which is not GET", { method: "HEAD", path: "/echo" }, { status: 403 }],
  [
    "any method",
    { method: "PATCH", path: "/any" },
    { status: 200, event: { resource: "/any", httpMethod: "PATCH" } },
  ],
  [
    "a method of its own beside any",
    { method: "DELETE", path: "/any" },
    { status: 200, text: "1" },
  ],
  ["signs that a path may have", get("/a.b-c_d:e,f"), at("/a.b-c_d:e,f")],
  ["a literal that is encoded", get("/%65cho"), at("/echo")],
  [
    "an unknown path with a bearer token",
    get("/unknown", "Authorization", "Bearer abc"),
    {
      status: 403,
      errorType: "IncompleteSignatureException",
      message:
        "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
    },
  ],
  [
    "an unknown path with pairs that lack parts",
    get("/unknown", "Authorization", "Bearer a=b"),
    {
      status: 403,
      errorType: "IncompleteSignatureException",
      message:
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=Bearer",
    },
  ],
  [
    "a path that is too long",
    get(`/echo/${"a".repeat(10_300)}`),
    { status: 414, message: "Request URI too long" },
  ],
];

const missing = (...names: string[]): Expected => ({
  status: 400,
  errorType: "BadRequestException",
  message: `Missing required request parameters: [${names.join(", ")}]`,
});

const parameters: Row[] = [
  ["everything that is required", get("/needs?q=1&b=2", "X-Need", "1"), { status: 200 }],
  ["nothing: by place, then by name", get("/needs"), missing("X-Need", "b", "q")],
  ["no query", get("/needs", "X-Need", "1"), missing("b", "q")],
  ["no header", get("/needs?q=1&b=2"), missing("X-Need")],
  ["a blank query", get("/needs?q=&b=2", "X-Need", "1"), missing("q")],
  ["a query of spaces", get("/needs?q=%20&b=2", "X-Need", "1"), missing("q")],
  ["a query without a value", get("/needs?q&b=2", "X-Need", "1"), missing("q")],
  ["a blank header", get("/needs?q=1&b=2", "X-Need", ""), missing("X-Need")],
  ["another case of a query", get("/needs?Q=1&b=2", "X-Need", "1"), missing("q")],
  ["no validation where it is off", post("/needs", "{"), { status: 200 }],
  ["a value of any kind", get("/needs?q=%00&b=%F0%9F%98%80", "X-Need", "1"), { status: 200 }],
];

const invalid = (detail: string): Expected => ({
  status: 422,
  errorType: "BadRequestException",
  check: ({ text, headers }) => {
    expect(JSON.parse(text)).toEqual({
      detail: `[${detail}]`,
      type: "BAD_REQUEST_BODY",
      id: headers["x-amzn-requestid"],
    });
  },
});

const good = { name: "ab", size: 1 };
const withBody = (more: object) => post("/model", JSON.stringify({ ...good, ...more }));

const bodies: Row[] = [
  ["a body that fits", withBody({}), { status: 200, event: { body: JSON.stringify(good) } }],
  [
    "a body with all",
    withBody({ kind: "b", tags: ["x"], other: { id: "1", next: { id: "2" } }, none: null }),
    { status: 200 },
  ],
  [
    "nothing, which is an empty object",
    { method: "POST", path: "/model", headers: json },
    invalid('object has missing required properties (["name","size"])'),
  ],
  [
    "nothing, without a media type",
    { method: "POST", path: "/model" },
    invalid('object has missing required properties (["name","size"])'),
  ],
  [
    "one of two that are required",
    post("/model", '{"name":"ab"}'),
    invalid('object has missing required properties (["size"])'),
  ],
  ["no JSON", post("/model", "{"), invalid("the body is not JSON")],
  [
    "another type",
    post("/model", "[]"),
    invalid(
      'instance type (array) does not match any allowed primitive type (allowed: ["object"])',
    ),
  ],
  [
    "another type inside",
    withBody({ size: "1" }),
    invalid(
      'instance type (string) does not match any allowed primitive type (allowed: ["integer"])',
    ),
  ],
  [
    "a number with a fraction",
    withBody({ size: 1.5 }),
    invalid(
      'instance type (number) does not match any allowed primitive type (allowed: ["integer"])',
    ),
  ],
  [
    "two types",
    withBody({ none: 1 }),
    invalid(
      'instance type (integer) does not match any allowed primitive type (allowed: ["string","null"])',
    ),
  ],
  [
    "too long",
    withBody({ name: "abcde" }),
    invalid('string "abcde" is too long (length: 5, maximum allowed: 4)'),
  ],
  [
    "too short",
    withBody({ name: "a" }),
    invalid('string "a" is too short (length: 1, required minimum: 2)'),
  ],
  [
    "another pattern",
    withBody({ name: "A1" }),
    invalid('ECMA 262 regex "^[a-z]+$" does not match input string "A1"'),
  ],
  [
    "too small",
    withBody({ size: 0 }),
    invalid("numeric instance is lower than the required minimum (minimum: 1, found: 0)"),
  ],
  [
    "too large",
    withBody({ size: 10 }),
    invalid("numeric instance is greater than the required maximum (maximum: 9, found: 10)"),
  ],
  [
    "none of an enum",
    withBody({ kind: "c" }),
    invalid('instance value ("c") not found in enum (possible values: ["a","b"])'),
  ],
  [
    "a name that is not declared",
    withBody({ more: 1 }),
    invalid('object instance has properties which are not allowed by the schema: ["more"]'),
  ],
  [
    "an item of another type",
    withBody({ tags: [1] }),
    invalid(
      'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
    ),
  ],
  [
    "a model that refers to itself",
    withBody({ other: { id: "1", next: {} } }),
    invalid('object has missing required properties (["id"])'),
  ],
  [
    "a media type without a model",
    post("/model", "{", "Content-Type", "text/plain"),
    { status: 200 },
  ],
  [
    "parameters of the media type",
    post("/model", "{}", "Content-Type", "application/json; charset=utf-8"),
    { status: 422 },
  ],
  [
    "another case of the media type",
    post("/model", "{}", "Content-Type", "Application/JSON"),
    { status: 422 },
  ],
  [
    "a model of another media type",
    {
      method: "PUT",
      path: "/model",
      body: "{}",
      headers: ["Content-Type", "application/vnd.x+json"],
    },
    { status: 422 },
  ],
  [
    "JSON where another media type has the model",
    { method: "PUT", path: "/model", body: "{}", headers: json },
    { status: 200 },
  ],
  [
    "parameters before the body",
    { method: "PATCH", path: "/model", body: "{}", headers: json },
    missing("q"),
  ],
  [
    "a header of the request in the shape",
    post("/model", "{}", ...json, "Origin", "https://o.example"),
    {
      status: 422,
      headers: { "x-origin": "https://o.example", "content-type": "application/problem+json" },
    },
  ],
  [
    "a body that is too large",
    post("/echo", "x".repeat(10 * 1024 * 1024 + 1)),
    { status: 413, message: "Request Too Long" },
  ],
  [
    "a body that is too large for a function",
    post("/echo", "x".repeat(6 * 1024 * 1024)),
    { status: 413, message: "Request Too Long" },
  ],
];

const event: Row[] = [
  [
    "nulls for what is not there",
    get("/echo"),
    {
      event: {
        body: null,
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: null,
        isBase64Encoded: false,
        stageVariables: { color: "blue" },
      },
    },
  ],
  ["an empty query", get("/echo?"), { event: { queryStringParameters: null } }],
  [
    "the last of repeated values, and all of them",
    get("/echo?a=1&a=2&b="),
    {
      event: {
        queryStringParameters: { a: "2", b: "" },
        multiValueQueryStringParameters: { a: ["1", "2"], b: [""] },
      },
    },
  ],
  [
    "a plus in a query is a space",
    get("/echo?a=test+alias&b=%2B"),
    { event: { queryStringParameters: { a: "test alias", b: "+" } } },
  ],
  [
    "an encoded name",
    get("/echo?filter%5Bx%5D=1"),
    { event: { queryStringParameters: { "filter[x]": "1" } } },
  ],
  ["a badly encoded value", get("/echo?a=%zz"), { event: { queryStringParameters: { a: "%zz" } } }],
  [
    "a value with an equal sign",
    get("/echo?a=b=c"),
    { event: { queryStringParameters: { a: "b=c" } } },
  ],
  [
    "a name that objects inherit",
    get("/echo?toString=1&__proto__=2"),
    { event: { multiValueQueryStringParameters: { toString: ["1"] } } },
  ],
  [
    "names of headers as they were sent",
    get("/echo", "tEsT-HEADeR", "a"),
    { event: { headers: { "tEsT-HEADeR": "a" } } },
  ],
  [
    "the last of repeated headers, and all of them",
    get("/echo", "X-A", "1", "X-A", "2"),
    { event: { headers: { "X-A": "2" }, multiValueHeaders: { "X-A": ["1", "2"] } } },
  ],
  [
    "headers that never arrive",
    get("/echo", "Connection", "close", "TE", "trailers", "Expect", "x"),
    {
      check: ({ text }) =>
        expect(
          Object.keys(JSON.parse(text).event.headers).map((name) => name.toLowerCase()),
        ).not.toEqual(expect.arrayContaining(["connection"])),
    },
  ],
  [
    "headers that are added",
    get("/echo"),
    {
      event: {
        headers: {
          "X-Forwarded-Proto": "http",
          "X-Forwarded-For": expect.stringContaining("127.0.0.1"),
          "X-Amzn-Trace-Id": expect.stringMatching(/^Root=1-/),
        },
      },
    },
  ],
  [
    "an authorization that no method asks for",
    get("/echo", "Authorization", "Bearer x"),
    { event: { headers: { Authorization: "Bearer x" } } },
  ],
  [
    "a body as it came",
    post("/echo", ' { "a" : 1 } '),
    { event: { body: ' { "a" : 1 } ', isBase64Encoded: false } },
  ],
  [
    "bytes of a binary type",
    {
      method: "POST",
      path: "/echo",
      body: Buffer.from([0, 255]),
      headers: ["Content-Type", "image/png"],
    },
    { event: { body: "AP8=", isBase64Encoded: true } },
  ],
  [
    "a body of another type as text",
    { method: "POST", path: "/echo", body: "ä", headers: ["Content-Type", "image/gif"] },
    { event: { body: "ä", isBase64Encoded: false } },
  ],
  [
    "an empty body of a binary type",
    { method: "POST", path: "/echo", headers: ["Content-Type", "image/png"] },
    { event: { body: null, isBase64Encoded: false } },
  ],
  [
    "the context of the request",
    get("/echo/7"),
    {
      event: {
        requestContext: {
          accountId: "123456789012",
          apiId: "local",
          stage: "local",
          httpMethod: "GET",
          resourcePath: "/echo/{id}",
          path: "/local/echo/7",
          protocol: "HTTP/1.1",
          operationName: "echo",
          requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          requestTimeEpoch: expect.any(Number),
        },
      },
    },
  ],
  [
    "an identity of nulls",
    get("/echo", "User-Agent", "me"),
    {
      event: {
        requestContext: {
          identity: {
            accessKey: null,
            accountId: null,
            caller: null,
            user: null,
            userArn: null,
            principalOrgId: null,
            cognitoIdentityId: null,
            cognitoIdentityPoolId: null,
            cognitoAuthenticationType: null,
            cognitoAuthenticationProvider: null,
            userAgent: "me",
            sourceIp: expect.stringContaining("127.0.0.1"),
          },
        },
      },
    },
  ],
  [
    "no version, which only HTTP APIs say",
    get("/echo"),
    { check: ({ text }) => expect(JSON.parse(text).event).not.toHaveProperty("version") },
  ],
  [
    "exactly the keys of a REST API",
    get("/echo"),
    {
      check: ({ text }) =>
        expect(Object.keys(JSON.parse(text).event).sort()).toEqual([
          "body",
          "headers",
          "httpMethod",
          "isBase64Encoded",
          "multiValueHeaders",
          "multiValueQueryStringParameters",
          "path",
          "pathParameters",
          "queryStringParameters",
          "requestContext",
          "resource",
          "stageVariables",
        ]),
    },
  ],
  [
    "the id of the request in both places",
    get("/echo"),
    {
      check: ({ text, headers }) =>
        expect(JSON.parse(text).event.requestContext.requestId).toBe(headers["x-amzn-requestid"]),
    },
  ],
  [
    "the context of the function",
    get("/echo"),
    {
      check: ({ text }) => {
        const { context } = JSON.parse(text);
        expect(context).toMatchObject({
          functionName: "echo",
          memoryLimitInMB: "128",
          functionVersion: "$LATEST",
          invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:echo",
        });
        expect(context.left).toBeGreaterThan(500);
        expect(context.left).toBeLessThanOrEqual(2000);
      },
    },
  ],
  [
    "the environment of the function",
    get("/echo"),
    {
      check: ({ text }) =>
        expect(JSON.parse(text).env).toMatchObject({
          OWN: "echo",
          AWS_REGION: "us-east-1",
          AWS_LAMBDA_FUNCTION_NAME: "echo",
        }),
    },
  ],
  [
    "no media type where none was sent",
    { method: "POST", path: "/echo", body: "x" },
    {
      check: ({ text }) =>
        expect(
          Object.keys(JSON.parse(text).event.headers).map((name) => name.toLowerCase()),
        ).not.toContain("content-type"),
    },
  ],
  [
    "cookies as one header",
    get("/echo", "Cookie", "a=1; b=2"),
    { event: { headers: { Cookie: "a=1; b=2" } } },
  ],
  ["a body of GET", { path: "/echo", body: "x" }, { event: { body: "x", httpMethod: "GET" } }],
  [
    "an encoded name and value of Unicode",
    get("/echo?%C3%A4=%F0%9F%98%80"),
    { event: { queryStringParameters: { ä: "😀" } } },
  ],
  [
    "semicolons in a value, as they are",
    get("/echo?a=1%3B2"),
    { event: { queryStringParameters: { a: "1;2" } } },
  ],
  [
    "the host as the client said it",
    get("/echo", "Host", "api.example.com"),
    {
      event: {
        headers: { Host: "api.example.com" },
        requestContext: { domainName: "api.example.com", domainPrefix: "api" },
      },
    },
  ],
  [
    "a range of binary types",
    {
      method: "POST",
      path: "/echo",
      body: "ab",
      headers: ["Content-Type", "audio/x-thing; v=1"],
    },
    { event: { body: "YWI=", isBase64Encoded: true } },
  ],
  [
    "no authorizer where none ran",
    get("/echo"),
    {
      check: ({ text }) =>
        expect(JSON.parse(text).event.requestContext).not.toHaveProperty("authorizer"),
    },
  ],
];

const answering = (value: unknown, ...headers: string[]) =>
  post("/answer", JSON.stringify({ value }), ...json, ...headers);
const malformed: Expected = {
  status: 502,
  errorType: "InternalServerErrorException",
  message: "Internal server error",
};

const answers: Row[] = [
  [
    "a status alone",
    answering({ statusCode: 200 }),
    { status: 200, text: "", headers: { "content-type": "application/json" } },
  ],
  [
    "headers without a status",
    answering({ headers: { "X-A": "1" } }),
    { status: 200, headers: { "x-a": "1" } },
  ],
  ["a status that is text", answering({ statusCode: "201" }), { status: 201 }],
  ["a status that is no number", answering({ statusCode: "test" }), malformed],
  ["a status out of range", answering({ statusCode: 42 }), malformed],
  ["a status with a fraction", answering({ statusCode: 200.5 }), malformed],
  ["headers that are null", answering({ statusCode: 200, headers: null }), { status: 200 }],
  ["headers that are a list", answering({ statusCode: 200, headers: ["a"] }), malformed],
  [
    "a header that is a boolean",
    answering({ headers: { "X-A": true } }),
    { headers: { "x-a": "true" } },
  ],
  ["a header that is a number", answering({ headers: { "X-A": 1 } }), { headers: { "x-a": "1" } }],
  ["a header that is an object", answering({ headers: { "X-A": {} } }), malformed],
  ["another key", answering({ statusCode: 200, extra: 1 }), malformed],
  ["a text", answering("text"), malformed],
  ["a list", answering([]), malformed],
  ["null", answering(null), malformed],
  ["nothing", get("/nothing"), malformed],
  ["a body that is an object", answering({ statusCode: 200, body: {} }), malformed],
  ["a body that is null", answering({ statusCode: 200, body: null }), { status: 200, text: "" }],
  ["a body", answering({ statusCode: 200, body: "ä" }), { text: "ä" }],
  [
    "a media type",
    answering({ headers: { "content-TYPE": "text/plain" }, body: "x" }),
    { headers: { "content-type": "text/plain" } },
  ],
  [
    "several values of a header",
    answering({ multiValueHeaders: { "X-A": ["1", "2"] } }),
    { headers: { "x-a": "1, 2" } },
  ],
  ["several values that are no list", answering({ multiValueHeaders: { "X-A": "1" } }), malformed],
  [
    "the same name in both maps: both, the several first",
    answering({ headers: { "X-A": "3" }, multiValueHeaders: { "X-A": ["1", "2"] } }),
    { headers: { "x-a": "1, 2, 3" } },
  ],
  [
    "several cookies",
    answering({ multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] } }),
    { headers: { "set-cookie": ["a=1", "b=2"] } },
  ],
  [
    "a header that has another name outside",
    answering({ headers: { "WWW-Authenticate": "Basic" } }),
    { headers: { "x-amzn-remapped-www-authenticate": "Basic", "www-authenticate": undefined } },
  ],
  [
    "a header that is dropped",
    answering({ headers: { "Transfer-Encoding": "x", TE: "x" } }),
    { status: 200, headers: { te: undefined } },
  ],
  [
    "bytes that are wanted",
    answering(
      { isBase64Encoded: true, body: "AP8=", headers: { "Content-Type": "image/png" } },
      "Accept",
      "image/png",
    ),
    { check: ({ bytes }) => expect([...bytes]).toEqual([0, 255]) },
  ],
  [
    "bytes where text is wanted",
    answering({ isBase64Encoded: true, body: "AP8=" }, "Accept", "text/plain"),
    { text: "AP8=" },
  ],
  [
    "bytes where nothing is said",
    answering({ isBase64Encoded: true, body: "AP8=" }),
    { text: "AP8=" },
  ],
  [
    "bytes that are wanted second",
    answering({ isBase64Encoded: true, body: "AP8=" }, "Accept", "text/plain, image/png"),
    { text: "AP8=" },
  ],
  [
    "bad base64 where bytes are wanted",
    answering({ isBase64Encoded: true, body: "!" }, "Accept", "image/png"),
    { status: 500, message: "Internal server error" },
  ],
  ["204 without a body", answering({ statusCode: 204 }), { status: 204, text: "" }],
  [
    "an error of the function's own",
    answering({ statusCode: 418, body: "tea" }),
    { status: 418, text: "tea" },
  ],
];

const faults: Row[] = [
  ["a handler that throws", get("/throws"), malformed],
  ["the same, again", get("/throws"), malformed],
  [
    "a handler that the gateway gives up on",
    get("/hangs"),
    { status: 504, message: "Endpoint request timed out" },
  ],
  [
    "a handler that is too slow",
    get("/slow"),
    { status: 504, message: "Endpoint request timed out" },
  ],
  ["a handler that ends the process", get("/exits"), malformed],
  ["the same, in a new instance", get("/exits"), malformed],
  ["a handler that takes all memory", get("/hungry"), malformed],
  ["an answer that is too large", get("/large"), malformed],
  ["a module that fails to load", get("/broken"), malformed],
  ["others, which go on", get("/echo"), { status: 200 }],
];

const preflights: Row[] = [
  [
    "a preflight",
    { method: "OPTIONS", path: "/echo", headers: ["Origin", "https://a.example"] },
    {
      status: 204,
      text: "",
      headers: {
        "access-control-allow-origin": "https://a.example",
        "access-control-allow-methods": "GET,OPTIONS",
      },
    },
  ],
  [
    "a preflight of another origin that is allowed",
    { method: "OPTIONS", path: "/echo", headers: ["Origin", "https://b.example"] },
    { status: 204, headers: { "access-control-allow-origin": "https://b.example" } },
  ],
  [
    "a preflight of an origin that is not",
    { method: "OPTIONS", path: "/echo", headers: ["Origin", "https://c.example"] },
    { status: 204, headers: { "access-control-allow-origin": "https://a.example" } },
  ],
  ["a preflight where there is none", { method: "OPTIONS", path: "/model" }, unknown],
];

const all: Record<string, Row[]> = {
  routing,
  parameters,
  bodies,
  event,
  answers,
  faults,
  preflights,
};

describe.each(Object.entries(all))("%s", (_, rows) => {
  it.each(rows.map(([name, said, expected]) => ({ name, said, expected })))(
    "$name",
    async ({ said, expected }) => {
      const got = await served.send(said);
      const { status, errorType, message, headers, event: part, text, check } = expected;
      const shown = got.text.slice(0, 300);
      if (status !== undefined) {
        expect(got.status, shown).toBe(status);
      }
      if (errorType !== undefined) {
        expect(got.headers["x-amzn-errortype"]).toBe(errorType);
      }
      if (message !== undefined) {
        expect(JSON.parse(got.text)).toEqual({ message });
      }
      for (const [name, value] of Object.entries(headers ?? {})) {
        expect(got.headers[name], name).toEqual(value);
      }
      if (part !== undefined) {
        expect(JSON.parse(got.text).event).toMatchObject(part);
      }
      if (text !== undefined) {
        expect(got.text).toBe(text);
      }
      check?.(got);
      expect(got.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
