import { describe, expect, it } from "vitest";
import { generated } from "../support/files.ts";
import { errors, head, paths, taking } from "../support/documents.ts";
import { casesIn } from "../support/contract-cases.ts";

describe("slips in fields that nothing is made of", () => {
  it.each([
    ["3.1.0", "info: { title: t, version: '1', license: { name: MIT } }"],
    ["3.0.3", 'info: { title: t, version: "1", contact: { email: no-mail, extra: 1 } }'],
    ["3.0.3", "info: { title: t, version: 1 }"],
    ["3.0.3", 'tags: [{ name: a, externalDocs: { url: "https://e.com", description: null } }]'],
    ["3.0.3", "tags: [{ name: a }, { name: a }]"],
    ["3.0.3", "externalDocs: { description: no url }"],
    [
      "3.0.3",
      'servers: [{ url: "http://h:{port}", variables: { port: { default: 80, enum: [80] } } }]',
    ],
    ["3.1.0", "servers: [{ description: no url }]"],
  ])("stop nothing (%s): %s", async (version, field) => {
    const root = field.startsWith("info") ? head(version).replace(/info: .*\n/, "") : head(version);
    const { told, files } = await generated(`${root}${field}\n${paths}`);
    expect(errors(told)).toEqual([]);
    expect(files.has("src/handlers/getPets.ts")).toBe(true);
  });

  it.each([
    ["ref/example", '{ $ref: "#/components/examples/Gone" }'],
    ["ref/example", "{ $ref: ./gone.yaml }"],
    ["spec/unused", '{ externalValue: "https://e.com" }'],
  ])("nor does an example that leads nowhere: %s %s", async (code, example) => {
    const shown = taking("{ type: object }").replace(
      "schema: { type: object }",
      `$&, examples: { one: ${example}, two: { value: { a: 1 } } }`,
    );
    const held = `components: { examples: { Y: ${example} } }
`;
    const { told, files } = await generated(`${head("3.1.0")}${shown}${held}`);
    expect(errors(told)).toEqual([]);
    expect(told.some((each) => each.endsWith(code))).toBe(true);
    const { accepted } = casesIn(files.get("test/generated/operations/send.jsonl"));
    expect(accepted.map(({ name }) => name)).toContain("application/json two");
    expect(accepted.map(({ name }) => name)).not.toContain("application/json one");
  });

  it.each(["responses: {}", "description: nothing"])(
    "nor do responses that are not there: %s",
    async (field) => {
      const { told } = await generated(`${head("3.0.3")}paths: { /a: { get: { ${field} } } }\n`);
      expect(errors(told)).toEqual([]);
    },
  );

  it.each([
    `swagger: "2.0"\ninfo: { title: t, version: 1.0 }\npaths: { /pets: { get: { descriptions: a slip, responses: { "200": {} } } } }\n`,
    `swagger: "2.0"\ninfo: { title: t, version: "1" }\npaths: { /pets: { post: { parameters: [{ name: body, in: body, schema: { $ref: "#/definitions/Pet" } }], responses: { "200": { description: ok } } } } }\ndefinitions: { Pet: { type: object, required: [name, photoUrls], properties: { name: { type: string } } } }\n`,
  ])("in Swagger 2.0 as in the others", async (document) => {
    expect(errors((await generated(document)).told)).toEqual([]);
  });

  it("and a path variable without a parameter is text where that is asked for, in Swagger 2.0 too", async () => {
    const document = `swagger: "2.0"\ninfo: { title: t, version: "1" }\npaths:\n  /pets/{id}: { get: { responses: { "200": { description: ok } } } }\n`;
    expect(errors((await generated(document)).told)).toEqual(["error spec/path-variable"]);
    expect(errors((await generated(document, { undeclared: "assume" })).told)).toEqual([]);
  });
});

describe("YAML as people write it", () => {
  it("merges what `<<` names", async () => {
    const { files } =
      await generated(`${head("3.0.3")}${taking("{ $ref: '#/components/schemas/More' }")}components:
  schemas:
    Base: &base { type: object, required: [a], properties: &props { a: { type: string } } }
    More:
      <<: *base
      properties:
        <<: *props
        b: { type: integer }
`);
    const more = files.get("src/generated/schemas/More.ts") ?? "";
    expect(more).toContain("a: string");
    expect(more).toContain("b?: number");
    expect(more).not.toContain("<<");
  });

  it("may end a list, or go on with a text, on the column of its key", async () => {
    const { told } = await generated(`${head("3.0.3")}paths:
  /pets/{id}:
    get:
      parameters:
        - description: 'The id of
          the pet'
          name: id
          in: path
          required: true
          schema:
            type: string
            enum: [
              a,
              b
            ]
      responses: { "200": { description: ok } }
`);
    expect(errors(told)).toEqual([]);
  });
});

describe("words of a schema that say nothing", () => {
  it.each([
    ["3.0.3", "{ type: object, requird: [a] }", "warning schema/unknown"],
    ["3.0.3", "{ type: integer, min: 1 }", "warning schema/unknown"],
    [
      "3.0.3",
      "{ type: array, items: { type: string }, maxLength: 3 }",
      "warning schema/inapplicable",
    ],
    ["3.1.0", "{ type: string, maxItems: 2 }", "warning schema/inapplicable"],
    ["3.1.0", "{ type: string, nullable: true }", "warning schema/nullable-version"],
  ])("are told (%s): %s", async (version, schema, code) => {
    const { told } = await generated(`${head(version)}${taking(schema)}`);
    expect(told).toContain(code);
  });

  it("and with what may be meant", async () => {
    const schema =
      "{ type: object, requird: [a], properties: { a: { type: integer, minumum: 1 } } }";
    const { found } = await generated(`${head("3.0.3")}${taking(schema)}`);
    const fixes = found.filter(({ code }) => code === "schema/unknown").map(({ fix }) => fix);
    expect(fixes.join("\n")).toContain("`required`");
    expect(fixes.join("\n")).toContain("`minimum`");
  });

  it("but extensions are nobody's slip", async () => {
    const { told } = await generated(`${head("3.0.3")}${taking("{ type: string, x-more: 1 }")}`);
    expect(told.filter((each) => each.includes("schema/"))).toEqual([]);
  });
});

describe("what is nearly what the specification has", () => {
  it.each(["kind", "{ mapping: {} }"])("is told of a discriminator: %s", async (discriminator) => {
    const schema = `{ oneOf: [{ $ref: "#/components/schemas/A" }], discriminator: ${discriminator} }`;
    const { told } = await generated(
      `${head("3.0.3")}${taking(schema)}components: { schemas: { A: { type: object } } }\n`,
    );
    expect(told).toContain("warning schema/malformed");
  });

  it.each(["20", "XX", "600", "6XX"])(
    "is told of a status, and nothing is made of it: %s",
    async (status) => {
      const { told, files } = await generated(
        `${head("3.0.3")}paths: { /a: { get: { operationId: a, responses: { "204": { description: ok }, "${status}": { description: b } } } } }\n`,
      );
      expect(told).toEqual(["warning spec/loose"]);
      expect(files.get("src/generated/operations/a.ts")?.match(/status: "/g)).toHaveLength(1);
    },
  );

  it.each(["json", "application", "*"])("is told of a media type: %s", async (type) => {
    const document = `${head("3.0.3")}${taking("{ type: string }").replace("application/json", `"${type}"`)}`;
    expect((await generated(document)).told).toContain("warning operation/media-type");
  });
});

describe("security that asks for nothing", () => {
  it.each(["[{}]", "[{ a: [] }, {}]"])(
    "is told where callers are asked all the same: %s",
    async (security) => {
      const { told } = await generated(`openapi: 3.0.4
info: { title: t, version: "1" }
paths: { /open: { get: { security: ${security}, responses: { "204": { description: ok } } } } }
components: { securitySchemes: { a: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 } } }
`);
      expect(told).toContain("warning security/optional");
    },
  );
});

describe("a body that is no JSON", () => {
  it.each(["application/xml", "text/plain", "text/event-stream"])(
    "is told once to be text: %s",
    async (type) => {
      const { told } = await generated(
        `${head("3.0.3")}${taking("{ type: object, properties: { a: { type: string } } }").replace("application/json", type)}`,
      );
      expect(told).toEqual(["warning operation/text"]);
    },
  );
});
