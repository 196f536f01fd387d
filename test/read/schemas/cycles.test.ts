import { describe, expect, it } from "vitest";
import { apiOf, documentOf, documentWithSchema } from "../../support/document.ts";
import { validatorOf } from "../../support/module.ts";

const subject = { $ref: "#/components/schemas/Subject" };
const codesOf = (schemas: object) =>
  apiOf(documentWithSchema(subject, schemas))
    .found.filter(({ severity }) => severity !== "note")
    .map(({ code, origin }) => `${code} ${origin?.pointer}`);

describe("schemas that apply themselves to the same value", () => {
  it("say nothing where they are nothing but references", () => {
    expect(codesOf({ Subject: { $ref: "#/components/schemas/Other" }, Other: subject })).toContain(
      "schema/circular /components/schemas/Subject/$ref",
    );
  });

  it.each([
    [{ allOf: [subject, { type: "object" }] }],
    [{ oneOf: [subject, { type: "string" }] }],
    [{ not: subject }],
    [{ if: subject, then: { type: "string" } }],
  ])("are told and cut: %j", (schema) => {
    expect(codesOf({ Subject: schema })).toEqual([expect.stringContaining("schema/circular ")]);
  });

  it("may be nothing but a reference to itself, as a body", () => {
    const schemas = { A: { $ref: "#/components/schemas/A" } };
    const { found } = apiOf(documentWithSchema({ $ref: "#/components/schemas/A" }, schemas));
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("may go on through a property", () => {
    expect(
      codesOf({ Subject: { allOf: [{ type: "object", properties: { next: subject } }] } }),
    ).toEqual([]);
  });

  it("may be fields of a form or parameters", () => {
    const parameter = { name: "q", in: "query", schema: subject };
    const content = { "application/x-www-form-urlencoded": { schema: subject } };
    const post = {
      parameters: [parameter],
      requestBody: { content },
      responses: { 200: { description: "" } },
    };
    const schemas = { Subject: { type: "object", properties: { next: subject } } };
    expect(apiOf(documentOf({ "/x": { post } }, schemas)).found).toEqual([]);
  });

  it("keep what a base and its kinds say of each other", async () => {
    const kind = (name: string) => ({
      allOf: [
        subject,
        { type: "object", required: [name], properties: { [name]: { type: "integer" } } },
      ],
    });
    const base = {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string" } },
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
      discriminator: {
        propertyName: "kind",
        mapping: { cat: "#/components/schemas/Cat", dog: "Dog" },
      },
    };
    const { is, errors } = await validatorOf(base, { Cat: kind("lives"), Dog: kind("tricks") });
    expect(is({ kind: "cat", lives: 9 })).toBe(true);
    expect(errors({ kind: "dog" })).toEqual(["required /tricks"]);
    expect(errors({ lives: 9 })).toContain("required /kind");
  });
});

describe("keywords with a value that means nothing", () => {
  it.each([
    ["type", 3],
    ["required", "a"],
    ["enum", 3],
    ["multipleOf", 0],
    ["minLength", -1],
    ["properties", []],
    ["allOf", []],
    ["items", 3],
    ["readOnly", "yes"],
  ])("%s: %j is told at its place", (keyword, value) => {
    expect(codesOf({ Subject: { [keyword]: value } })).toContain(
      `schema/malformed /components/schemas/Subject/${keyword}`,
    );
  });
});
