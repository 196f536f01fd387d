import { describe, expect, it } from "vitest";
import { generated } from "../support/files.ts";

/** What is told of a document: code, place and words of each. */
async function found(text: string) {
  const { found: all } = await generated(text);
  return all
    .filter(({ code }) => /^(spec\/(rule|variable-)|schema\/(type|version))/.test(code))
    .map(({ code, severity, message, fix, origin }) => ({
      told: `${severity} ${code} ${origin?.pointer ?? ""}`,
      words: `${message}; ${fix}`,
    }));
}

const version3 = `openapi: 3.1.0
info: { title: t, version: "1" }
security: []
`;
const version2 = `swagger: "2.0"
info: { title: t, version: "1" }
`;
const ok = 'responses: { "204": { description: ok } }';
const sending = (schema: string) => `paths:
  /x: { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, ${ok} } }
`;
const answering = (schema: string) => `paths:
  /x: { get: { responses: { "200": { description: ok, schema: ${schema} } } } }
`;
const parameters = (list: string, more = "") => `paths:
  /x/{id}:
    parameters: [{ name: id, in: path, required: true, type: string }]
    post: { parameters: [${list}], ${more} ${ok} }
`;

describe("what OpenAPI demands in words", () => {
  it.each([
    [
      "a misspelt method",
      `paths: { /pets: { gett: { ${ok} } } }`,
      "/paths/~1pets/gett",
      "did you mean `get`?",
    ],
    [
      "no path item",
      "paths: { /pets: { type: object, properties: {} } }",
      "/paths/~1pets/type",
      "operations of the path",
    ],
  ])("is refused at its place: %s", async (_, paths, pointer, words) => {
    const all = await found(`${version3}${paths}\n`);
    expect(all.map(({ told }) => told)).toContain(`error spec/rule ${pointer}`);
    expect(all.map((each) => each.words).join()).toContain(words);
  });

  it("is told where the last of two is read", async () => {
    const id = "{ name: id, in: path, required: true, schema: {} }";
    const path = `paths: { "/x/{id}/{id}": { get: { parameters: [${id}], ${ok} } } }\n`;
    expect((await found(version3 + path)).map(({ told }) => told)).toEqual([
      "warning spec/variable-last /paths/~1x~1{id}~1{id}",
    ]);
    const plain = path.replace("schema: {}", "type: string");
    expect((await found(version2 + plain)).map(({ told }) => told)).toEqual([
      "error spec/variable-twice /paths/~1x~1{id}~1{id}",
    ]);
  });

  it.each([
    ["{ type: integr }", "did you mean `integer`?"],
    ["{ type: strng }", "did you mean `string`?"],
    ["{ type: date }", "write one of string"],
    ["{ type: object, properties: { a: { type: int } } }", "write one of"],
  ])("knows the types that there are: %s", async (schema, words) => {
    const [first, ...others] = await found(version3 + sending(schema));
    expect([first?.told.split(" ").slice(0, 2).join(" "), others]).toEqual([
      "error schema/type",
      [],
    ]);
    expect(first?.words).toContain(words);
  });

  it("takes what is as it must be, in either version", async () => {
    const shared = `paths:
  /x:
    summary: x
    x-any: 1
    parameters: [{ name: a, in: query, schema: {} }]
    get: { parameters: [{ name: a, in: query, schema: {} }, { name: a, in: header, schema: {} }], responses: { "2XX": { description: a }, default: { description: b }, x-more: 1 } }
`;
    expect(await found(version3 + shared)).toEqual([]);
    const form = "{ name: f, in: formData, type: file }";
    for (const type of ["multipart/form-data", "multipart/vnd.a+form-data;version=1.0"]) {
      expect(await found(version2 + parameters(form, `consumes: ["${type}"],`))).toEqual([]);
    }
    expect(await found(version2 + answering("{ type: array, items: {} }"))).toEqual([]);
  });
});

describe("what Swagger 2.0 demands", () => {
  it.each([
    ["{ name: a, in: body, schema: {} }, { name: b, in: body, schema: {} }", "one body"],
    ["{ name: a, in: body, schema: {} }, { name: b, in: formData, type: string }", "not both"],
    ["{ name: f, in: formData, type: file }", "consumes"],
    ["{ name: id, in: query, type: array }", "items"],
  ])("is refused: %s", async (list, words) => {
    const all = await found(version2 + parameters(list));
    expect(all.map(({ told }) => told.split(" ")[0])).toEqual(["error"]);
    expect(all[0]?.words).toContain(words);
  });

  it.each([
    ["{ anyOf: [{ type: object }] }", "have `anyOf`"],
    ["{ type: array }", "items"],
  ])("is refused in a schema: %s", async (schema, words) => {
    const [first, ...others] = await found(version2 + answering(schema));
    expect([first?.told.split(" ").slice(0, 2).join(" "), others]).toEqual([
      "error schema/version",
      [],
    ]);
    expect(first?.words).toContain(words);
  });

  it.each(["888", "foobar"])("is refused of a status: %s", async (status) => {
    const answers = `paths: { /x: { get: { responses: { "${status}": { description: a } } } } }\n`;
    expect((await found(version2 + answers)).map(({ told }) => told)).toEqual([
      `error spec/rule /paths/~1x/get/responses/${status}`,
    ]);
  });

  it.each([
    ["{ name: a, in: query, type: string }, { name: a, in: query, type: string }"],
    ["{ name: X-A, in: header, type: string }, { name: x-a, in: header, type: string }"],
  ])("is refused of a list: %s", async (list) => {
    const { told } = await generated(version2 + parameters(list));
    expect(told).toContain("error spec/duplicate-parameter");
  });

  it("has files in answers, which are bytes", async () => {
    const { files, told } = await generated(version2 + answering("{ type: file }"));
    expect(told.filter((each) => each.startsWith("error"))).toEqual([]);
    const text = files.get("src/generated/operations/getX.ts") ?? "";
    expect(text).toContain("Uint8Array");
    expect(text).toContain("application/octet-stream");
  });
});
