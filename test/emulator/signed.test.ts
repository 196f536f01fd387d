import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signed, type Said } from "../support/gateway.ts";
import { accessGateway, eventOf } from "../support/access.ts";

let served: Awaited<ReturnType<typeof accessGateway>>;

beforeAll(async () => {
  served = await accessGateway();
});

afterAll(() => served.end());

describe("signed requests", () => {
  it("let the caller in, whom the function is told of, without the signature", async () => {
    const got = await served.send(signed(served.url, { path: "/iam" }));
    expect(got.status, got.text).toBe(200);
    const { requestContext, headers } = eventOf(got);
    expect(requestContext.identity).toMatchObject({
      accessKey: "AKIDEXAMPLE",
      accountId: "123456789012",
      userArn: "arn:aws:iam::123456789012:user/local",
      caller: "AIDALOCALLOCALLOCAL00",
      user: "AIDALOCALLOCALLOCAL00",
    });
    expect(requestContext.authorizer).toBeUndefined();
    expect(Object.keys(headers)).not.toContain("Authorization");
  });

  it.each<[string, Said & { query?: boolean }]>([
    [
      "with a body",
      {
        method: "POST",
        path: "/iam",
        body: '{"a":"ä"}',
        headers: ["Content-Type", "application/json"],
      },
    ],
    ["with the stage", { path: "/local/iam" }],
    ["with a query", { path: "/iam?b=2&a=1&a=0&c=%20d&e" }],
    ["with an encoded path", { path: "/iam/a%20b%2Fc%2Bd" }],
    ["with a path of other letters", { path: "/iam/%C3%A4~'()*" }],
    ["with headers of spaces", { path: "/iam", headers: ["X-A", "  a   b  "] }],
    ["in the query", { path: "/iam?a=1", query: true }],
    ["in the query, with a path", { path: "/iam/x%20y?z=%2F", query: true }],
    ["by a security scheme", { path: "/scheme" }],
  ])("of aws4 are accepted %s", async (_, said) => {
    const got = await served.send(signed(served.url, said));
    expect(got.status, got.text).toBe(200);
  });

  it.each([
    ["GET", "/iam/a%20b", {}, undefined],
    ["GET", "/iam", { a: ["2", "1"], "b c": "d/e" }, undefined],
    ["POST", "/iam", {}, '{"x":1}'],
  ] as const)("of the AWS SDK's signer are accepted: %s %s", async (method, path, query, body) => {
    const signer = new SignatureV4({
      service: "execute-api",
      region: "us-east-1",
      sha256: Sha256,
      credentials: {
        accessKeyId: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      },
    });
    const { host, hostname, port } = new URL(served.url);
    const base = {
      method,
      hostname,
      port: Number(port),
      protocol: "http:",
      path,
      query: query as never,
      headers: { host },
      body,
    };
    const { headers } = (await signer.sign(base as never)) as unknown as {
      readonly headers: Record<string, string>;
    };
    const text = Object.entries(query)
      .flatMap(([name, values]) =>
        [values]
          .flat()
          .map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`),
      )
      .join("&");
    const got = await served.send({
      method,
      path: text === "" ? path : `${path}?${text}`,
      headers: Object.entries(headers).flat() as string[],
      ...(body === undefined ? {} : { body }),
    });
    expect(got.status, got.text).toBe(200);
  });

  it.each([
    [["/iam"]],
    [["/iam?a=1&b=2"]],
    [["/iam", "-d", '{"a":1}', "-H", "Content-Type: application/json"]],
    [["/local/iam/7"]],
    // Of a query out of order and of an encoded path curl makes a signature that AWS refuses as well.
  ])("of curl are accepted: %s", async ([path, ...more]) => {
    const args = [
      "-s",
      "-o",
      "/dev/null",
      "-w",
      "%{http_code}",
      "--aws-sigv4",
      "aws:amz:us-east-1:execute-api",
      "-u",
      "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    ];
    const { stdout } = await promisify(execFile)("curl", [...args, ...more, served.url + path]);
    expect(stdout).toBe("200");
  });
});
