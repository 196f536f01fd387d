import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.ts";
import { proposedSecurity } from "../../../src/aws/gateway/counterparts.ts";
import { apiOf, documentOf, projectOf } from "../../support/document.ts";

const responses = { 200: { description: "" } };
const schemes = {
  bearer: { type: "http", scheme: "bearer" },
  basic: { type: "http", scheme: "basic" },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
  other: { type: "apiKey", name: "X-Token", in: "header" },
  query: { type: "apiKey", name: "key", in: "query" },
  session: { type: "apiKey", name: "sid", in: "cookie" },
  oauth: { type: "oauth2", flows: {} },
  oidc: { type: "openIdConnect", openIdConnectUrl: "https://x.test" },
  mtls: { type: "mutualTLS" },
  iam: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "awsSigv4",
  },
  theirs: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "arn:aws:x" },
  },
};

function documentWith(security: unknown, more: object = {}) {
  const get = { operationId: "read", responses, ...(security === undefined ? {} : { security }) };
  return {
    ...documentOf({ "/a/{id}": { get, parameters: [id] } }),
    components: { securitySchemes: schemes },
    ...more,
  };
}

const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

/** The method and the schemes of the gateway document, and what was told. */
async function accessOf(security: unknown, said: Partial<Config> = {}, more: object = {}) {
  const document = documentWith(security, more);
  const mapping = { ...proposedSecurity(apiOf(document).api), ...said.security };
  const { files, found } = await projectOf(document, { ...said, security: mapping });
  const gateway = JSON.parse(files.get("gateway/openapi.json") ?? "");
  const method = gateway.paths["/a/{id}"].get;
  return {
    security: method.security,
    auth: method["x-amazon-apigateway-auth"]?.type ?? null,
    schemes: gateway.components.securitySchemes,
    codes: found.filter(({ severity }) => severity !== "note").map(({ code }) => code),
    files,
  };
}

describe("access to an operation", () => {
  it.each([
    ["no security at all", undefined, {}],
    ["the document's own", undefined, { security: [{ iam: [] }] }],
    ["an optional one", [{}], {}],
    ["a scheme that signs", [{ iam: [] }], {}],
  ])("%s means IAM", async (_, security, more) => {
    expect(await accessOf(security, {}, more)).toMatchObject({
      security: [{ sigv4: [] }],
      auth: "AWS_IAM",
      schemes: { sigv4: { "x-amazon-apigateway-authtype": "awsSigv4" } },
    });
  });

  it("is open only where the document, or the config, says so", async () => {
    const open = { security: [], auth: "NONE" };
    expect(await accessOf([])).toMatchObject(open);
    expect(await accessOf([], {}, { security: [{ iam: [] }] })).toMatchObject(open);
    expect(await accessOf([{}, { bearer: [] }], { optionalSecurity: "public" })).toMatchObject(
      open,
    );
    expect(await accessOf([{}, { bearer: [] }])).toMatchObject({
      security: [{ bearer: [] }],
      codes: ["security/optional"],
    });
  });

  it.each([
    ["bearer", { kind: "token" }, "token", "Authorization"],
    ["basic", { kind: "token" }, "token", "Authorization"],
    ["other", { kind: "token", header: "X-Token" }, "token", "X-Token"],
    ["query", { kind: "request" }, "request", "Unused"],
    ["session", { kind: "request" }, "request", "Unused"],
    ["oauth", { kind: "token" }, "token", "Authorization"],
    ["oidc", { kind: "token" }, "token", "Authorization"],
    ["mtls", { kind: "request" }, "request", "Unused"],
  ])(
    "has something that denies for every kind of scheme: %s",
    async (name, proposed, type, header) => {
      expect(proposedSecurity(apiOf(documentWith([])).api)[name]).toEqual(proposed);
      const made = await accessOf([{ [name]: [] }]);
      expect(made.security).toEqual([{ [name]: [] }]);
      expect(made.auth).toBe(null);
      expect(made.schemes[name]).toMatchObject({
        name: header,
        "x-amazon-apigateway-authorizer": { type, authorizerResultTtlInSeconds: 0 },
      });
      expect(made.files.get(`src/authorizers/${name}.ts`)).toContain("async () => null");
    },
  );

  it("makes a gateway API key of x-api-key", async () => {
    expect(proposedSecurity(apiOf(documentWith([])).api)["key"]).toEqual({ kind: "apiKey" });
    expect(await accessOf([{ key: [] }])).toMatchObject({
      security: [{ apiKey: [] }],
      auth: "NONE",
      schemes: { apiKey: { type: "apiKey", name: "x-api-key", in: "header" } },
    });
    expect(await accessOf([{ iam: [], key: [] }])).toMatchObject({
      security: [{ sigv4: [], apiKey: [] }],
      auth: "AWS_IAM",
    });
  });

  it("keeps an authorizer that the document defines", async () => {
    const made = await accessOf([{ theirs: [] }]);
    expect(made).toMatchObject({ security: [{ theirs: [] }], codes: [] });
    expect(made.schemes["theirs"]).toEqual(schemes.theirs);
    expect([...made.files.keys()].filter((path) => path.includes("authorizers"))).toEqual([]);
  });

  it("asks a Cognito token for one of the scopes, and lets the function ask for all of a set", async () => {
    const userPools = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a"];
    const said = { security: { oauth: { kind: "cognito" as const, userPools } } };
    const made = await accessOf([{ oauth: ["b", "a"] }, { oauth: ["c"] }], said);
    expect(made.security).toEqual([{ oauth: ["a", "b", "c"] }]);
    expect(made.schemes["oauth"]).toMatchObject({
      "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: userPools },
    });
    expect(made.files.get("src/generated/operations/read.ts")).toContain(
      'auth: http.cognitoCaller([["b", "a"], ["c"]]),',
    );
  });

  it("takes IAM where it is among alternatives, or one authorizer that sees all, and says so", async () => {
    const either = [{ bearer: [] }, { iam: [] }];
    expect(await accessOf(either)).toMatchObject({
      security: [{ sigv4: [] }],
      codes: ["security/alternatives"],
    });
    const seen = await accessOf(either, { alternatives: "authorizer" });
    expect(seen).toMatchObject({
      security: [{ bearerOrIam: [] }],
      codes: ["security/alternatives"],
    });
    expect(seen.schemes["bearerOrIam"]).toMatchObject({
      name: "Unused",
      "x-amazon-apigateway-authorizer": { type: "request", authorizerResultTtlInSeconds: 0 },
    });
    expect(await accessOf([{ bearer: [] }, { session: [] }])).toMatchObject({
      security: [{ bearerOrSession: [] }],
    });
    expect(await accessOf([{ bearer: [], session: [] }])).toMatchObject({
      security: [{ bearerAndSession: [] }],
      codes: ["security/alternatives"],
    });
  });

  it("stops at a scheme that nothing stands for, and names the config key", async () => {
    await expect(projectOf(documentWith([{ bearer: [] }]))).rejects.toMatchObject({
      exitCode: 1,
      diagnostics: [
        {
          code: "security/unmapped",
          fix: 'map it in sls-gen.config.yaml, for example `security: { "bearer": { kind: token } }`',
          place: { line: 1 },
        },
      ],
    });
  });

  it("keeps what the operation itself says to API Gateway", async () => {
    const get = { operationId: "read", responses, "x-amazon-apigateway-auth": { type: "none" } };
    const document = { ...documentOf({ "/a": { get } }), security: [{ iam: [] }] };
    const { files } = await projectOf({ ...document, components: { securitySchemes: schemes } });
    const { paths } = JSON.parse(files.get("gateway/openapi.json") ?? "");
    expect(paths["/a"].get).toMatchObject({
      security: [],
      "x-amazon-apigateway-auth": { type: "NONE" },
    });
  });

  it("keeps decisions by what carries the credentials of the scheme", async () => {
    const said = { security: { other: { kind: "request" as const, ttl: 60 } } };
    const { schemes: made } = await accessOf([{ other: [] }], said);
    expect(made["other"]["x-amazon-apigateway-authorizer"].identitySource).toBe(
      "method.request.header.X-Token",
    );
    const token = await accessOf([{ other: [] }], { security: { other: { kind: "token" } } });
    expect(token.schemes["other"].name).toBe("X-Token");
  });

  it("tells scopes that nobody can check", async () => {
    const said = { security: { oauth: { kind: "iam" as const } } };
    expect((await accessOf([{ oauth: ["admin"] }], said)).codes).toEqual(["security/scopes"]);
  });

  it("asks for a key that every alternative asks for, beside one authorizer for the rest", async () => {
    expect(await accessOf([{ bearer: [], session: [], key: [] }])).toMatchObject({
      security: [{ bearerAndKeyAndSession: [], apiKey: [] }],
    });
  });

  it("tells the schemes of the config that the document does not have", async () => {
    expect((await accessOf([], { security: { baerer: { kind: "iam" } } })).codes).toEqual([
      "config/unknown-scheme",
    ]);
  });

  it.each([
    [{ "x-amazon-apigateway-auth": { type: 5 } }],
    [{ "x-amazon-apigateway-auth": "NONE" }],
    [{ "x-amazon-apigateway-integration": "x" }],
  ])("refuses %j at its place", async (extension) => {
    const get = { operationId: "read", responses, ...extension };
    await expect(projectOf(documentOf({ "/a": { get } }))).rejects.toMatchObject({
      diagnostics: [{ code: "gateway/malformed" }],
    });
  });

  it.each([[null], [{ type: 3 }], [{ type: "jwt" }]])(
    "refuses the authorizer %j",
    async (value) => {
      const odd = { ...schemes.theirs, "x-amazon-apigateway-authorizer": value };
      const get = { operationId: "read", responses, security: [{ odd: [] }] };
      const document = {
        ...documentOf({ "/a": { get } }),
        components: { securitySchemes: { odd } },
      };
      await expect(projectOf(document)).rejects.toMatchObject({
        diagnostics: [{ code: "gateway/malformed" }],
      });
    },
  );
});
