import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.ts";
import { documentOf, filesOf, projectOf } from "../../support/document.ts";

type Method = Record<string, unknown> & {
  readonly parameters?: readonly object[];
  readonly requestBody?: object;
};

async function gatewayOf(document: unknown, said: Partial<Config> = {}) {
  const text = (await filesOf(document, said)).get("gateway/openapi.json") ?? "";
  return JSON.parse(text) as {
    paths: Record<string, Record<string, Method>>;
    components: { schemas: Record<string, unknown> };
  } & Record<string, unknown>;
}

const responses = { 200: { description: "" } };
const body = (schema: object, required = true) => ({
  required,
  content: { "application/json": { schema } },
});

describe("the gateway document", () => {
  it("asks for IAM wherever the document does not say `security: []`", async () => {
    const document = {
      ...documentOf({
        "/a": {
          get: { responses },
          put: { responses, security: [] },
          post: { responses, security: [{}] },
        },
      }),
    };
    const { paths } = await gatewayOf(document);
    const iam = { security: [{ sigv4: [] }], "x-amazon-apigateway-auth": { type: "AWS_IAM" } };
    expect(paths["/a"]?.["get"]).toMatchObject(iam);
    expect(paths["/a"]?.["post"]).toMatchObject(iam);
    expect(paths["/a"]?.["put"]).toMatchObject({
      security: [],
      "x-amazon-apigateway-auth": { type: "NONE" },
    });
  });

  it("inherits security from the root, and lets an operation open itself", async () => {
    const document = {
      ...documentOf({ "/a": { get: { responses }, put: { responses, security: [{ iam: [] }] } } }),
      security: [],
    };
    (document as unknown as { components: object }).components = {
      securitySchemes: {
        iam: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authtype": "awsSigv4",
        },
      },
    };
    const { paths } = await gatewayOf(document);
    expect(paths["/a"]?.["get"]).toMatchObject({ security: [] });
    expect(paths["/a"]?.["put"]).toMatchObject({ security: [{ sigv4: [] }] });
  });

  it.each([
    ["off", { get: "none", put: "none", post: "none", patch: "none", delete: "none" }],
    ["parameters", { get: "none", put: "params", post: "none", patch: "none", delete: "params" }],
    ["all", { get: "none", put: "all", post: "body", patch: "none", delete: "params" }],
  ] as const)("chooses a validator for each operation: %s", async (gatewayValidation, expected) => {
    const q = { name: "q", in: "query", required: true, schema: { type: "integer" } };
    const schema = { type: "object", required: ["a"] };
    const { paths } = await gatewayOf(
      documentOf({
        "/a": {
          get: { responses },
          put: { responses, parameters: [q], requestBody: body(schema) },
          post: { responses, requestBody: body(schema) },
          patch: { responses, requestBody: body(schema, false) },
          delete: { responses, parameters: [q] },
        },
      }),
      { gatewayValidation },
    );
    const validators = Object.entries(paths["/a"] ?? {}).map(([verb, method]) => [
      verb,
      method["x-amazon-apigateway-request-validator"],
    ]);
    expect(Object.fromEntries(validators)).toEqual(expected);
    expect(paths["/a"]?.["patch"]).not.toHaveProperty("requestBody");
  });

  it("validates what no function could refuse in time, whatever is chosen", async () => {
    const requestBody = body({ type: "object", required: ["a"] });
    const { paths } = await gatewayOf(
      documentOf({
        "/later": {
          post: {
            responses: { 202: { description: "" } },
            requestBody,
            "x-sls-gen": { async: { retries: 0 } },
          },
        },
        "/own": {
          post: {
            responses,
            requestBody,
            "x-amazon-apigateway-integration": { type: "mock" },
          },
        },
      }),
    );
    for (const path of ["/later", "/own"]) {
      expect(paths[path]?.["post"]?.["x-amazon-apigateway-request-validator"]).toBe("body");
    }
  });

  it("keeps answers apart by whatever changes them", async () => {
    const get = (content: object, more: object = {}) => ({
      security: [],
      responses: { 200: { description: "", content } },
      "x-sls-gen": { cache: { ttl: 60 } },
      ...more,
    });
    const schema = { type: "string" };
    const one = { "application/json": { schema } };
    const two = { ...one, "text/csv": { schema } };
    const said = { in: "header", name: "origin", schema };
    const keysOf = async (origins: readonly string[], operation: object) => {
      const document = documentOf({ "/a": { get: operation } });
      const { paths } = await gatewayOf({ ...document, "x-sls-gen": { cors: { origins } } });
      const method = paths["/a"]?.["get"] as {
        readonly parameters?: readonly { readonly name: string }[];
        readonly "x-amazon-apigateway-integration": { readonly cacheKeyParameters?: string[] };
      };
      const { cacheKeyParameters = [] } = method["x-amazon-apigateway-integration"];
      expect(method.parameters?.map(({ name }) => `method.request.header.${name}`) ?? []).toEqual(
        expect.arrayContaining(cacheKeyParameters),
      );
      return cacheKeyParameters.map((key) => key.split(".").at(-1));
    };
    const [first, second] = ["https://a.example.com", "https://b.example.com"];
    expect(await keysOf([first], get(one))).toEqual([]);
    expect(await keysOf([first, second], get(one))).toEqual(["Origin"]);
    expect(await keysOf([first], get(two))).toEqual(["Accept"]);
    expect(await keysOf([first, second], get(two))).toEqual(["Accept", "Origin"]);
    expect(await keysOf([first, second], get(one, { parameters: [said] }))).toEqual(["origin"]);
  });

  it("tells which answers are bytes to some callers only, and how they are to all", async () => {
    const content = { "image/png": { schema: { type: "string", format: "binary" } } };
    const get = { operationId: "read", responses: { 200: { description: "", content } } };
    const toldOf = async (more: object) =>
      (await projectOf({ ...documentOf({ "/a": { get } }), ...more })).found.filter(
        ({ code }) => code === "gateway/base64",
      );
    expect(await toldOf({})).toHaveLength(1);
    const any = { "x-amazon-apigateway-binary-media-types": ["*/*"] };
    expect(await toldOf(any)).toEqual([]);
  });

  it("refuses more instances ready than there may be", async () => {
    const settings = { reservedConcurrency: 2, provisionedConcurrency: 5 };
    const document = documentOf({ "/a": { get: { responses, "x-sls-gen": settings } } });
    await expect(projectOf(document)).rejects.toMatchObject({
      diagnostics: [{ code: "settings/together" }],
    });
  });

  it("leaves the status of a function's failure to API Gateway, which tells 502 from 500", async () => {
    const document = await gatewayOf(documentOf({ "/a": { get: { responses } } }));
    const all = document["x-amazon-apigateway-gateway-responses"] as Record<string, object>;
    expect(all["INTEGRATION_FAILURE"]).not.toHaveProperty("statusCode");
    expect(JSON.stringify(all["INTEGRATION_FAILURE"])).not.toMatch(/status.{0,3}:\s*5/);
    expect(all["INTEGRATION_TIMEOUT"]).toMatchObject({ statusCode: "504" });
  });

  it("requires at the gateway only what may not be blank, and no header", async () => {
    const parameter = (name: string, schema: object, where = "query") => ({
      name,
      in: where,
      required: true,
      schema,
    });
    const { paths } = await gatewayOf(
      documentOf({
        "/a": {
          get: {
            responses,
            parameters: [
              parameter("blank", { type: "string" }),
              parameter("filled", { type: "string", minLength: 1 }),
              parameter("X-A", { type: "string" }, "header"),
              parameter("ids[]", { type: "string" }),
              parameter("c", { type: "string" }, "cookie"),
            ],
          },
        },
      }),
    );
    const told = (paths["/a"]?.["get"]?.parameters ?? []) as { name: string; required: boolean }[];
    expect(told.map(({ name, required }) => [name, required])).toEqual([
      ["blank", false],
      ["filled", true],
      ["X-A", false],
    ]);
  });

  it("holds models without what API Gateway refuses", async () => {
    const schema = {
      type: "object",
      required: ["a", "id"],
      properties: {
        id: { type: "string", readOnly: true },
        a: { type: ["string", "null"], minLength: 1, default: "x", example: "y" },
        b: { const: 1 },
        c: { type: "number", exclusiveMinimum: 0, maximum: 9 },
        d: { allOf: [{ $ref: "#/components/schemas/Other" }] },
        e: { $ref: "#/components/schemas/Other" },
        f: { type: "string", pattern: "\\p{L}" },
      },
    };
    const others = {
      "Other-Thing": {},
      Other: { type: "object", properties: { more: { $ref: "#/components/schemas/Other" } } },
    };
    const { components, paths } = await gatewayOf(
      documentOf(
        { "/a": { post: { operationId: "send", responses, requestBody: body(schema) } } },
        others,
      ),
    );
    expect(paths["/a"]?.["post"]?.requestBody).toMatchObject({
      content: { "application/json": { schema: { $ref: "#/components/schemas/SendBody" } } },
    });
    expect(components.schemas).toEqual({
      Other: { type: "object", properties: { more: { $ref: "#/components/schemas/Other" } } },
      SendBody: {
        type: "object",
        properties: {
          id: {},
          a: { minLength: 1 },
          b: { enum: [1] },
          c: { type: "number", maximum: 9 },
          d: {
            allOf: [
              { type: "object", properties: { more: { $ref: "#/components/schemas/Other" } } },
            ],
          },
          e: { $ref: "#/components/schemas/Other" },
          f: { type: "string" },
        },
        required: ["a"],
      },
    });
  });

  it("shapes every gateway response as a problem", async () => {
    const document = await gatewayOf(documentOf({ "/a": { get: { responses } } }));
    const shaped = document["x-amazon-apigateway-gateway-responses"] as Record<
      string,
      { statusCode?: string; responseTemplates: Record<string, string> }
    >;
    expect(Object.keys(shaped)).toHaveLength(20);
    for (const { responseTemplates, statusCode } of Object.values(shaped)) {
      const sent = (responseTemplates["application/json"] ?? "").replace(
        "$context.error.messageString",
        '"why"',
      );
      expect(JSON.parse(sent)).toMatchObject({
        type: "about:blank",
        title: expect.any(String),
        requestId: "$context.requestId",
      });
      expect(JSON.parse(sent).status ?? null).toBe(
        statusCode === undefined ? null : Number(statusCode),
      );
    }
  });
});
