import { describe, expect, it } from "vitest";
import { documentOf } from "../../support/document.ts";
import { generated } from "../../support/files.ts";

const bytes = { schema: { type: "string", format: "binary" } };
const json = { schema: { type: "object" } };
const taken = { responses: { 202: { description: "" } }, "x-sls-gen": { async: true } };
const body = (content: object, required = true) => ({ requestBody: { required, content } });

async function integrationOf(operation: object, more: object = {}) {
  const post = { operationId: "send", ...taken, ...operation };
  const roots = Object.entries(more).filter(([name]) => !name.startsWith("/"));
  const document = { ...documentOf({ "/a": { post }, ...more }), ...Object.fromEntries(roots) };
  const { files, found } = await generated(JSON.stringify(document));
  const gateway = JSON.parse(files.get("gateway/openapi.json") ?? "{}");
  return {
    integration: gateway.paths?.["/a"].post["x-amazon-apigateway-integration"],
    answers: gateway.paths?.["/a"].post.responses,
    told: found.map(({ code }) => code),
  };
}

/** Which media types have a template, and whether it says that the body is base64. */
const typesOf = ({ requestTemplates }: { requestTemplates: Record<string, string> }) =>
  Object.entries(requestTemplates).map(([type, template]) => [
    type,
    /"isBase64Encoded":(\w+)/.exec(template)?.[1],
  ]);

describe("an asynchronous operation", () => {
  it.each([
    ["JSON", body({ "application/json": json }), [["application/json", "false"]], undefined],
    ["bytes", body({ "application/pdf": bytes }), [["application/pdf", "true"]], "CONVERT_TO_TEXT"],
    [
      "either",
      body({ "application/json": json, "application/pdf": bytes, "text/csv": json }),
      [
        ["application/json", "false"],
        ["application/pdf", "true"],
        ["text/csv", "false"],
      ],
      "CONVERT_TO_TEXT",
    ],
    ["nothing", {}, [["application/json", "false"]], undefined],
    [
      "text or nothing",
      body({ "text/plain": json }, false),
      [
        ["text/plain", "false"],
        ["application/json", "false"],
      ],
      undefined,
    ],
  ])(
    "has a template for each media type that it takes: %s",
    async (_, operation, types, handling) => {
      const { integration } = await integrationOf(operation);
      expect([typesOf(integration), integration.contentHandling]).toEqual([types, handling]);
    },
  );

  it.each([
    [{ origins: ["https://a.example"] }, "'https://a.example'", undefined, undefined],
    [
      { origins: ["https://a.example", "https://b.example"], credentials: true },
      "'https://a.example'",
      "'true'",
      "'Origin'",
    ],
  ])("may be read by pages of other origins: %j", async (cors, origin, credentials, vary) => {
    const { integration, answers } = await integrationOf(body({ "application/json": json }), {
      "x-sls-gen": { cors },
    });
    const { responseParameters, responseTemplates } = integration.responses.default;
    const at = (name: string) => responseParameters[`method.response.header.${name}`];
    expect([
      at("Access-Control-Allow-Origin"),
      at("Access-Control-Allow-Credentials"),
      at("Vary"),
    ]).toEqual([origin, credentials, vary]);
    expect(
      Object.keys(answers["202"].headers).map((name) => `method.response.header.${name}`),
    ).toEqual(Object.keys(responseParameters));
    expect(responseTemplates === undefined).toBe(vary === undefined);
  });

  it("gets JSON as base64 too where every body is bytes", async () => {
    const any = {
      put: { operationId: "any", ...body({ "*/*": bytes }), responses: taken.responses },
    };
    const { integration } = await integrationOf(body({ "application/json": json }), {
      "/any": any,
    });
    expect(typesOf(integration)).toEqual([["application/json", "true"]]);
    expect(integration.contentHandling).toBe("CONVERT_TO_TEXT");
  });

  it.each(["*/*", "image/*", "text/{{resolve:ssm:a}}"])(
    "is refused with what is no media type by its name: %s",
    async (type) => {
      expect((await integrationOf(body({ [type]: bytes }))).told).toContain("settings/async-type");
    },
  );

  it.each(["Fn::ImportValue", "Ref"])(
    "has no template under what is no media type: %s",
    async (type) => {
      const { integration } = await integrationOf(body({ [type]: bytes, "text/csv": json }));
      expect(Object.keys(integration.requestTemplates)).not.toContain(type);
    },
  );

  it("is told of what comes several times, of which it sees the last", async () => {
    const list = (explode: boolean) => ({
      parameters: [
        { name: "q", in: "query", explode, schema: { type: "array", items: { type: "string" } } },
      ],
    });
    expect((await integrationOf(list(true))).told).toContain("settings/async-repeated");
    expect((await integrationOf(list(false))).told).not.toContain("settings/async-repeated");
  });
});
