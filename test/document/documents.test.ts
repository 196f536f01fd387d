import { describe, expect, it } from "vitest";
import { generated } from "../support/files.ts";
import { errors, head, paths, taking } from "../support/documents.ts";

describe("what OpenAPI 3.2 has of its own", () => {
  it.each([
    "tags: [{ name: a, summary: A, kind: nav }, { name: b, parent: a }]",
    "servers: [{ url: https://x.example, name: main }]",
    "$self: https://example.com/openapi.yaml",
    "components: { mediaTypes: { A: { itemSchema: { type: string } } } }",
  ])("is no slip: %s", async (field) => {
    const { told } = await generated(`${head("3.2.0")}${field}\n${paths}`);
    expect(told.filter((each) => /spec\/(loose|structure)/.test(each))).toEqual([]);
  });

  it("is none in responses either", async () => {
    const responses = 'responses: { "204": { summary: done }, "4XX": {} }';
    const { told } = await generated(`${head("3.2.0")}paths: { /t: { get: { ${responses} } } }\n`);
    expect(told).toEqual([]);
  });
});

describe("a $ref that is data", () => {
  const value = "{ $ref: 'https://example.com/Users/1' }";
  const schema = "{ type: object }";
  it.each([
    [
      "the example of a media type",
      `content: { application/json: { schema: ${schema}, example: ${value} } }`,
    ],
    [
      "examples of a media type",
      `content: { application/json: { schema: ${schema}, examples: { a: { value: ${value} } } } }`,
    ],
    [
      "the example of a schema",
      `content: { application/json: { schema: { type: object, example: ${value} } } }`,
    ],
    ["a default", `content: { application/json: { schema: { type: object, default: ${value} } } }`],
    ["an enum", `content: { application/json: { schema: { enum: [${value}] } } }`],
    [
      "a property's name",
      `content: { application/json: { schema: { type: object, properties: { $ref: { type: string } } } } }`,
    ],
    ["an extension", `x-more: ${value}\n        content: { application/json: {} }`],
  ])("is followed nowhere: %s", async (_, content) => {
    const { told } = await generated(`${head("3.1.0")}x-root: ${value}
components: { examples: { E: { value: ${value} } } }
paths:
  /x:
    post:
      operationId: send
      x-operation: ${value}
      parameters: [{ name: q, in: query, schema: { type: object }, example: ${value} }]
      requestBody:
        ${content}
      responses: { "204": { description: ok } }
`);
    expect(errors(told)).toEqual([]);
  });
});

describe("what stands beside a $ref of a path item", () => {
  const item = "get: { operationId: read, responses: { '204': { description: ok } } }\n";
  const id = "parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]";

  it.each([
    [
      "on the operation",
      `post: { operationId: extra, ${id}, responses: { "204": { description: ok } } }`,
      `get: { operationId: read, ${id}, responses: { '204': { description: ok } } }\n`,
    ],
    [
      "on the path item",
      `${id}\n    post: { operationId: extra, responses: { "204": { description: ok } } }`,
      item,
    ],
  ])("counts as well, with parameters %s (OpenAPI 3.1 §4.8.9)", async (_, beside, file) => {
    const root = `${head("3.0.3")}paths:\n  /items/{id}:\n    $ref: items.yaml\n    ${beside}\n`;
    const { files, told } = await generated({ "openapi.yaml": root, "items.yaml": file });
    expect(errors(told)).toEqual([]);
    for (const name of ["read", "extra"]) {
      expect(files.get(`src/generated/operations/${name}.ts`)).toContain("id: number");
    }
  });
});

describe("a $ref where the specification has none", () => {
  it("is followed at an operation, and told", async () => {
    const { files, told } = await generated({
      "openapi.yaml": `${head("3.0.3")}paths: { /pets: { get: { $ref: ./op.yaml } } }\n`,
      "op.yaml":
        "operationId: listPets\nparameters: [{ name: limit, in: query, required: true, schema: { type: integer } }]\nresponses: { '204': { description: ok } }\n",
    });
    expect(files.get("src/generated/operations/listPets.ts")).toContain("limit: number");
    expect(told).toContain("note ref/place");
  });
});

describe("heirs of a discriminator in another file", () => {
  const common = `components:
  schemas:
    Cred:
      type: object
      required: [kind]
      properties: { kind: { type: string } }
      discriminator: { propertyName: kind, mapping: { TOKEN: "#/components/schemas/Token" } }
    Token:
      allOf:
        - $ref: "#/components/schemas/Cred"
        - { type: object, required: [token], properties: { token: { type: string } } }
`;

  it("are heirs as in one file", async () => {
    const ref = "common.yaml#/components/schemas/Cred";
    const { files } = await generated({
      "openapi.yaml": `${head("3.0.3")}${taking(`{ $ref: "${ref}" }`)}`,
      "common.yaml": common,
    });
    const one = await generated(
      `${head("3.0.3")}${taking('{ $ref: "#/components/schemas/Cred" }')}${common}`,
    );
    const cred = "src/generated/schemas/Cred.ts";
    expect(files.get(cred)).toContain('Token & { kind: "TOKEN" }');
    expect(files.get(cred)).toBe(one.files.get(cred));
  });
});
