import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { documentOf, filesOf } from "../support/document.ts";
import { loadGenerated } from "../support/module.ts";

const responses = { 200: { description: "", content: { "application/json": {} } } };
const schemes = {
  bearer: { type: "http", scheme: "bearer" },
  oauth: { type: "oauth2", flows: {} },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};

type Answer = {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Record<string, string>;
};

/** An operation that answers with who called, and how it answers an event's context. */
async function answering(
  security: unknown,
  said: Partial<Config> = {},
  more: object = {},
  root: object = {},
) {
  const get = {
    operationId: "read",
    responses,
    ...(security === undefined ? {} : { security }),
    ...more,
  };
  const document = {
    ...documentOf({ "/a": { get } }),
    components: { securitySchemes: schemes },
    ...root,
  };
  const { read } = (await loadGenerated(document, "src/generated/operations/read.ts", {
    ...said,
    security: {
      bearer: { kind: "token" },
      oauth: { kind: "cognito" },
      key: { kind: "apiKey" },
      ...said.security,
    },
  })) as unknown as {
    read: (
      handle: (request: object) => object,
    ) => (event: object, context: object) => Promise<Answer>;
  };
  const handler = read((request) => {
    const { auth, env } = request as { readonly auth: unknown; readonly env: unknown };
    return { status: 200, body: { auth, env } };
  });
  return (requestContext: object, headers: object = {}) =>
    handler(
      { requestContext: { identity: {}, ...requestContext }, headers, multiValueHeaders: {} },
      { awsRequestId: "r" },
    );
}

const seen = ({ body }: Answer) => JSON.parse(body).auth as unknown;

describe("the function asks again who calls", () => {
  it("IAM", async () => {
    const send = await answering(undefined);
    expect(await send({})).toMatchObject({ statusCode: 401 });
    expect(seen(await send({ identity: { userArn: "arn:u", accountId: "1" } }))).toMatchObject({
      kind: "iam",
      userArn: "arn:u",
    });
  });

  it("nobody, where the operation is public", async () => {
    expect(seen(await (await answering([]))({}))).toBe(null);
  });

  it("a Cognito user pool, and all scopes of one set", async () => {
    const send = await answering([{ oauth: ["a", "b"] }, { oauth: ["c"] }]);
    expect(await send({})).toMatchObject({ statusCode: 401 });
    const claims = (scope: string) => ({ authorizer: { claims: { sub: "u1", scope } } });
    expect(await send(claims("a"))).toMatchObject({ statusCode: 403 });
    expect(seen(await send(claims("b a")))).toMatchObject({ kind: "cognito", subject: "u1" });
    expect(await send(claims("c"))).toMatchObject({ statusCode: 200 });
  });

  it("a Lambda authorizer, whose context is text", async () => {
    const send = await answering([{ bearer: [] }]);
    expect(await send({})).toMatchObject({ statusCode: 401 });
    const authorizer = { principalId: "p", integrationLatency: 5, tenant: "t1" };
    expect(seen(await send({ authorizer }))).toEqual({
      kind: "lambda",
      principalId: "p",
      context: { tenant: "t1" },
    });
  });

  it("an API key, alone and beside something else", async () => {
    const alone = await answering([{ key: [] }]);
    expect(await alone({})).toMatchObject({ statusCode: 401 });
    expect(seen(await alone({ identity: { apiKeyId: "k" } }))).toEqual({
      kind: "apiKey",
      apiKeyId: "k",
    });
    const both = await answering([{ key: [], bearer: [] }]);
    expect(await both({ authorizer: { principalId: "p" } })).toMatchObject({ statusCode: 401 });
    const shown = { authorizer: { principalId: "p" }, identity: { apiKeyId: "k" } };
    expect(seen(await both(shown))).toMatchObject({ kind: "lambda", apiKeyId: "k" });
  });
});

describe("a Lambda authorizer", () => {
  const operation = (operationId: string) => ({
    operationId,
    responses,
    security: [{ bearer: ["s"] }],
  });
  const document = {
    ...documentOf({
      "/pets": { get: operation("listPets") },
      "/pets/{id}": {
        get: {
          ...operation("getPet"),
          parameters: [{ name: "id", in: "path", required: true, schema: {} }],
        },
      },
    }),
    components: { securitySchemes: schemes },
  };
  const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:api/test/GET/pets";

  async function authorizer(ttl: number) {
    const { bearer } = (await loadGenerated(document, "src/generated/authorizers/bearer.ts", {
      security: { bearer: { kind: "token", ttl } },
    })) as unknown as {
      bearer: (
        decide: (event: object, protects: Record<string, object>) => Promise<object | null>,
      ) => (event: object) => Promise<{
        policyDocument: { Statement: { Effect: string; Resource: string[] }[] };
        context?: object;
      }>;
    };
    return bearer;
  }

  it("denies where nothing is decided", async () => {
    const { policyDocument } = await (await authorizer(0))(async () => null)({ methodArn });
    expect(policyDocument.Statement).toEqual([
      { Action: "execute-api:Invoke", Effect: "Deny", Resource: [methodArn] },
    ]);
  });

  it("lets in to the method that was called, and hands on its context", async () => {
    const made = await authorizer(0);
    const answer = await made(async () => ({ principalId: "p", context: { tenant: "t" } }))({
      methodArn,
    });
    expect(answer).toMatchObject({ context: { tenant: "t" } });
    expect(answer.policyDocument.Statement).toMatchObject([
      { Effect: "Allow", Resource: [methodArn] },
    ]);
  });

  it("lets in to exactly the operations that are named, so that a kept decision opens nothing else", async () => {
    const made = await authorizer(300);
    const answer = await made(async () => ({
      principalId: "p",
      context: {},
      operations: ["getPet"],
    }))({ methodArn });
    expect(answer.policyDocument.Statement).toMatchObject([
      {
        Effect: "Allow",
        Resource: ["arn:aws:execute-api:eu-west-1:123456789012:api/test/GET/pets/*"],
      },
    ]);
    const none = await made(async () => ({ principalId: "p", context: {}, operations: [] }))({
      methodArn,
    });
    expect(none.policyDocument.Statement).toMatchObject([{ Effect: "Deny" }]);
  });

  it("is told what the document asks for", async () => {
    let told: unknown;
    await (
      await authorizer(0)
    )(async (_, protects) => ((told = protects["listPets"]), null))({ methodArn });
    expect(told).toEqual({ arn: "GET/pets", alternatives: [{ bearer: ["s"] }] });
  });

  it("must name operations where decisions are kept: by its type", async () => {
    const text = async (ttl: number) =>
      (await filesOf(document, { security: { bearer: { kind: "token", ttl } } })).get(
        "src/generated/authorizers/bearer.ts",
      );
    expect(await text(0)).toContain("authorizer.Decide<");
    expect(await text(300)).toContain("authorizer.DecideAll<");
  });
});

describe("the environment of a function", () => {
  it("reaches the handler, and a variable that is missing is no silent undefined", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => void vi.restoreAllMocks());
    onTestFinished(() => void vi.unstubAllEnvs());
    const send = await answering(
      [],
      {},
      { "x-sls-gen": { access: { tables: { Users: ["read"] } } } },
    );
    expect(await send({})).toMatchObject({ statusCode: 500 });
    vi.stubEnv("USERS_TABLE", "users-1");
    expect(JSON.parse((await send({})).body).env).toEqual({ USERS_TABLE: "users-1" });
  });
});

describe("CORS", () => {
  const cors = {
    origins: ["https://a.test", "https://b.test"],
    exposeHeaders: ["Location"],
    credentials: true,
  };

  it("names the caller's own origin on every answer, and no other", async () => {
    const send = await answering([], {}, {}, { "x-sls-gen": { cors } });
    expect((await send({}, { origin: "https://b.test" })).headers).toMatchObject({
      "Access-Control-Allow-Origin": "https://b.test",
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Expose-Headers": "Location",
      Vary: "Origin",
    });
    expect((await send({}, { origin: "https://c.test" })).headers).not.toHaveProperty(
      "Access-Control-Allow-Origin",
    );
  });

  it("stands on problems too", async () => {
    const send = await answering(undefined, {}, {}, { "x-sls-gen": { cors: { origins: ["*"] } } });
    expect(await send({})).toMatchObject({
      statusCode: 401,
      headers: { "Access-Control-Allow-Origin": "*" },
    });
  });

  it("is absent where nothing is said", async () => {
    expect(Object.keys((await (await answering([]))({})).headers).join()).not.toContain(
      "Access-Control",
    );
  });
});
