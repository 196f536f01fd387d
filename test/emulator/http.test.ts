import aws4 from "aws4";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateway, proxy } from "../support/gateway.ts";

type Fixture = Awaited<ReturnType<typeof gateway>>;

let behind: Server;
let fixture: Fixture;

/** Tells what it was asked; some paths answer otherwise. */
function startBehind(): Promise<void> {
  behind = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url = "", headers } = request;
      if (url.startsWith("/slow")) {
        return;
      }
      if (url.startsWith("/drops")) {
        request.socket.destroy();
        return;
      }
      const status = Number(/\/status\/(\d+)/.exec(url)?.[1] ?? 200);
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      const answer = JSON.stringify({ seen, name: { first: "Ada" } });
      response.writeHead(status, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(answer),
        "X-Behind": "yes",
        "WWW-Authenticate": "Basic",
        "Set-Cookie": ["a=1", "b=2"],
      });
      response.end(answer);
    });
  });
  return new Promise((resolve) => behind.listen(0, "127.0.0.1", resolve));
}

/** An operation with an integration of its own. */
function own(id: string, integration: Record<string, unknown>): Record<string, unknown> {
  return { ...proxy(id), "x-amazon-apigateway-integration": integration };
}

beforeAll(async () => {
  await startBehind();
  const { port } = behind.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const through = (uri: string, more: object = {}) => ({ type: "http_proxy", uri, ...more });
  const mapped = {
    type: "http",
    httpMethod: "POST",
    uri: `${origin}/mapped/{id}`,
    requestParameters: {
      "integration.request.path.id": "method.request.querystring.id",
      "integration.request.querystring.stage": "context.stage",
      "integration.request.querystring.fixed": "'one'",
      "integration.request.header.X-Name": "method.request.body.name",
      "integration.request.header.X-Ip": "context.identity.sourceIp",
    },
    requestTemplates: { "application/json": '{"name":$input.json("$.name")}' },
    responses: {
      default: {
        statusCode: "200",
        responseParameters: {
          "method.response.header.X-From": "integration.response.header.X-Behind",
          "method.response.header.X-First": "integration.response.body.name.first",
          "method.response.header.X-Fixed": "'fixed'",
          "method.response.header.X-None": "integration.response.header.X-None",
        },
      },
      "4\\d\\d": {
        statusCode: "400",
        responseTemplates: { "application/json": '{"wrong":true}' },
      },
    },
  };
  fixture = await gateway({
    document: { "x-amazon-apigateway-minimum-compression-size": 0 },
    stage: { variables: { path: "of-stage" } },
    paths: {
      "/any/{rest+}": {
        "x-amazon-apigateway-any-method": own("any", {
          ...through(`${origin}/{rest}`, {
            httpMethod: "ANY",
            requestParameters: {
              "integration.request.path.rest": "method.request.path.rest",
              "integration.request.header.X-Own": "'mine'",
              "integration.request.querystring.over": "'written'",
            },
          }),
        }),
      },
      "/stage": { get: own("stage", through(`${origin}/\${stageVariables.path}`)) },
      "/slow": { get: own("slow", through(`${origin}/slow`, { timeoutInMillis: 100 })) },
      "/drops": { get: own("drops", through(`${origin}/drops`)) },
      "/nowhere": { get: own("nowhere", through("http://127.0.0.1:9/")) },
      "/mapped": { post: own("mapped", mapped) },
      "/teapot": {
        post: own("teapot", { ...mapped, uri: `${origin}/status/418`, requestParameters: {} }),
      },
      "/unmatched": {
        post: own("unmatched", {
          ...mapped,
          requestParameters: {},
          uri: `${origin}/status/500`,
          responses: { "2\\d\\d": { statusCode: "200" } },
        }),
      },
      "/echo": { post: proxy("echo") },
      "/signed": { post: proxy("echo", { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }) },
    },
  });
});
afterAll(async () => {
  await fixture.end();
  behind.closeAllConnections();
  behind.close();
});

const json = ["Content-Type", "application/json"];

describe("an HTTP proxy integration", () => {
  it("passes on the request, with what is mapped on top of it", async () => {
    const got = await fixture.send({
      method: "PUT",
      path: "/any/a/b%20c?x=1&x=2&over=sent",
      headers: [...json, "X-Own", "sent", "X-Other", "kept"],
      body: '{"a":1}',
    });
    const { seen } = JSON.parse(got.text);
    expect(seen).toMatchObject({
      method: "PUT",
      url: "/a/b%20c?x=1&x=2&over=written",
      body: '{"a":1}',
      headers: { "x-own": "mine", "x-other": "kept", "x-forwarded-for": "127.0.0.1" },
    });
    expect(seen.headers.host).toBe(`127.0.0.1:${(behind.address() as AddressInfo).port}`);
  });

  it("passes on the answer, as API Gateway renames headers", async () => {
    const got = await fixture.send({ path: "/any/status/404" });
    expect(got.status).toBe(404);
    expect(got.headers).toMatchObject({
      "x-behind": "yes",
      "x-amzn-remapped-www-authenticate": "Basic",
      "x-amzn-remapped-content-length": expect.stringMatching(/^\d+$/),
      "set-cookie": ["a=1", "b=2"],
    });
  });

  it("finds its address by stage variables", async () => {
    expect(JSON.parse((await fixture.send({ path: "/stage" })).text).seen.url).toBe("/of-stage");
  });

  it.each([
    ["/slow", "Endpoint request timed out"],
    ["/drops", "Network error communicating with endpoint"],
    ["/nowhere", "Network error communicating with endpoint"],
  ])("answers 504 for %s", async (path, message) => {
    const got = await fixture.send({ path });
    expect([got.status, JSON.parse(got.text).message]).toEqual([504, message]);
  });
});

describe("an HTTP integration", () => {
  it("sends only what is mapped", async () => {
    const got = await fixture.send({
      method: "POST",
      path: "/mapped?id=7&other=x",
      headers: [...json, "X-Secret", "kept back"],
      body: '{"name":"Ada","more":1}',
    });
    const { seen } = JSON.parse(got.text);
    expect(seen).toMatchObject({
      method: "POST",
      url: "/mapped/7?stage=local&fixed=one",
      body: '{"name":"Ada"}',
      headers: { "x-name": "Ada", "x-ip": "127.0.0.1", "content-type": "application/json" },
    });
    expect(seen.headers).not.toHaveProperty("x-secret");
    expect(seen.headers).toMatchObject({
      accept: "application/json",
      "x-amzn-apigateway-api-id": expect.stringMatching(/^\w+$/),
    });
  });

  it("answers with what is mapped", async () => {
    const said = { method: "POST", headers: json, body: '{"name":"Ada"}' };
    const got = await fixture.send({ ...said, path: "/mapped?id=7" });
    expect(got.headers).toMatchObject({ "x-from": "yes", "x-first": "Ada", "x-fixed": "fixed" });
    expect(got.headers).not.toHaveProperty("x-none");
    const wrong = await fixture.send({ ...said, path: "/teapot" });
    expect([wrong.status, wrong.text]).toEqual([400, '{"wrong":true}']);
    expect((await fixture.send({ ...said, path: "/unmatched" })).status).toBe(500);
  });

  it.each([
    ["a VPC link", { type: "http_proxy", uri: "http://x.test/", connectionType: "VPC_LINK" }],
    ["an address that only CloudFormation knows", { type: "http", uri: { "Fn::Sub": "x" } }],
    [
      "a streamed answer",
      { type: "http_proxy", uri: "http://x.test/", responseTransferMode: "STREAM" },
    ],
    [
      "the credentials of the caller",
      { type: "http_proxy", uri: "http://x.test/", credentials: "arn:aws:iam::*:user/*" },
    ],
    ["content that is made bytes", { type: "mock", contentHandling: "CONVERT_TO_BINARY" }],
    ["an AWS service", { type: "aws", uri: "arn:aws:apigateway:r:sqs:path/q" }],
  ])("is named at the start and answers 501 for %s", async (_, integration) => {
    const paths = { "/x": { get: own("x", integration) }, "/y": { get: proxy("echo") } };
    const served = await gateway({ paths });
    expect(served.logs.join("\n")).toMatch(/^warning: the local gateway does not emulate .*501$/);
    const got = await served.send({ path: "/x" });
    expect([got.status, JSON.parse(got.text).message]).toEqual([
      501,
      expect.stringMatching(/^the local gateway does not emulate .* GET \/x/),
    ]);
    expect((await served.send({ path: "/y" })).status).toBe(200);
    await served.end();
  });
});

describe("a compressed request", () => {
  const said = { method: "POST", path: "/echo" };
  const body = '{"hello":"there"}';

  it.each([
    ["gzip", gzipSync(body)],
    ["deflate", deflateSync(body)],
  ])("reaches the function as it was before: %s", async (encoding, bytes) => {
    const headers = [...json, "Content-Encoding", encoding];
    const got = await fixture.send({ ...said, headers, body: bytes });
    const { event } = JSON.parse(got.text);
    expect(event.body).toBe(body);
    expect(event.headers).not.toHaveProperty("Content-Encoding");
  });

  it("is signed as it was sent", async () => {
    const sent = { host: new URL(fixture.url).host, method: "POST", path: "/signed" };
    const scope = { service: "execute-api", region: "us-east-1" };
    const keys = {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    };
    const statusOf = async (signedBody: Buffer | string) => {
      const made = aws4.sign({ ...sent, ...scope, body: signedBody }, keys);
      const own = Object.entries(made.headers ?? {}).filter(([name]) => name !== "Content-Length");
      const headers = own.flatMap(([name, value]) => [name, String(value)]);
      const all = [...headers, "Content-Encoding", "gzip"];
      return (await fixture.send({ ...sent, headers: all, body: gzipSync(body) })).status;
    };
    expect([await statusOf(gzipSync(body)), await statusOf(body)]).toEqual([200, 403]);
  });

  it("is refused where it is not what it says, or too much", async () => {
    const headers = [...json, "Content-Encoding", "gzip"];
    expect((await fixture.send({ ...said, headers, body: "no gzip" })).status).toBe(400);
    const bomb = gzipSync(Buffer.alloc(11 * 1024 * 1024));
    expect((await fixture.send({ ...said, headers, body: bomb })).status).toBe(413);
  });

  it("is left as it is where the API does not compress", async () => {
    const plain = await gateway({ paths: { "/echo": { post: proxy("echo") } } });
    const headers = [...json, "Content-Encoding", "identity"];
    const got = await plain.send({ ...said, headers, body });
    expect(JSON.parse(got.text).event.headers["Content-Encoding"]).toBe("identity");
    await plain.end();
  });
});
