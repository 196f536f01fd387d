import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Choices } from "../../src/config/choices.ts";
import { documentOf } from "../support/document.ts";
import { loadGenerated } from "../support/module.ts";

type Event = Record<string, unknown>;
type Seen = Record<string, Record<string, unknown>>;

const identity = {
  userArn: "arn:aws:iam::123456789012:user/a",
  accessKey: "k",
  accountId: "1",
  caller: "c",
};

/** An operation at `/x/{id}` with some parameters and a body, as a function of an event. */
async function operation(
  parameters: readonly object[],
  more: object = {},
  version = "3.1.0",
  choices: Partial<Choices> = {},
) {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const post = {
    operationId: "run",
    parameters: [id, ...parameters],
    responses: { 200: { description: "" } },
    ...more,
  };
  const document = documentOf({ "/x/{id}": { post } }, {}, version);
  const { run } = (await loadGenerated(
    document,
    "src/generated/operations/run.ts",
    choices,
  )) as unknown as {
    run: (
      handle: (request: Seen) => object,
    ) => (
      event: Event,
      context: object,
    ) => Promise<{ statusCode: number; body: string; headers: Record<string, string> }>;
  };
  return async (event: Event) => {
    let seen: Seen | null = null;
    const handler = run((request) => {
      seen = request;
      return { status: 200 };
    });
    const base = {
      pathParameters: { id: "p1" },
      multiValueQueryStringParameters: null,
      multiValueHeaders: {},
      body: null,
      isBase64Encoded: false,
      requestContext: { identity },
    };
    const answer = await handler({ ...base, ...event }, { awsRequestId: "r1" });
    return {
      seen: seen as Seen | null,
      answer,
      errors: answer.body === "" ? [] : (JSON.parse(answer.body).errors ?? []),
    };
  };
}

const query = (texts: Record<string, string[]>): Event => ({
  multiValueQueryStringParameters: texts,
});
const integers = { type: "array", items: { type: "integer" } };

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

describe("bodies", () => {
  const json = {
    "application/json": {
      schema: { type: "object", required: ["a"], properties: { a: { type: "integer" } } },
    },
  };
  const typed = (type: string) => ({ "Content-Type": [type] });

  it("of another type are refused with 415", async () => {
    const send = await operation([], { requestBody: { required: true, content: json } });
    const { answer } = await send({ body: "a", multiValueHeaders: typed("text/plain") });
    expect(answer.statusCode).toBe(415);
    expect(JSON.parse(answer.body)).toMatchObject({ accepted: ["application/json"] });
  });

  it("may carry a charset, and base64", async () => {
    const send = await operation([], { requestBody: { required: true, content: json } });
    const body = Buffer.from('{"a":1}').toString("base64");
    const { seen } = await send({
      body,
      isBase64Encoded: true,
      multiValueHeaders: typed("Application/JSON; charset=utf-8"),
    });
    expect(seen?.["body"]).toEqual({ a: 1 });
  });

  it("may be absent where they are optional, and must not where they are required", async () => {
    expect(
      (await (await operation([], { requestBody: { content: json } }))({})).seen,
    ).not.toHaveProperty("body");
    const { errors } = await (
      await operation([], { requestBody: { required: true, content: json } })
    )({});
    expect(errors).toMatchObject([{ in: "body", pointer: "", keyword: "required" }]);
  });

  it("may have parts: fields read as their schema says, and files", async () => {
    const schema = {
      type: "object",
      required: ["title", "files"],
      properties: {
        title: { type: "string" },
        count: { type: "integer" },
        tags: { type: "array", items: { type: "string" } },
        options: { type: "object", properties: { a: { type: "boolean" } } },
        files: { type: "array", items: { type: "string", format: "binary" } },
      },
    };
    const send = await operation(
      [],
      { requestBody: { required: true, content: { "multipart/form-data": { schema } } } },
      "3.0.3",
    );
    const form = new FormData();
    const fields = { title: "100%", count: "3", options: '{"a":true}' };
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    ["x", "y"].forEach((tag) => form.append("tags", tag));
    form.append("files", new File([new Uint8Array([0, 255, 1])], "a.bin", { type: "image/png" }));
    const request = new Response(form);
    const type = request.headers.get("Content-Type") ?? "";
    const body = Buffer.from(await request.arrayBuffer()).toString("base64");
    const { seen } = await send({ body, isBase64Encoded: true, multiValueHeaders: typed(type) });
    const { files, ...rest } = (seen?.["body"] ?? { files: [] }) as { files: File[] };
    expect(rest).toEqual({ title: "100%", count: 3, tags: ["x", "y"], options: { a: true } });
    expect(files.map((file) => [file.name, file.type, file.size])).toEqual([
      ["a.bin", "image/png", 3],
    ]);
    expect(new Uint8Array((await files[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(
      new Uint8Array([0, 255, 1]),
    );
    const bad = await send({ body: "no parts", multiValueHeaders: typed("multipart/form-data") });
    expect(bad.errors).toMatchObject([{ in: "body", keyword: "multipart" }]);
  });

  it("that are nested deeper than the stack goes are refused", async () => {
    const schemas = {
      R: { type: "object", properties: { r: { $ref: "#/components/schemas/R" } } },
    };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/R" } } };
    const post = {
      operationId: "run",
      requestBody: { content },
      responses: { 204: { description: "" } },
    };
    const document = documentOf({ "/x": { post } }, schemas);
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (
        handle: () => object,
      ) => (event: object, context: object) => Promise<{ statusCode: number; body: string }>;
    };
    const body = '{"r":'.repeat(20_000) + "{}" + "}".repeat(20_000);
    const answer = await run(() => ({ status: 204 }))({ body, requestContext: { identity } }, {});
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body).errors).toMatchObject([{ pointer: "", keyword: "depth" }]);
  });

  it("are told with the parameters: all failures at once, up to a cap", async () => {
    const send = await operation([{ name: "n", in: "query", schema: { type: "integer" } }], {
      requestBody: { required: true, content: json },
    });
    const { errors } = await send({
      ...query({ n: ["x"] }),
      body: "{}",
      multiValueHeaders: typed("application/json"),
    });
    expect(
      errors.map((each: { in: string; pointer: string }) => `${each.in}${each.pointer}`),
    ).toEqual(["query/n", "body/a"]);
    const list = { "application/json": { schema: integers } };
    const many = await (
      await operation([], { requestBody: { required: true, content: list } })
    )({ body: JSON.stringify(Array(500).fill("x")) });
    expect(many.errors).toHaveLength(50);
  });
});

describe("answers to an HTTP API", () => {
  it("have lists of headers joined, and cookies apart", async () => {
    const document = documentOf({
      "/x": { get: { operationId: "run", responses: { 204: { description: "" } } } },
    });
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (handle: () => object) => (event: object, context: object) => Promise<object>;
    };
    const headers = { "X-List": [1, 2], "Set-Cookie": ["a=1", "b=2"], "X-One": "x" };
    const event = {
      version: "2.0",
      headers: {},
      rawQueryString: "",
      requestContext: { http: {}, authorizer: { iam: { accessKey: "a" } } },
    };
    expect(await run(() => ({ status: 204, headers }))(event, {})).toEqual({
      statusCode: 204,
      body: "",
      headers: { "X-One": "x", "X-List": "1,2" },
      cookies: ["a=1", "b=2"],
    });
  });
});

describe("answers", () => {
  it("say nothing of the inside of an unknown error, and log it as one line", async () => {
    const document = documentOf({
      "/x": { get: { operationId: "run", responses: { 200: { description: "" } } } },
    });
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (
        handle: () => object,
      ) => (event: Event, context: object) => Promise<{ statusCode: number; body: string }>;
    };
    const lines: string[] = [];
    const log = console.error;
    console.error = (line: string) => lines.push(line);
    const handler = run(() => {
      throw new TypeError("inner\ndetail");
    });
    const answer = await handler({ requestContext: { identity } }, { awsRequestId: "r1" });
    console.error = log;
    expect(answer.statusCode).toBe(500);
    expect(JSON.parse(answer.body)).toEqual({
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      requestId: "r1",
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("\n");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "ERROR",
      operation: "run",
      requestId: "r1",
      error: { name: "TypeError", message: "inner\ndetail" },
    });
  });
});

describe("parameters as they are commonly sent", () => {
  const filter = {
    name: "filter",
    in: "query",
    style: "deepObject",
    schema: {
      type: "object",
      properties: {
        ids: { type: "array", items: { type: "integer" } },
        price: { type: "object", properties: { min: { type: "number" }, max: { type: "number" } } },
        tags: {
          type: "array",
          items: {
            type: "object",
            properties: { key: { type: "string" }, n: { type: "integer" } },
          },
        },
      },
    },
  };

  it("reads deepObject level by level, and lists in it", async () => {
    const send = await operation([filter]);
    const { seen } = await send(
      query({
        "filter[price][min]": ["1.5"],
        "filter[price][max]": ["20"],
        "filter[ids]": ["1", "2"],
        "filter[tags][1][key]": ["b"],
        "filter[tags][0][key]": ["a"],
        "filter[tags][0][n]": ["7"],
      }),
    );
    expect(seen?.["query"]).toEqual({
      filter: {
        price: { min: 1.5, max: 20 },
        ids: [1, 2],
        tags: [{ key: "a", n: 7 }, { key: "b" }],
      },
    });
    for (const texts of [
      { "filter[ids][]": ["3", "4"] },
      { "filter[ids][1]": ["4"], "filter[ids][0]": ["3"] },
    ]) {
      expect((await send(query(texts))).seen?.["query"]).toEqual({ filter: { ids: [3, 4] } });
    }
    const { errors } = await send(query({ "filter[price][min]": ["dear"] }));
    expect(errors).toMatchObject([{ in: "query", pointer: "/filter/price/min", keyword: "type" }]);
    const { seen: hostile } = await send(query({ "filter[__proto__][x]": ["1"] }));
    expect(Object.keys(hostile?.["query"]?.["filter"] as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("takes a name without a value for the empty text where allowEmptyValue says so", async () => {
    const flag = { name: "n", in: "query", schema: { type: "integer" } };
    const allowed = await operation([{ ...flag, allowEmptyValue: true }]);
    expect((await allowed(query({ n: [""] }))).seen?.["query"]).toEqual({ n: "" });
    expect((await allowed(query({ n: ["5"] }))).seen?.["query"]).toEqual({ n: 5 });
    expect((await allowed(query({ n: ["x"] }))).answer.statusCode).toBe(400);
    expect((await (await operation([flag]))(query({ n: [""] }))).answer.statusCode).toBe(400);
  });

  it("decodes a parameter with allowReserved like any other", async () => {
    const send = await operation([
      { name: "u", in: "query", allowReserved: true, schema: { type: "string" } },
    ]);
    const { seen } = await send(query({ u: ["/a?b=c&d"] }));
    expect(seen?.["query"]).toEqual({ u: "/a?b=c&d" });
  });

  it("ignores unknown query parameters, or refuses them where the config says so", async () => {
    const parameters = [
      { name: "a", in: "query", schema: integers },
      filter,
      { name: "o", in: "query", schema: { type: "object", properties: { x: { type: "string" } } } },
    ];
    const known = { "a[]": ["1"], "filter[ids]": ["1"], x: ["y"] };
    const lax = await operation(parameters);
    expect((await lax(query({ ...known, b: ["1"] }))).answer.statusCode).toBe(200);
    const strict = await operation(parameters, {}, "3.1.0", { unknownQuery: "refuse" });
    expect((await strict(query(known))).answer.statusCode).toBe(200);
    const { errors } = await strict(query({ ...known, b: ["1"], "c/d": ["1"] }));
    expect(errors).toEqual([
      {
        in: "query",
        pointer: "/b",
        keyword: "unknown",
        message: "is not a parameter of this operation",
      },
      {
        in: "query",
        pointer: "/c~1d",
        keyword: "unknown",
        message: "is not a parameter of this operation",
      },
    ]);
    const none = await operation([], {}, "3.1.0", { unknownQuery: "refuse" });
    expect((await none(query({ b: ["1"] }))).answer.statusCode).toBe(400);
  });

  it("gives an open object only what is nobody else's", async () => {
    const open = { type: "object", additionalProperties: { type: "integer" } };
    const send = await operation([
      filter,
      { name: "ids", in: "query", schema: integers },
      { name: "o", in: "query", schema: open },
    ]);
    const { seen } = await send(query({ "filter[ids]": ["1"], "ids[]": ["2"], x: ["3"] }));
    expect(seen?.["query"]).toEqual({ filter: { ids: [1] }, ids: [2], o: { x: 3 } });
  });

  it("reads a parameter described by content as text in its type", async () => {
    const content = { "text/plain": { schema: { type: "integer" } } };
    const send = await operation([{ name: "n", in: "query", content }]);
    expect((await send(query({ n: ["3"] }))).seen?.["query"]).toEqual({ n: 3 });
  });

  it("reads a parameter described by content as JSON", async () => {
    const schema = { type: "object", properties: { n: { type: "integer" } } };
    const content = { "application/json": { schema } };
    const send = await operation([{ name: "f", in: "query", content }]);
    expect((await send(query({ f: ['{"n":1}'] }))).seen?.["query"]).toEqual({ f: { n: 1 } });
    const { errors } = await send(query({ f: ["{"] }));
    expect(errors).toMatchObject([{ in: "query", pointer: "/f", keyword: "type" }]);
  });

  it("reads the whole query string of OpenAPI 3.2 as a form", async () => {
    const schema = {
      type: "object",
      properties: { a: { type: "integer" }, b: { type: "string" } },
    };
    const content = { "application/x-www-form-urlencoded": { schema } };
    const send = await operation([{ name: "q", in: "querystring", content }], {}, "3.2.0");
    const { seen } = await send(query({ a: ["1"], b: ["x y"] }));
    expect(seen?.["query"]).toEqual({ q: { a: 1, b: "x y" } });
  });
});

describe("forms with an encoding", () => {
  const schema = {
    type: "object",
    properties: {
      csv: integers,
      list: integers,
      deep: { type: "object", properties: { n: { type: "integer" } } },
      json: { type: "array", items: { type: "object", properties: { n: { type: "integer" } } } },
      text: { type: "string" },
    },
  };

  it("reads fields in the style that is said, else lists repeated and objects as JSON", async () => {
    const encoding = { csv: { style: "form", explode: false }, deep: { style: "deepObject" } };
    const content = { "application/x-www-form-urlencoded": { schema, encoding } };
    const send = await operation([], { requestBody: { content } });
    const { seen } = await send({
      multiValueHeaders: { "Content-Type": ["application/x-www-form-urlencoded"] },
      body: "csv=1,2&list=3&list=4&deep%5Bn%5D=5&json=%7B%22n%22:6%7D&json=%7B%22n%22:7%7D&text=a+b%26c",
    });
    expect(seen?.["body"]).toEqual({
      csv: [1, 2],
      list: [3, 4],
      deep: { n: 5 },
      json: [{ n: 6 }, { n: 7 }],
      text: "a b&c",
    });
  });

  it("reads JSON parts, several files, and holds files to their size and type", async () => {
    const file = { type: "string", format: "binary", maxLength: 5 };
    const multipart = {
      type: "object",
      properties: {
        meta: { type: "object", properties: { n: { type: "integer" } } },
        files: { type: "array", items: file, maxItems: 2 },
      },
    };
    const encoding = { files: { contentType: "image/*" } };
    const content = { "multipart/form-data": { schema: multipart, encoding } };
    const send = await operation([], { requestBody: { content } });
    const sendForm = async (...files: [string, string][]) => {
      const form = new FormData();
      form.append("meta", new Blob(['{"n":1}'], { type: "application/json" }));
      files.forEach(([text, type]) => form.append("files", new File([text], "f", { type })));
      const request = new Request("http://x", { method: "POST", body: form });
      const body = Buffer.from(await request.arrayBuffer()).toString("base64");
      const type = request.headers.get("content-type") ?? "";
      return send({ multiValueHeaders: { "content-type": [type] }, body, isBase64Encoded: true });
    };
    const { seen } = await sendForm(["12345", "image/png"], ["1", "image/gif"]);
    const body = seen?.["body"] as { meta: object; files: File[] } | undefined;
    expect(body?.meta).toEqual({ n: 1 });
    expect(await Promise.all(body?.files.map((each) => each.text()) ?? [])).toEqual(["12345", "1"]);
    const wrong = await sendForm(["123456", "image/png"], ["1", "text/plain"]);
    expect(wrong.errors).toMatchObject([
      { in: "body", pointer: "/files/0", keyword: "bytes" },
      { in: "body", pointer: "/files/1", keyword: "bytes" },
    ]);
    const many = await sendForm(["1", "image/png"], ["1", "image/png"], ["1", "image/png"]);
    expect(many.errors).toMatchObject([{ pointer: "/files", keyword: "maxItems" }]);
  });
});

describe("responses", () => {
  const closed = {
    type: "object",
    properties: { a: { type: "string" } },
    additionalProperties: false,
  };
  const other = {
    type: "object",
    required: ["b"],
    properties: { b: { type: "string" } },
    additionalProperties: false,
  };
  const unevaluated = {
    allOf: [{ properties: { a: { type: "string" } } }],
    unevaluatedProperties: false,
  };

  /** What a caller gets where a handler returns something under a schema. */
  async function answer(schema: unknown, body: unknown, more: object = {}) {
    const content = { "application/json": { schema } };
    const responses = { 200: { description: "", content, ...more } };
    const document = documentOf({ "/x": { get: { operationId: "run", responses } } });
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (
        handle: () => unknown,
      ) => (
        event: object,
        context: object,
      ) => Promise<{ statusCode: number; body: string; headers: object }>;
    };
    const response = { status: 200, ...(body as object) };
    return run(() => response)({ requestContext: { identity } }, { awsRequestId: "r" });
  }

  it.each([
    ["a closed object", closed],
    ["a closed object in a list", { type: "array", items: closed }],
    ["a closed alternative", { oneOf: [other, closed] }],
    ["a closed alternative of several", { anyOf: [other, closed] }],
    ["an object closed by unevaluatedProperties", unevaluated],
  ])("lets nothing undeclared out of %s", async (_, schema) => {
    const leaky = { a: "x", secret: "planted", "deep/~": { secret: "planted" } };
    const isList = "items" in (schema as object);
    const { statusCode, body } = await answer(schema, {
      body: isList ? [leaky, { a: "y" }] : leaky,
    });
    expect(statusCode).toBe(200);
    expect(body).toBe(isList ? '[{"a":"x"},{"a":"y"}]' : '{"a":"x"}');
  });

  it("lets nothing undeclared out of a long list", async () => {
    const items = Array.from({ length: 30_000 }, (_, index) => ({
      a: `${index}`,
      secret: 1,
      more: 2,
    }));
    const { body } = await answer({ type: "array", items: closed }, { body: items });
    expect(body).not.toMatch(/secret|more/);
    expect(JSON.parse(body)).toHaveLength(30_000);
  });

  it("lets nothing writeOnly out of an alternative, whatever else is there", async () => {
    const properties = { k: { type: "integer" }, w: { type: "string", writeOnly: true } };
    const first = { type: "object", additionalProperties: false, required: ["k"], properties };
    const schema = { oneOf: [first, other] };
    const { body } = await answer(schema, { body: { k: 1, w: "planted", x: 1 } });
    expect(body).toBe('{"k":1}');
  });

  it("settles a value as the heir that it names, and as no other", async () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const heir = (properties: object) => ({ allOf: [ref("Pet"), { type: "object", properties }] });
    const petType = { type: "string" };
    const schemas = {
      Pet: {
        type: "object",
        required: ["petType"],
        properties: { petType },
        discriminator: { propertyName: "petType" },
      },
      Dog: heir({ q: { type: "string" }, tok: { type: "string" } }),
      Cat: heir({
        q: { type: "string", readOnly: true },
        tok: { type: "string", writeOnly: true },
        meow: { type: "integer", default: 4 },
      }),
    };
    const content = { "application/json": { schema: ref("Pet") } };
    const responses = { 200: { description: "", content } };
    const post = { operationId: "run", requestBody: { content }, responses };
    const document = documentOf({ "/x": { post } }, schemas);
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (
        handle: (request: Seen) => object,
      ) => (event: object, context: object) => Promise<{ body: string }>;
    };
    const echo = run(({ body }) => ({ status: 200, body }));
    const send = async (body: object) =>
      JSON.parse(
        (await echo({ body: JSON.stringify(body), requestContext: { identity } }, {})).body,
      );
    expect(await send({ petType: "Dog", q: "mine", tok: "t" })).toEqual({
      petType: "Dog",
      q: "mine",
      tok: "t",
    });
    expect(await send({ petType: "Cat", q: "x", tok: "t" })).toEqual({ petType: "Cat", meow: 4 });
  });

  it("takes the most exact media type for a response, wherever it is declared", async () => {
    const content = { "application/*": {}, "application/json": { schema: closed } };
    const response = { contentType: "application/json", body: { a: "x", secret: 1 } };
    expect((await answer({}, response, { content })).body).toBe('{"a":"x"}');
  });

  it("has no content for HEAD", async () => {
    const content = { "application/json": { schema: closed } };
    const responses = { 200: { description: "", content } };
    const document = documentOf({ "/x": { head: { operationId: "run", responses } } });
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (handle: () => object) => (event: object, context: object) => Promise<object>;
    };
    const answered = await run(() => ({ status: 200 }))({ requestContext: { identity } }, {});
    expect(answered).toMatchObject({ statusCode: 200, body: "" });
  });

  it("writes forms as forms", async () => {
    const content = { "application/x-www-form-urlencoded": { schema: { type: "object" } } };
    const { body, headers } = await answer({}, { body: { a: "x y", b: [1, 2] } }, { content });
    expect(body).toBe("a=x+y&b=1&b=2");
    expect(headers).toMatchObject({ "Content-Type": "application/x-www-form-urlencoded" });
  });

  it("refuses, logs or passes a response that breaks the document, as it is told", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    });
    expect(await answer(closed, { body: { a: 1 } })).toMatchObject({ statusCode: 500 });
    expect(error.mock.calls[0]?.[0]).toContain("/a must be a string");
    vi.stubEnv("RESPONSE_CHECKS", "log");
    expect(await answer(closed, { body: { a: 1 } })).toMatchObject({ statusCode: 200 });
    expect(JSON.parse(String(warn.mock.calls[0]?.[0]))).toMatchObject({
      level: "WARN",
      operation: "run",
      errors: [{ pointer: "/a", keyword: "type" }],
    });
    vi.stubEnv("RESPONSE_CHECKS", "off");
    expect(await answer(closed, { body: { a: 1 } })).toMatchObject({ statusCode: 200 });
    expect(warn).toHaveBeenCalledOnce();
  });

  it("writes a header that is a list or an object, as its style says", async () => {
    const list = { type: "array", items: { type: "integer" } };
    const object = { type: "object", properties: { a: { type: "integer" } } };
    const declared = {
      "X-List": { schema: list },
      "X-Object": { schema: object },
      "X-Exploded": { schema: object, style: "simple", explode: true },
      "X-Json": { content: { "application/json": { schema: object } } },
    };
    const headers = { "X-List": [1, 2], "X-Object": { a: 1 }, "x-exploded": { a: 1, b: 2 } };
    const written = { ...headers, "X-Json": { a: 1, b: [2] } };
    const more = { headers: declared };
    expect(await answer(closed, { body: { a: "x" }, headers: written }, more)).toMatchObject({
      headers: { "X-Object": "a,1", "x-exploded": "a=1,b=2", "X-Json": '{"a":1,"b":[2]}' },
      multiValueHeaders: { "X-List": ["1", "2"] },
    });
    const broken = { "X-Json": { a: "no number" } };
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await answer(closed, { body: { a: "x" }, headers: broken }, more)).toMatchObject({
      statusCode: 500,
    });
  });

  it("holds the headers of a response to the document, in any case of letters", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => void vi.restoreAllMocks());
    const more = {
      headers: { "X-Rate": { required: true, schema: { type: "integer", minimum: 1 } } },
    };
    const body = { a: "x" };
    expect(await answer(closed, { body, headers: { "x-rate": 5 } }, more)).toMatchObject({
      statusCode: 200,
      headers: { "x-rate": "5" },
    });
    expect(await answer(closed, { body, headers: { "X-Rate": 0 } }, more)).toMatchObject({
      statusCode: 500,
    });
    expect(await answer(closed, { body }, more)).toMatchObject({ statusCode: 500 });
  });
});

describe("content negotiation", () => {
  const schema = { type: "string" };
  const content = { "application/json": { schema }, "text/csv": { schema }, "image/*": {} };
  const responses = { 200: { description: "", content } };

  it.each([
    [undefined, 200],
    ["*/*", 200],
    ["text/*;q=0.5, application/xml", 200],
    ["image/png", 200],
    ["application/xml, text/html", 406],
    ["application/json;q=0, text/csv;q=0, image/*;q=0", 406],
  ])("answers Accept: %s with %i", async (accept, status) => {
    const send = await operation([], { responses });
    const event = accept === undefined ? {} : { multiValueHeaders: { accept: [accept] } };
    const { answer, seen } = await send(event);
    // The stand-in handler does not choose a media type, which is refused only once it is asked.
    expect(answer.statusCode === 406 ? 406 : 200).toBe(status);
    expect(seen === null).toBe(status === 406);
  });
});
