import { describe, expect, it } from "vitest";
import { served } from "../support/served.ts";

/** An operation of a document of Swagger 2.0, as a function of an event. */
const operation = (post: object, more: object = {}) =>
  served({
    swagger: "2.0",
    info: { title: "Old", version: "1" },
    paths: {
      "/x": { post: { operationId: "run", responses: { 204: { description: "" } }, ...post } },
    },
    ...more,
  });

describe("Swagger 2.0", () => {
  it("has lists in parameters as collectionFormat says, csv where nothing is said", async () => {
    const list = (name: string, collectionFormat?: string) => ({
      name,
      in: "query",
      type: "array",
      items: { type: "integer" },
      ...(collectionFormat === undefined ? {} : { collectionFormat }),
    });
    const send = await operation({
      parameters: [list("a"), list("b", "ssv"), list("c", "pipes"), list("d", "multi")],
    });
    const texts = { a: ["1,2"], b: ["1 2"], c: ["1|2"], d: ["1", "2"] };
    const { seen } = await send({ multiValueQueryStringParameters: texts });
    expect(seen?.["query"]).toEqual({ a: [1, 2], b: [1, 2], c: [1, 2], d: [1, 2] });
  });

  it("holds parameters to their keywords", async () => {
    const send = await operation({
      parameters: [
        {
          name: "n",
          in: "query",
          type: "integer",
          minimum: 1,
          exclusiveMinimum: true,
          maximum: 9,
          multipleOf: 2,
        },
        { name: "X-Mode", in: "header", type: "string", enum: ["a"], default: "a" },
      ],
    });
    const told = async (n: string) =>
      JSON.parse((await send({ multiValueQueryStringParameters: { n: [n] } })).answer.body || "{}")
        .errors;
    expect(await told("1")).toMatchObject([
      { pointer: "/n", keyword: "exclusiveMinimum" },
      { pointer: "/n", keyword: "multipleOf" },
    ]);
    expect(await told("10")).toMatchObject([{ pointer: "/n", keyword: "maximum" }]);
    expect((await send({})).seen?.["headers"]).toEqual({ "X-Mode": "a" });
  });

  it("has forms and files from formData", async () => {
    const send = await operation({
      consumes: ["multipart/form-data"],
      parameters: [
        { name: "title", in: "formData", type: "string", required: true },
        { name: "sizes", in: "formData", type: "array", items: { type: "integer" } },
        { name: "file", in: "formData", type: "file" },
      ],
    });
    const form = new FormData();
    form.append("title", "a");
    form.append("sizes", "1");
    form.append("sizes", "2");
    form.append("file", new File(["text"], "f.txt"));
    const request = new Request("http://x", { method: "POST", body: form });
    const { seen } = await send({
      multiValueHeaders: { "Content-Type": [request.headers.get("content-type")] },
      body: Buffer.from(await request.arrayBuffer()).toString("base64"),
      isBase64Encoded: true,
    });
    const body = seen?.["body"] as { file: File } | undefined;
    expect(body).toMatchObject({ title: "a", sizes: [1, 2] });
    expect(await body?.file.text()).toBe("text");
  });

  it("has fields with commas in forms that are not multipart", async () => {
    const send = await operation({
      consumes: ["application/x-www-form-urlencoded"],
      parameters: [{ name: "n", in: "formData", type: "array", items: { type: "integer" } }],
    });
    const { seen } = await send({
      multiValueHeaders: { "Content-Type": ["application/x-www-form-urlencoded"] },
      body: "n=1%2C2",
    });
    expect(seen?.["body"]).toEqual({ n: [1, 2] });
  });

  it("has bodies and responses of the document's definitions and media types", async () => {
    const User = {
      type: "object",
      required: ["id"],
      properties: { id: { type: "integer", "x-nullable": true } },
    };
    const schema = { $ref: "#/definitions/User" };
    const send = await operation(
      {
        parameters: [{ $ref: "#/parameters/User" }],
        responses: { 200: { $ref: "#/responses/User" } },
      },
      {
        consumes: ["application/json"],
        produces: ["application/vnd.user+json"],
        definitions: { User },
        parameters: { User: { name: "user", in: "body", required: true, schema } },
        responses: {
          User: { description: "", schema, headers: { "X-Rate": { type: "integer" } } },
        },
      },
    );
    const event = { multiValueHeaders: {}, body: '{"id":null}' };
    const { seen, answer } = await send(event, {
      status: 200,
      body: { id: 1 },
      headers: { "X-Rate": 5 },
    });
    expect(seen?.["body"]).toEqual({ id: null });
    expect(answer).toMatchObject({
      statusCode: 200,
      body: '{"id":1}',
      headers: { "Content-Type": "application/vnd.user+json", "X-Rate": "5" },
    });
    expect((await send({ ...event, body: '{"id":"x"}' })).answer.statusCode).toBe(400);
  });
});
