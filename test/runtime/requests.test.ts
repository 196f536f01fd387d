import { describe, expect, it } from "vitest";
import { documentOf } from "../support/document.ts";
import { loadGenerated } from "../support/module.ts";
import {
  type Event,
  type Seen,
  identity,
  integers,
  operation,
  query,
} from "../support/operation.ts";

describe("requests that the nearest tool gets wrong", () => {
  it("keeps parameters of one name apart", async () => {
    const send = await operation([{ name: "id", in: "query", schema: { type: "string" } }]);
    const { seen } = await send(query({ id: ["from-query"] }));
    expect(seen?.["path"]).toEqual({ id: "p1" });
    expect(seen?.["query"]).toEqual({ id: "from-query" });
  });

  it("drops readOnly from requests and writeOnly from responses", async () => {
    const schema = {
      type: "object",
      required: ["id", "secret"],
      properties: {
        id: { type: "string", readOnly: true },
        secret: { type: "string", writeOnly: true },
      },
    };
    const content = { "application/json": { schema } };
    const document = documentOf({
      "/x": {
        post: {
          operationId: "run",
          requestBody: { required: true, content },
          responses: { 200: { description: "", content } },
        },
      },
    });
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (
        handle: (request: Seen) => object,
      ) => (event: Event, context: object) => Promise<{ body: string }>;
    };
    let body: unknown;
    const handler = run((request) => {
      body = request["body"];
      return { status: 200, body: { id: "1", secret: "s" } };
    });
    const answer = await handler(
      { body: '{"id":"forged","secret":"s"}', multiValueHeaders: {}, requestContext: { identity } },
      {},
    );
    expect(body).toEqual({ secret: "s" });
    expect(JSON.parse(answer.body)).toEqual({ id: "1" });
  });

  it("finds a cookie in the Cookie header", async () => {
    const send = await operation([
      { name: "session", in: "cookie", required: true, schema: { type: "string" } },
    ]);
    const { seen } = await send({ multiValueHeaders: { Cookie: ['a=1; session="s%201"'] } });
    expect(seen?.["cookies"]).toEqual({ session: "s 1" });
    expect((await send({})).errors).toEqual([
      { in: "cookie", pointer: "/session", keyword: "required", message: "is required" },
    ]);
  });

  it("reads a list that is not exploded", async () => {
    const send = await operation([{ name: "ids", in: "query", explode: false, schema: integers }]);
    expect((await send(query({ ids: ["1,2"] }))).seen?.["query"]).toEqual({ ids: [1, 2] });
  });

  it("checks constraints", async () => {
    const send = await operation([
      { name: "limit", in: "query", schema: { type: "integer", maximum: 100 } },
    ]);
    const { seen, errors } = await send(query({ limit: ["5000"] }));
    expect(seen).toBeNull();
    expect(errors).toEqual([
      { in: "query", pointer: "/limit", keyword: "maximum", message: "must be at most 100" },
    ]);
  });

  it("does not decode a query value a second time", async () => {
    const send = await operation([
      { name: "tags", in: "query", schema: { type: "array", items: { type: "string" } } },
    ]);
    expect((await send(query({ tags: ["100%", "%41"] }))).seen?.["query"]).toEqual({
      tags: ["100%", "%41"],
    });
  });

  it("puts a default in", async () => {
    const send = await operation([
      { name: "limit", in: "query", schema: { type: "integer", default: 20 } },
    ]);
    expect((await send({})).seen?.["query"]).toEqual({ limit: 20 });
  });

  it("finds a header whatever its case", async () => {
    const send = await operation([{ name: "X-Trace", in: "header", schema: { type: "string" } }]);
    expect((await send({ multiValueHeaders: { "x-trace": ["t"] } })).seen?.["headers"]).toEqual({
      "X-Trace": "t",
    });
  });
});

describe("path values", () => {
  it("are decoded exactly once", async () => {
    const send = await operation([]);
    expect((await send({ pathParameters: { id: "a%2Fb%2525" } })).seen?.["path"]).toEqual({
      id: "a/b%25",
    });
  });

  it("that are malformed are refused", async () => {
    const { answer, errors } = await (await operation([]))({ pathParameters: { id: "100%" } });
    expect(answer.statusCode).toBe(400);
    expect(errors).toMatchObject([{ in: "path", pointer: "/id", keyword: "encoding" }]);
  });
});

describe("text is read strictly", () => {
  it.each([
    [{ type: "integer" }, "12", 12],
    [{ type: "number" }, "-1.5e2", -150],
    [{ type: "boolean" }, "true", true],
    [{ type: ["integer", "null"] }, "", null],
    [{ type: ["integer", "string"] }, "12", 12],
    [{ type: ["integer", "string"] }, "12abc", "12abc"],
    [{ type: "string" }, "12", "12"],
    [{ type: "string" }, "", ""],
  ])("%j %j", async (schema, text, value) => {
    const send = await operation([{ name: "q", in: "query", schema }]);
    expect((await send(query({ q: [text] }))).seen?.["query"]).toEqual({ q: value });
  });

  it.each([
    [{ type: "integer" }, "12abc"],
    [{ type: "number" }, ""],
    [{ type: "number" }, "0x10"],
    [{ type: "number" }, "1e999"],
    [{ type: "boolean" }, "yes"],
  ])("%j refuses %j", async (schema, text) => {
    const send = await operation([{ name: "q", in: "query", schema }]);
    expect((await send(query({ q: [text] }))).errors).toMatchObject([
      { in: "query", pointer: "/q", keyword: "type" },
    ]);
  });
});

describe("events of an HTTP API (payload 2.0)", () => {
  const http = { method: "POST", path: "/x/a%2Fb", sourceIp: "192.0.2.1", userAgent: "t" };
  const iam = { accessKey: "k", accountId: "1", callerId: "c", userArn: "arn:aws:iam::1:user/a" };
  const event = {
    version: "2.0",
    routeKey: "POST /x/{id}",
    rawPath: "/x/a%2Fb",
    rawQueryString: "tags=a&tags=b%2Cc&n=1",
    queryStringParameters: { tags: "a,b,c", n: "1" },
    cookies: ["session=s%201", "other=2"],
    headers: { "x-trace": "t" },
    pathParameters: { id: "a/b" },
    isBase64Encoded: false,
    requestContext: { http, requestId: "r", stage: "$default", authorizer: { iam } },
  };

  it("are read as those of a REST API are", async () => {
    const tags = { type: "array", items: { type: "string" } };
    const send = await operation([
      { name: "tags", in: "query", schema: tags },
      { name: "n", in: "query", schema: { type: "integer" } },
      { name: "X-Trace", in: "header", schema: { type: "string" } },
      { name: "session", in: "cookie", schema: { type: "string" } },
    ]);
    const { seen } = await send({
      ...event,
      multiValueQueryStringParameters: undefined,
      multiValueHeaders: undefined,
    });
    expect(seen).toMatchObject({
      path: { id: "a/b" },
      query: { tags: ["a", "b,c"], n: 1 },
      headers: { "X-Trace": "t" },
      cookies: { session: "s 1" },
      auth: { kind: "iam", userArn: "arn:aws:iam::1:user/a" },
    });
  });
});
