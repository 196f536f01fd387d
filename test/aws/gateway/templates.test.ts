import { describe, expect, it } from "vitest";
import { nobody, type Call } from "../../../src/emulator/gateway/call.ts";
import { renderTemplate } from "../../../src/emulator/gateway/vtl/render.ts";
import { viewOf } from "../../../src/emulator/gateway/vtl/view.ts";
import { documentOf, filesOf } from "../../support/document.ts";

const responses = { 202: { description: "" } };

async function gatewayOf(document: unknown) {
  return JSON.parse((await filesOf(document)).get("gateway/openapi.json") ?? "");
}

/** A call as the local gateway knows it, with what is hard to carry in its texts. */
const call = {
  api: { stage: { variables: {} } },
  place: { accountId: "1", apiId: "a", region: "r", stage: "test" },
  request: {
    method: "POST",
    path: "/a/7",
    query: "q=a%26b&r=%5C",
    headers: [
      ["X-A", `it's "quoted"`],
      ["User-Agent", `a"b`],
      ["Origin", "https://b.test"],
    ],
    body: Buffer.alloc(0),
  },
  path: "/a/7",
  route: { variables: { id: "7" }, method: { resource: "/a/{id}", operationName: null } },
  requestId: "r",
  sourceIp: "192.0.2.1",
  time: 5,
  identity: { ...nobody, userArn: "arn:u" },
  authorizer: null,
} as unknown as Call;

describe("the template of an asynchronous invocation", () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const post = { operationId: "run", responses, parameters: [id], "x-sls-gen": { async: true } };

  it("makes the event of a proxy integration, whatever the text in it", async () => {
    const gateway = await gatewayOf(documentOf({ "/a/{id}": { post } }));
    const { requestTemplates } = gateway.paths["/a/{id}"].post["x-amazon-apigateway-integration"];
    const body = `{"text":"it's \\"so\\"\\n"}`;
    const { variables } = viewOf(call, body);
    const event = JSON.parse(renderTemplate(requestTemplates["application/json"], variables));
    expect(event).toMatchObject({
      resource: "/a/{id}",
      path: "/test/a/7",
      httpMethod: "POST",
      headers: expect.objectContaining({ "X-A": `it's "quoted"` }),
      queryStringParameters: { q: "a&b", r: "\\" },
      pathParameters: { id: "7" },
      stageVariables: {},
      body,
      isBase64Encoded: false,
      requestContext: {
        stage: "test",
        requestTimeEpoch: 5,
        identity: { userArn: "arn:u", userAgent: `a"b`, caller: "", apiKeyId: "" },
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
    const request = { ...call.request, headers: [["Origin", origin]] } as Call["request"];
    const { variables, override } = viewOf({ ...call, request }, "");
    renderTemplate(text, variables);
    expect(override.headers.entries.get("Access-Control-Allow-Origin")).toBe(expected);
  });

  it("is left to the document where it answers OPTIONS itself", async () => {
    const { paths } = await gatewayOf(document);
    expect(paths["/b"].options.operationId).toBe("c");
  });

  it("stands on errors of the gateway too, with the caller's own origin where pages of many send credentials", async () => {
    const responsesOf = async (more: object) =>
      (await gatewayOf({ ...document, "x-sls-gen": { cors: { ...cors, ...more } } }))[
        "x-amazon-apigateway-gateway-responses"
      ].THROTTLED.responseParameters;
    const prefix = "gatewayresponse.header.Access-Control-Allow-";
    expect(await responsesOf({ credentials: true })).toMatchObject({
      [`${prefix}Origin`]: "method.request.header.Origin",
      [`${prefix}Credentials`]: "'true'",
      "gatewayresponse.header.Vary": "'Origin'",
    });
    expect(await responsesOf({ credentials: false })).toMatchObject({ [`${prefix}Origin`]: "'*'" });
    expect(await responsesOf({ credentials: false })).not.toHaveProperty(`${prefix}Credentials`);
    expect(await responsesOf({ credentials: true, origins: ["https://a.test"] })).toMatchObject({
      [`${prefix}Origin`]: "'https://a.test'",
      [`${prefix}Credentials`]: "'true'",
    });
  });
});
