import { describe, expect, it } from "vitest";
import { documentOf } from "../support/document.ts";
import { bytes, multipart, served } from "../support/served.ts";

const taking = (type: string, schema: object, more: object = {}, version = "3.1.0") =>
  served(
    documentOf(
      {
        "/x": {
          post: {
            operationId: "run",
            requestBody: { required: true, content: { [type]: { schema, ...more } } },
            responses: { 204: { description: "" } },
          },
        },
      },
      {},
      version,
    ),
  );

const form = "application/x-www-form-urlencoded";
const covered = {
  type: "object",
  properties: { data: { type: "object", properties: { n: { type: "integer" } } } },
  patternProperties: {
    "^num_": { type: "integer" },
    "^list_": { type: "array", items: { type: "integer" } },
    "^json_": { type: "object", required: ["a"] },
  },
  additionalProperties: { type: "boolean" },
};

describe("fields that no property names", () => {
  it("are read as what covers them says, in a form", async () => {
    const send = await taking(form, covered);
    const body = new URLSearchParams([
      ["data", '{"n":1}'],
      ["num_1", "5"],
      ["list_1", "1"],
      ["list_1", "2"],
      ["json_1", '{"a":1}'],
      ["other", "true"],
    ]).toString();
    const { seen } = await send({ multiValueHeaders: { "Content-Type": [form] }, body });
    const expected = { data: { n: 1 }, num_1: 5, list_1: [1, 2], json_1: { a: 1 }, other: true };
    expect(seen?.["body"]).toEqual(expected);
    const wrong = { multiValueHeaders: { "Content-Type": [form] }, body: "num_1=x&other=5" };
    expect((await send(wrong)).told).toEqual(["type /num_1", "type /other"]);
  });

  it("are read as what covers them says, in a multipart body, and files stay files", async () => {
    const send = await taking("multipart/form-data", {
      ...covered,
      patternProperties: {
        ...covered.patternProperties,
        "^doc_": { type: "string", format: "binary" },
      },
    });
    const fields = new FormData();
    fields.append("num_1", "5");
    fields.append("list_1", "1");
    fields.append("list_1", "2");
    fields.append("json_1", new Blob(['{"a":1}'], { type: "application/json" }));
    fields.append("doc_1", new File(["text"], "a.txt"));
    fields.append("other", "false");
    const { seen, told } = await send(await multipart(fields));
    expect(told).toEqual([]);
    const { doc_1: file, ...others } = seen?.["body"] ?? {};
    expect(others).toEqual({ num_1: 5, list_1: [1, 2], json_1: { a: 1 }, other: false });
    expect(await (file as File).text()).toBe("text");
  });

  it("are all that additionalProperties says, where they are files", async () => {
    const more = { type: "string", format: "binary" };
    const send = await taking("multipart/form-data", {
      type: "object",
      additionalProperties: more,
    });
    const fields = new FormData();
    fields.append("any", new File(["text"], "a.txt"));
    expect((await send(await multipart(fields))).seen?.["body"]?.["any"]).toBeInstanceOf(File);
  });
});

describe("lists in forms of Swagger 2.0", () => {
  const list = (collectionFormat?: string) => ({
    name: "nums",
    in: "formData",
    type: "array",
    items: { type: "integer" },
    ...(collectionFormat === undefined ? {} : { collectionFormat }),
  });
  const sending = (consumes: string, parameter: object) =>
    served({
      swagger: "2.0",
      info: { title: "T", version: "1" },
      paths: {
        "/x": {
          post: {
            operationId: "run",
            consumes: [consumes],
            parameters: [parameter],
            responses: { 204: { description: "" } },
          },
        },
      },
    });

  it.each([
    [undefined, "1,2"],
    ["csv", "1,2"],
    ["ssv", "1 2"],
    ["tsv", "1\t2"],
    ["pipes", "1|2"],
  ])("are apart as collectionFormat %s says, whatever the form", async (format, text) => {
    const fields = new FormData();
    fields.append("nums", text);
    const parts = await (
      await sending("multipart/form-data", list(format))
    )(await multipart(fields));
    expect(parts.seen?.["body"]).toEqual({ nums: [1, 2] });
    const encoded = { body: new URLSearchParams({ nums: text }).toString() };
    const headers = { multiValueHeaders: { "Content-Type": [form] } };
    const plain = await (await sending(form, list(format)))({ ...headers, ...encoded });
    expect(plain.seen?.["body"]).toEqual({ nums: [1, 2] });
  });

  it.each([
    ["csv", "a,b"],
    ["ssv", "a b"],
    ["tsv", "a\tb"],
    ["pipes", "a|b"],
  ])("and in a query, a path and a header: %s", async (collectionFormat, text) => {
    const parameter = (place: string, required = false) => ({
      name: "l",
      in: place,
      required,
      type: "array",
      items: { type: "string" },
      collectionFormat,
    });
    const send = await served({
      swagger: "2.0",
      info: { title: "T", version: "1" },
      paths: {
        "/x/{l}": {
          get: {
            operationId: "run",
            parameters: [parameter("path", true), parameter("query"), parameter("header")],
            responses: { 204: { description: "" } },
          },
        },
      },
    });
    const { seen } = await send({
      // A comma that is encoded in a path is data (RFC 6570 §3.2.2).
      pathParameters: { l: collectionFormat === "csv" ? text : encodeURIComponent(text) },
      multiValueQueryStringParameters: { l: [text] },
      multiValueHeaders: { l: [text] },
    });
    const expected = { l: ["a", "b"] };
    expect([seen?.["path"], seen?.["query"], seen?.["headers"]]).toEqual([
      expected,
      expected,
      expected,
    ]);
  });
});

describe("the charset of a body", () => {
  const text = { type: "string" };
  const fields = { type: "object", properties: { a: text } };

  it.each([
    ["iso-8859-1", [0xe9], "é"],
    ['"ISO-8859-1"', [0xe9], "é"],
    ["utf-16le", [0xe9, 0], "é"],
    ["utf-8", [0xc3, 0xa9], "é"],
    ["shift_jis", [0x83, 0x65], "テ"],
  ])("%s is read as it says", async (charset, body, read) => {
    const send = await taking("text/plain", text);
    const { seen } = await send(bytes(`text/plain; charset=${charset}`, new Uint8Array(body)));
    expect(seen?.["body"]).toBe(read);
  });

  it("that is unknown, or lost on the way, is refused with 415", async () => {
    const send = await taking("text/plain", text);
    expect((await send(bytes("text/plain; charset=klingon", "a"))).answer.statusCode).toBe(415);
    const lost = {
      multiValueHeaders: { "Content-Type": ["text/plain; charset=iso-8859-1"] },
      body: "\uFFFD",
    };
    expect((await send(lost)).answer.statusCode).toBe(415);
    expect((await send({ ...lost, body: "plain" })).seen?.["body"]).toBe("plain");
  });

  it("is what bytes must be: nothing is put in the place of those that are not", async () => {
    const plain = await taking("text/plain", text);
    expect((await plain(bytes("text/plain", new Uint8Array([0xe9])))).told).toEqual(["charset "]);
    const json = await taking("application/json", {});
    const { told } = await json(bytes("application/json", new Uint8Array([34, 0xe9, 34])));
    expect(told).toEqual(["charset "]);
    const urlencoded = await taking(form, fields);
    const wrong = { multiValueHeaders: { "Content-Type": [form] }, body: "a=%E9" };
    expect((await urlencoded(wrong)).told).toEqual(["charset "]);
  });

  it("is what a form is percent-encoded in", async () => {
    const send = await taking(form, fields);
    const type = { multiValueHeaders: { "Content-Type": [`${form}; charset=iso-8859-1`] } };
    expect((await send({ ...type, body: "a=%E9+b" })).seen?.["body"]).toEqual({ a: "é b" });
    const halves = { multiValueHeaders: { "Content-Type": [`${form}; charset=shift_jis`] } };
    expect((await send({ ...halves, body: "a=%83e" })).seen?.["body"]).toEqual({ a: "テ" });
    const utf8 = { multiValueHeaders: { "Content-Type": [form] }, body: "a=%C3%A9+b%" };
    expect((await send(utf8)).seen?.["body"]).toEqual({ a: "é b%" });
    const raw = { multiValueHeaders: { "Content-Type": [form] }, body: "a=é&&b" };
    expect((await send(raw)).seen?.["body"]).toEqual({ a: "é", b: "" });
  });
});
