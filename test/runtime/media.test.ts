import { describe, expect, it } from "vitest";
import { apiOf, documentOf } from "../support/document.ts";
import { bytes, served } from "../support/served.ts";

const answering = (content: object, more: object = {}, version = "3.1.0") =>
  served(
    documentOf(
      {
        "/x": {
          get: { operationId: "run", responses: { 200: { description: "", content } }, ...more },
        },
      },
      {},
      version,
    ),
  );
const taking = (content: object) =>
  served(
    documentOf({
      "/x": {
        post: {
          operationId: "run",
          requestBody: { required: true, content },
          responses: { 204: { description: "" } },
        },
      },
    }),
  );
const html = "text/html; charset=utf-8";
const versions = {
  "application/vnd.acme+json; version=3": { schema: { type: "object", required: ["three"] } },
  "application/vnd.acme+json; version=4": { schema: { type: "object", required: ["four"] } },
};

describe("parameters of media types", () => {
  it.each([
    html,
    "application/vnd.acme+json; version=3",
    'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"',
  ])("are sent as they are declared: %s", async (type) => {
    const send = await answering({ [type]: {} });
    const { answer } = await send({}, { status: 200, body: "é" });
    expect(answer.headers["Content-Type"]).toBe(type);
  });

  it("tell versions apart, in requests", async () => {
    const send = await taking(versions);
    const with4 = (body: string) => bytes("application/vnd.acme+json;version=4", body);
    expect((await send(with4('{"four":1}'))).seen?.["contentType"]).toBe(
      "application/vnd.acme+json; version=4",
    );
    expect((await send(with4('{"three":1}'))).told).toEqual(["required /four"]);
    const other = bytes("application/vnd.acme+json; version=5", "{}");
    expect((await send(other)).answer.statusCode).toBe(415);
    const unsaid = bytes("application/vnd.acme+json", '{"three":1}');
    expect((await send(unsaid)).answer.statusCode).toBe(204);
  });

  it("tell versions apart, in answers and in what callers accept", async () => {
    const send = await answering(versions);
    const contentType = "application/vnd.acme+json; version=4";
    const returned = { status: 200, contentType, body: { four: 1 } };
    const accepting = (accept: string) => ({ multiValueHeaders: { Accept: [accept] } });
    const { answer } = await send(accepting("application/vnd.acme+json;version=4"), returned);
    expect([answer.statusCode, answer.headers["Content-Type"]]).toEqual([200, contentType]);
    const wrong = await send({}, { ...returned, body: { three: 1 } });
    expect(wrong.answer.statusCode).toBe(500);
    const none = await send(accepting("application/vnd.acme+json; version=5"), returned);
    expect(none.answer.statusCode).toBe(406);
  });

  it("do not stand in the way of a caller that names none, or another charset", async () => {
    const send = await answering({ [html]: {} });
    for (const accept of ["text/html", "text/*", "*/*", "text/html; charset=iso-8859-1;q=0.8"]) {
      const { answer } = await send(
        { multiValueHeaders: { Accept: [accept] } },
        { status: 200, body: "a" },
      );
      expect(answer.statusCode).toBe(200);
    }
  });
});

describe("what is sent for a range", () => {
  it.each([
    [["*/*"], ["application/json"]],
    [
      ["*/*", "application/json"],
      ["application/x-any+json", "application/json"],
    ],
    [
      ["application/*", "application/json"],
      ["application/x-any+json", "application/json"],
    ],
    [
      ["application/*", "application/*+json"],
      ["application/json", "application/x-any+json"],
    ],
    [
      ["text/*", "text/plain"],
      ["text/x-any", "text/plain"],
    ],
    [
      ["*/*", "application/*", "text/*"],
      ["x-any/json", "application/json", "text/plain"],
    ],
    [["text/*; charset=utf-8"], ["text/plain; charset=utf-8"]],
  ])("%j is of no more exact one: %j", (types, sent) => {
    const content = Object.fromEntries(types.map((type) => [type, {}]));
    const { api } = apiOf(
      documentOf({ "/x": { get: { responses: { 200: { description: "", content } } } } }),
    );
    const answers = api.operations[0]?.responses[0]?.answers ?? [];
    expect(answers.map(({ media }) => media?.sent)).toEqual(sent);
  });
});

describe("statuses without content", () => {
  const content = { "application/json": { schema: { type: "object" } } };

  it.each([204, 205, 304])(
    "%d is answered without a body, whatever is declared",
    async (status) => {
      const responses = {
        200: { description: "" },
        [status]: { description: "", content },
      };
      const send = await answering({}, { responses });
      const { answer } = await send({}, { status });
      expect(answer).toMatchObject({ statusCode: status, body: "" });
      expect((await send({}, { status, body: {} })).answer.statusCode).toBe(500);
    },
  );

  it("are told", () => {
    const responses = { 204: { description: "", content } };
    const { found } = apiOf(documentOf({ "/x": { get: { responses } } }));
    expect(found.map(({ code }) => code)).toContain("operation/no-content");
  });
});

describe("a body of DELETE", () => {
  const document = (version: string) =>
    documentOf(
      {
        "/x": {
          delete: {
            operationId: "run",
            requestBody: {
              required: true,
              content: { "application/json": { schema: { type: "object", required: ["why"] } } },
            },
            responses: { 204: { description: "" } },
          },
        },
      },
      {},
      version,
    );

  it.each(["3.1.0", "3.2.0"])("is read since 3.1: %s", async (version) => {
    const send = await served(document(version));
    expect((await send(bytes("application/json", '{"why":1}'))).seen?.["body"]).toEqual({ why: 1 });
    expect((await send(bytes("application/json", "{}"))).told).toEqual(["required /why"]);
    expect((await send({})).told).toEqual(["required "]);
  });

  it("is ignored in 3.0, as that says", async () => {
    const send = await served(document("3.0.3"));
    expect((await send({})).answer.statusCode).toBe(204);
  });
});

describe("a text that may be null", () => {
  const types = [
    { type: ["string", "null"] },
    { anyOf: [{ type: "null" }, { type: "string" }] },
    { oneOf: [{ type: "string" }, { type: "null" }] },
  ];

  it.each(types)("is the text: %j", async (schema) => {
    const parameter = (place: string) => ({
      name: "v",
      in: place,
      required: place === "path",
      schema,
    });
    const get = {
      operationId: "run",
      parameters: [
        ...["path", "query", "header", "cookie"].map(parameter),
        { name: "l", in: "query", schema: { type: "array", items: schema } },
        {
          name: "o",
          in: "query",
          style: "deepObject",
          schema: { type: "object", properties: { a: schema } },
        },
      ],
      responses: { 204: { description: "" } },
    };
    const send = await served(documentOf({ "/x/{v}": { get } }));
    const { seen } = await send({
      pathParameters: { v: "null" },
      multiValueQueryStringParameters: { v: [""], l: ["a", "null"], "o[a]": ["null"] },
      multiValueHeaders: { v: ["null"], Cookie: ["v=null"] },
    });
    expect(seen?.["path"]).toEqual({ v: "null" });
    expect(seen?.["query"]).toEqual({ v: "", l: ["a", "null"], o: { a: "null" } });
    expect(seen?.["headers"]).toEqual({ v: "null" });
    expect(seen?.["cookies"]).toEqual({ v: "null" });
  });

  it.each([
    ["1e3", "1e3"],
    ["1.0", "1.0"],
    ["007", "007"],
    ["1000", 1000],
    ["-1.5", -1.5],
    ["true", "true"],
  ])(
    "and one that may be a number is that only where it is written as one: %s",
    async (text, read) => {
      const parameters = [{ name: "v", in: "query", schema: { type: ["number", "string"] } }];
      const responses = { 204: { description: "" } };
      const send = await served(
        documentOf({ "/x": { get: { operationId: "run", parameters, responses } } }),
      );
      const { seen } = await send({ multiValueQueryStringParameters: { v: [text] } });
      expect(seen?.["query"]).toEqual({ v: read });
    },
  );
});
