import { describe, expect, it } from "vitest";
import { filesOf } from "../../support/document.ts";

/** The types that a response schema becomes, without comments and functions. */
async function typesOf(schema: unknown, schemas: object = {}, version = "3.1.0"): Promise<string> {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Subject" } } };
  const files = await filesOf({
    openapi: version,
    info: { title: "Test", version: "1" },
    paths: { "/x": { get: { responses: { 200: { description: "", content } } } } },
    components: { schemas: { Subject: schema, ...schemas } },
  });
  const text = files.get("src/generated/schemas/Subject.ts") ?? "";
  return text
    .slice(text.indexOf("export type"), text.search(/\n(\/\*\* (Checks|Collects)|function )/))
    .replaceAll(/\s+/g, " ")
    .trim();
}

describe("the type of a schema", () => {
  it.each([
    [{}, "unknown"],
    [{ type: "string" }, "string"],
    [{ type: ["integer", "null"] }, "number | null"],
    [{ enum: ["a", 1, null] }, '"a" | 1 | null'],
    [{ type: "string", enum: ["a", 1] }, '"a"'],
    [{ const: { a: [1] } }, "{ a: [1] }"],
    [{ type: "array", items: { type: "string" } }, "string[]"],
    [{ type: "array" }, "unknown[]"],
    [{ type: "object" }, "{ [key: string]: unknown }"],
    [{ type: "object", additionalProperties: { type: "number" } }, "{ [key: string]: number }"],
    [
      {
        type: "array",
        prefixItems: [{ type: "string" }, { type: "number" }],
        items: false,
        minItems: 1,
      },
      "[string, number?]",
    ],
    [
      { type: "array", prefixItems: [{ type: "string" }], items: { type: "boolean" } },
      "[string?, ...boolean[]]",
    ],
    [{ anyOf: [{ type: "string" }, { const: "a" }, { type: "null" }] }, "string | null"],
    [{ type: "string", anyOf: [{ enum: ["a"] }, { enum: ["b"] }] }, '"a" | "b"'],
    [{ allOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }] }, "A & B"],
    [{ $ref: "#/components/schemas/A" }, "A"],
  ])("%j is %s", async (schema, type) => {
    const others = {
      A: { type: "object", properties: { a: {} } },
      B: { type: "object", properties: { b: {} } },
    };
    expect(await typesOf(schema, others)).toBe(`export type Subject = ${type};`);
  });

  it("declares what is anonymous inside it", async () => {
    const schema = {
      type: "object",
      required: ["address", "late"],
      properties: {
        address: { type: "object", properties: { "zip-code": { type: "string" } } },
        roles: { type: "array", items: { enum: ["admin", "member"] } },
        either: {
          oneOf: [{ type: "object", properties: { x: { type: "integer" } } }, { type: "string" }],
        },
      },
    };
    expect(await typesOf(schema)).toBe(
      "export type Subject = { address: SubjectAddress; roles?: SubjectRolesItem[]; either?: SubjectEitherOption1 | string; late: {} | null; }; " +
        'export type SubjectAddress = { "zip-code"?: string; }; ' +
        'export type SubjectRolesItem = "admin" | "member"; ' +
        "export type SubjectEitherOption1 = { x?: number; };",
    );
  });

  it("lets an index signature hold what is declared beside it", async () => {
    const schema = {
      type: "object",
      properties: { a: { type: "string" } },
      additionalProperties: { type: "number" },
    };
    expect(await typesOf(schema)).toBe(
      "export type Subject = { a?: string; [key: string]: number | string | undefined; };",
    );
  });

  it("says every type where none is said", async () => {
    const schema = { properties: { a: { type: "string" } } };
    expect(await typesOf(schema)).toBe(
      "export type Subject = string | number | boolean | unknown[] | SubjectObject | null; " +
        "export type SubjectObject = { a?: string; };",
    );
  });
});
