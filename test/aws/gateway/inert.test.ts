import { describe, expect, it } from "vitest";
import { documentOf, documentWithSchema, projectOf } from "../../support/document.ts";

const secret = "{{resolve:secretsmanager:prod/db:SecretString:password}}";
const token = "${Token[TOKEN.1]}";
const packs = ["sam", "cdk", "terraform", "serverless"] as const;

/** Text of every file that infrastructure reads. */
async function deployed(document: unknown, iac: string): Promise<string> {
  const { files } = await projectOf(document, { iac });
  const read = [...files].filter(([path]) =>
    /^(gateway\/openapi\.json|template\.yaml|infra\/|serverless\.yml|stacks\/)/.test(path),
  );
  return read.map(([, text]) => text).join("\n");
}

/** A schema with a planted text in every keyword that a model could hold, and as names. */
const planted = (text: string) => ({
  type: "object",
  title: text,
  description: text,
  required: ["a", text],
  additionalProperties: false,
  properties: {
    a: { type: "string", enum: [text, "b"], default: text, example: text },
    b: { type: "string", const: text },
    c: { type: "string", pattern: `^${text.replaceAll(/[[\]{}$.]/g, "\\$&")}$` },
    d: { type: "array", items: { enum: [text] } },
    [text]: { type: "string" },
    Ref: { type: "string" },
    "Fn::ImportValue": { type: "string" },
    nested: { type: "object", properties: { Ref: { const: text } } },
  },
});

describe.each(packs)("what %s evaluates", (iac) => {
  it.each([secret, token, "PARAMETER-Secret", "function:NAME-x"])(
    "is never a text of the document: %s",
    async (text) => {
      const body = { "application/json": { schema: planted(text) } };
      const operation = {
        operationId: "send",
        summary: text,
        description: text,
        tags: [text],
        parameters: [{ name: text, in: "query", required: true, schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: { ...body, [`application/${text}+json`]: body["application/json"] },
        },
        responses: { 200: { description: text, content: body } },
      };
      const document = {
        ...documentOf({ "/x": { post: operation } }, { [text]: planted(text) }),
        info: { title: text, version: text, description: text },
      };
      const made = await deployed(document, iac);
      const lines = made.split("\n").filter((line) => line.includes(text));
      // Our own templates fill these in, with names that we made.
      expect(
        lines.filter((line) => !line.includes("replace(")),
        lines.join("\n"),
      ).toEqual([]);
    },
  );

  it("is never a property that is called like a function", async () => {
    const made = await deployed(documentWithSchema(planted("a")), iac);
    expect(made).not.toMatch(/"Fn::ImportValue"/);
    expect(made).not.toMatch(/"Ref": \{\s*"type"/);
    expect(JSON.stringify(made)).not.toContain('"Ref\\": {\\n');
  });
});

describe("a model without what would be evaluated", () => {
  it("is looser, and says so", async () => {
    const said = { gatewayValidation: "all" } as const;
    const { files } = await projectOf(documentWithSchema(planted(secret)), said);
    const { components } = JSON.parse(files.get("gateway/openapi.json") ?? "");
    expect(components.schemas.SendBody).toEqual({
      type: "object",
      properties: {
        a: { type: "string" },
        b: { type: "string" },
        c: { type: "string", pattern: expect.stringContaining("resolve") },
        d: { type: "array", items: {} },
        nested: { type: "object" },
      },
      required: ["a"],
    });
    const table = files.get("gateway/enforcement.md") ?? "";
    expect(table).toContain("| body /Ref | type string | function | the infrastructure would");
    expect(table).toMatch(/\| body \/a \| enum .* \| function \| the infrastructure would/);
  });
});

describe("fields of the document's own", () => {
  const operation = (fields: object) => ({
    operationId: "read",
    responses: { 200: { description: "" } },
    ...fields,
  });
  const fields = [
    { "x-amazon-apigateway-integration": { type: "http", uri: { "Fn::Sub": "${Secret}" } } },
    { "x-amazon-apigateway-integration": { type: "mock", description: secret } },
    { "x-sls-gen": { environment: { KEY: secret } } },
  ];

  it.each(fields)("are refused where they are evaluated: %j", async (field) => {
    await expect(projectOf(documentOf({ "/a": { get: operation(field) } }))).rejects.toMatchObject({
      diagnostics: [{ code: "gateway/evaluated" }],
    });
  });

  it("are kept where the config says that the document is one's own", async () => {
    const document = documentOf({ "/a": { get: operation(fields[0] ?? {}) } });
    const { files } = await projectOf(document, { intrinsics: "keep" });
    expect(files.get("gateway/openapi.json")).toContain('"Fn::Sub": "${Secret}"');
  });
});
