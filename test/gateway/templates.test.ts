import { describe, expect, it } from "vitest";
import { render } from "velocityjs";
import { documentOf, filesOf } from "../support/document.ts";

const responses = { 202: { description: "" } };

async function gatewayOf(document: unknown) {
  return JSON.parse((await filesOf(document)).get("gateway/openapi.json") ?? "");
}

/** What API Gateway gives a template, as far as ours ask. */
function contextOf(body: string) {
  const params = {
    header: new Map([["X-A", `it's "quoted"`]]),
    querystring: new Map([
      ["q", "a&b"],
      ["r", "\\"],
    ]),
    path: new Map([["id", "7"]]),
  };
  const javaMap = (map: Map<string, string>) => ({
    keySet: () => [...map.keys()],
    get: (key: string) => map.get(key),
  });
  return {
    input: {
      body,
      params: (name?: string) =>
        name === undefined
          ? Object.fromEntries(Object.entries(params).map(([place, map]) => [place, javaMap(map)]))
          : params.header.get(name),
    },
    util: {
      // Apache Commons StringEscapeUtils, which API Gateway uses, escapes single quotes as well.
      escapeJavaScript: (text: unknown) => {
        const escaped = JSON.stringify(String(text ?? ""))
          .slice(1, -1)
          .replaceAll("'", "\\'");
        return {
          toString: () => escaped,
          replaceAll: (from: string, to: string) =>
            escaped.replaceAll(new RegExp(from.replaceAll("\\\\", "\\\\"), "g"), to),
        };
      },
    },
    stageVariables: javaMap(new Map()),
    context: {
      resourcePath: "/a/{id}",
      path: "/test/a/7",
      httpMethod: "POST",
      accountId: "1",
      apiId: "a",
      stage: "test",
      requestId: "r",
      requestTimeEpoch: 5,
      authorizer: { principalId: "p", claims: { sub: "s", scope: "", email: "" } },
      identity: {
        accessKey: "AK",
        accountId: "1",
        caller: "c",
        userArn: "arn:u",
        apiKeyId: "",
        sourceIp: "192.0.2.1",
        userAgent: `a"b`,
      },
      responseOverride: { header: {} as Record<string, string> },
    },
  };
}

describe("the template of an asynchronous invocation", () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const post = { operationId: "run", responses, parameters: [id], "x-sls-gen": { async: true } };

  it("makes the event of a proxy integration, whatever the text in it", async () => {
    const gateway = await gatewayOf(documentOf({ "/a/{id}": { post } }));
    const { requestTemplates } = gateway.paths["/a/{id}"].post["x-amazon-apigateway-integration"];
    const body = `{"text":"it's \\"so\\"\\n"}`;
    const event = JSON.parse(
      render(requestTemplates["application/json"], contextOf(body) as never),
    );
    expect(event).toMatchObject({
      resource: "/a/{id}",
      path: "/test/a/7",
      httpMethod: "POST",
      headers: { "X-A": `it's "quoted"` },
      queryStringParameters: { q: "a&b", r: "\\" },
      pathParameters: { id: "7" },
      stageVariables: {},
      body,
      isBase64Encoded: false,
      requestContext: {
        stage: "test",
        requestTimeEpoch: 5,
        identity: { userArn: "arn:u", userAgent: `a"b` },
      },
    });
  });
});

describe("the answer to a preflight", () => {
  const cors = { origins: ["https://a.test", "https://b.test"], headers: ["X-A"], maxAge: 5 };
  const get = { operationId: "read", responses };
  const document = {
    ...documentOf({
      "/a": { get },
      "/b": { get: { ...get, operationId: "b" }, options: { ...get, operationId: "c" } },
    }),
    "x-sls-gen": { cors },
  };

  it("needs nobody to be known, and says what is allowed", async () => {
    const { options } = (await gatewayOf(document)).paths["/a"];
    expect(options).toMatchObject({ security: [], "x-amazon-apigateway-auth": { type: "NONE" } });
    const { responses: mapped } = options["x-amazon-apigateway-integration"];
    expect(mapped.default.responseParameters).toEqual({
      "method.response.header.Access-Control-Allow-Headers": "'X-A'",
      "method.response.header.Access-Control-Allow-Methods": "'GET,OPTIONS'",
      "method.response.header.Access-Control-Allow-Origin": "'https://a.test'",
      "method.response.header.Access-Control-Max-Age": "'5'",
      "method.response.header.Vary": "'Origin'",
    });
  });

  it.each([
    ["https://b.test", "https://b.test"],
    ["https://evil.test", undefined],
  ])("to %s names %s instead", async (origin, expected) => {
    const { options } = (await gatewayOf(document)).paths["/a"];
    const text =
      options["x-amazon-apigateway-integration"].responses.default.responseTemplates[
        "application/json"
      ];
    const context = contextOf("");
    context.input.params = (() => origin) as never;
    render(text, { ...context, origins: [] } as never);
    expect(context.context.responseOverride.header["Access-Control-Allow-Origin"]).toBe(expected);
  });

  it("is left to the document where it answers OPTIONS itself", async () => {
    const { paths } = await gatewayOf(document);
    expect(paths["/b"].options.operationId).toBe("c");
  });

  it("stands on errors of the gateway too, without credentials for many origins", async () => {
    const responsesOf = async (more: object) =>
      (await gatewayOf({ ...document, "x-sls-gen": { cors: { ...cors, ...more } } }))[
        "x-amazon-apigateway-gateway-responses"
      ].THROTTLED.responseParameters;
    const prefix = "gatewayresponse.header.Access-Control-Allow-";
    expect(await responsesOf({ credentials: true })).toMatchObject({ [`${prefix}Origin`]: "'*'" });
    expect(await responsesOf({ credentials: true })).not.toHaveProperty(`${prefix}Credentials`);
    expect(await responsesOf({ credentials: true, origins: ["https://a.test"] })).toMatchObject({
      [`${prefix}Origin`]: "'https://a.test'",
      [`${prefix}Credentials`]: "'true'",
    });
  });
});
