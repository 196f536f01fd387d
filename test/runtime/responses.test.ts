import { describe, expect, it, onTestFinished, vi } from "vitest";
import { documentOf } from "../support/document.ts";
import { loadGenerated } from "../support/module.ts";
import { type Seen, identity } from "../support/operation.ts";

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
