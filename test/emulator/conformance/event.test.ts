import { describe, expect } from "vitest";
import { api } from "./api.ts";
import { conforms, get, post, type Row } from "./rows.ts";

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

describe("the event of a function", () => conforms(api, event));
