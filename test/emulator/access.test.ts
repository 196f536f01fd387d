import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateway, proxy, signed } from "../support/gateway.ts";
import { accessGateway, eventOf, iam, messageOf } from "../support/access.ts";

let served: Awaited<ReturnType<typeof accessGateway>>;

beforeAll(async () => {
  served = await accessGateway();
});

afterAll(() => served.end());

describe("policies", () => {
  it("deny explicitly, with the account masked", async () => {
    const got = await served.send(signed(served.url, { path: "/denied/1" }));
    expect(messageOf(got)).toEqual([
      403,
      "AccessDeniedException",
      "User: arn:aws:iam::123456789012:user/local is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:local/local/GET/denied/1 with an explicit deny",
    ]);
  });

  it("let nobody past authorization that is switched off by accident: an API key and IAM are both asked for", async () => {
    expect(messageOf(await served.send(signed(served.url, { path: "/both" })))).toEqual([
      403,
      "ForbiddenException",
      "Forbidden",
    ]);
    const got = await served.send(
      signed(served.url, { path: "/both", headers: ["x-api-key", "the-key-of-the-fixture"] }),
    );
    expect(got.status, got.text).toBe(200);
    expect(eventOf(got).requestContext.identity).toMatchObject({
      apiKeyId: "local",
      userArn: expect.any(String),
    });
  });
});

describe("API keys and plans", () => {
  const withKey = { path: "/key", headers: ["X-API-Key", "the-key-of-the-fixture"] };

  it("refuse without a key and with another, and count against the quota", async () => {
    const forbidden = [403, "ForbiddenException", "Forbidden"];
    expect(messageOf(await served.send({ path: "/key" }))).toEqual(forbidden);
    expect(messageOf(await served.send({ path: "/key", headers: ["x-api-key", "other"] }))).toEqual(
      forbidden,
    );
    expect((await served.send(withKey)).status).toBe(200);
    expect((await served.send(withKey)).status).toBe(200);
    expect(messageOf(await served.send(withKey))).toEqual([
      429,
      "LimitExceededException",
      "Limit Exceeded",
    ]);
  });
});

describe("the stage", () => {
  it("throttles a method by its own rate", async () => {
    const statuses = [];
    for (let index = 0; index < 3; index += 1) {
      statuses.push((await served.send({ path: "/limited" })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect(messageOf(await served.send({ path: "/limited" }))).toEqual([
      429,
      "TooManyRequestsException",
      "Too Many Requests",
    ]);
  });

  it("keeps answers by their cache keys; nobody unknown empties it", async () => {
    const text = async (path: string, ...headers: string[]) =>
      (await served.send({ path, headers })).text;
    expect([await text("/kept?a=1"), await text("/kept?a=1&b=2"), await text("/kept?a=2")]).toEqual(
      ["1", "1", "2"],
    );
    const anew = await served.send({ path: "/kept?a=1", headers: ["Cache-Control", "max-age=0"] });
    expect([anew.text, anew.headers["warning"]]).toEqual(["1", expect.stringMatching(/^199 /)]);
  });
});

describe("starting", () => {
  const paths = { "/x": { get: proxy("echo") } };

  it("refuses a condition of a policy that it cannot judge, naming it", async () => {
    const policy = {
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { DateLessThan: {} },
    };
    const document = { "x-amazon-apigateway-policy": { Statement: [policy] } };
    await expect(gateway({ paths, document })).rejects.toThrow(
      "DateLessThan in the resource policy",
    );
  });

  it("applies a resource policy to callers that nobody knows", async () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "execute-api:Invoke",
          Resource: "execute-api:/local/GET/open",
          Condition: { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } },
        },
      ],
    };
    const own = await gateway({
      paths: { "/open": { get: proxy("echo") }, "/shut": { get: proxy("echo") } },
      document: { "x-amazon-apigateway-policy": policy },
    });
    expect((await own.send({ path: "/open" })).status).toBe(200);
    expect(messageOf(await own.send({ path: "/shut" }))).toEqual([
      403,
      "AccessDeniedException",
      "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:local/local/GET/shut",
    ]);
    await own.end();
  });

  it("lets everybody in where it is told to", async () => {
    const own = await gateway({
      paths: { "/x": { get: iam("echo") } },
      options: { authorizes: false },
    });
    expect((await own.send({ path: "/x" })).status).toBe(200);
    await own.end();
  });
});
