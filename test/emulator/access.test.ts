import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateway, proxy, signed, type Got, type Said } from "../support/gateway.ts";

const iam = (id: string) => proxy(id, { "x-amazon-apigateway-auth": { type: "AWS_IAM" } });
const by = (scheme: string, id = "echo") => proxy(id, { security: [{ [scheme]: [] }] });
const authorizer = (type: string, more: object = {}) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "custom",
  "x-amazon-apigateway-authorizer": { type, authorizerUri: "arn", ...more },
});

let served: Awaited<ReturnType<typeof gateway>>;

beforeAll(async () => {
  served = await gateway({
    paths: {
      "/iam": { get: iam("echo"), post: iam("echo") },
      "/iam/{id}": { get: iam("echo") },
      "/denied/{id}": { get: iam("echo") },
      "/scheme": { get: by("sigv4") },
      "/both": { get: proxy("echo", { security: [{ sigv4: [], key: [] }] }) },
      "/key": { get: by("key") },
      "/token": { get: by("token"), post: by("token") },
      "/token/{id}": { get: by("token") },
      "/query": { get: by("query") },
      "/pool": { get: by("pool") },
      "/scoped": { get: proxy("echo", { security: [{ pool: ["users/read", "users/write"] }] }) },
      "/open": { get: proxy("echo") },
      "/limited": { get: proxy("echo") },
      "/kept": {
        get: proxy("counter", {
          "x-amazon-apigateway-integration": {
            ...(proxy("counter")["x-amazon-apigateway-integration"] as object),
            cacheKeyParameters: ["method.request.querystring.a"],
          },
        }),
      },
    },
    document: {
      components: {
        securitySchemes: {
          sigv4: {
            type: "apiKey",
            name: "Authorization",
            in: "header",
            "x-amazon-apigateway-authtype": "awsSigv4",
          },
          key: { type: "apiKey", name: "x-api-key", in: "header" },
          pool: authorizer("cognito_user_pools", { providerARNs: ["arn"] }),
          token: authorizer("token", {
            identityValidationExpression: "^Bearer .+$",
            authorizerResultTtlInSeconds: 300,
          }),
          query: authorizer("request", {
            identitySource: "method.request.querystring.key",
            authorizerResultTtlInSeconds: 60,
          }),
        },
      },
    },
    stage: {
      methods: [
        { method: "GET", path: "~1limited/GET", throttle: { rate: 0.001, burst: 2 }, cache: null },
        { method: "GET", path: "~1kept/GET", throttle: null, cache: { ttl: 60 } },
      ],
      usagePlans: [{ name: "P", throttle: null, quota: { limit: 3, period: "DAY" } }],
    },
  });
});

afterAll(() => served.end());

const eventOf = (got: Got) => JSON.parse(got.text).event;
const messageOf = (got: Got) => [
  got.status,
  got.headers["x-amzn-errortype"],
  (JSON.parse(got.text) as { message: string }).message,
];

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

const mismatch = [
  403,
  "InvalidSignatureException",
  expect.stringMatching(
    /^The request signature we calculated does not match the signature you provided\. [^]*The Canonical String for this request should have been\n'[^]*The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n/,
  ),
];
const invalidToken = [
  403,
  "UnrecognizedClientException",
  "The security token included in the request is invalid.",
];
const incomplete = (message: string) => [403, "IncompleteSignatureException", message];
const invalid = (message: unknown) => [403, "InvalidSignatureException", message];

type Tampering = readonly [name: string, make: () => Said, told: readonly unknown[]];

/** Changes a signed request on its way. */
function changed(
  said: Said & { query?: boolean },
  change: (said: Said) => Said,
  keys = {},
): () => Said {
  return () => change(signed(served.url, said, keys));
}

function header(said: Said, name: string, value: (text: string) => string | null): Said {
  const all = said.headers ?? [];
  const pairs = Array.from(
    { length: all.length / 2 },
    (_, index) => [all[index * 2] ?? "", all[index * 2 + 1] ?? ""] as const,
  );
  return {
    ...said,
    headers: pairs.flatMap(([each, text]) => {
      const next = each.toLowerCase() === name.toLowerCase() ? value(text) : text;
      return next === null ? [] : [each, next];
    }),
  };
}

const dateOf = (minutes: number) =>
  new Date(Date.now() + minutes * 60_000).toISOString().replaceAll(/[:-]|\.\d{3}/g, "");
const auth = (said: Said, change: (text: string) => string | null) =>
  header(said, "Authorization", change);

const tamperings: Tampering[] = [
  [
    "nothing signed",
    () => ({ path: "/iam" }),
    [403, "MissingAuthenticationTokenException", "Missing Authentication Token"],
  ],
  ["another method", changed({ path: "/iam" }, (said) => ({ ...said, method: "POST" })), mismatch],
  ["another path", changed({ path: "/iam/1" }, (said) => ({ ...said, path: "/iam/2" })), mismatch],
  [
    "a query that was added",
    changed({ path: "/iam" }, (said) => ({ ...said, path: "/iam?a=1" })),
    mismatch,
  ],
  [
    "a query that was changed",
    changed({ path: "/iam?a=1" }, (said) => ({ ...said, path: "/iam?a=2" })),
    mismatch,
  ],
  [
    "a value that was added to a query",
    changed({ path: "/iam?a=1" }, (said) => ({ ...said, path: "/iam?a=1&a=2" })),
    mismatch,
  ],
  [
    "a query of a name that objects inherit",
    changed({ path: "/iam" }, (said) => ({ ...said, path: "/iam?__proto__=1" })),
    mismatch,
  ],
  [
    "a query without a name",
    changed({ path: "/iam" }, (said) => ({ ...said, path: "/iam?=1" })),
    mismatch,
  ],
  [
    "another body",
    changed({ method: "POST", path: "/iam", body: "a" }, (said) => ({ ...said, body: "b" })),
    mismatch,
  ],
  [
    "a header that was changed",
    changed({ path: "/iam", headers: ["X-A", "1"] }, (said) => header(said, "X-A", () => "2")),
    mismatch,
  ],
  [
    "a header that was taken away",
    changed({ path: "/iam", headers: ["X-A", "1"] }, (said) => header(said, "X-A", () => null)),
    mismatch,
  ],
  [
    "another host",
    changed({ path: "/iam" }, (said) => header(said, "Host", () => "evil.example")),
    mismatch,
  ],
  [
    "another secret",
    changed({ path: "/iam" }, (said) => said, { secretAccessKey: "other" }),
    mismatch,
  ],
  [
    "another signature",
    changed({ path: "/iam" }, (said) =>
      auth(said, (text) =>
        text.replace(/Signature=./, (sign) => (sign.endsWith("0") ? "Signature=1" : "Signature=0")),
      ),
    ),
    mismatch,
  ],
  [
    "a short signature",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.slice(0, -2))),
    mismatch,
  ],
  [
    "a hash of another body",
    changed({ path: "/iam", headers: ["X-Amz-Content-Sha256", "0".repeat(64)] }, (said) => said),
    mismatch,
  ],
  [
    "an unknown key",
    changed({ path: "/iam" }, (said) => said, { accessKeyId: "AKIDOTHER" }),
    invalidToken,
  ],
  [
    "a session token that the key does not have",
    changed({ path: "/iam" }, (said) => said, { sessionToken: "x" }),
    invalidToken,
  ],
  [
    "another region",
    changed({ path: "/iam" }, (said) => said, { region: "eu-west-1" }),
    invalid("Credential should be scoped to a valid region. "),
  ],
  [
    "another service",
    changed({ path: "/iam" }, (said) => said, { service: "s3" }),
    invalid("Credential should be scoped to correct service: 'execute-api'. "),
  ],
  [
    "another terminator",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.replace("aws4_request", "aws4"))),
    invalid("Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'."),
  ],
  [
    "another day in the scope",
    changed({ path: "/iam" }, (said) =>
      auth(said, (text) => text.replace(/\/\d{8}\//, "/20200101/")),
    ),
    invalid(
      expect.stringMatching(
        /^Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20200101' != '\d{8}'/,
      ),
    ),
  ],
  [
    "six minutes too old",
    changed({ path: "/iam" }, (said) => said, {
      get date() {
        return dateOf(-6);
      },
    }),
    invalid(
      expect.stringMatching(
        /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
      ),
    ),
  ],
  [
    "six minutes too early",
    changed({ path: "/iam" }, (said) => said, {
      get date() {
        return dateOf(6);
      },
    }),
    invalid(
      expect.stringMatching(
        /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
      ),
    ),
  ],
  [
    "a host that is not signed",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.replace("host;", ""))),
    invalid("'Host' must be a 'SignedHeader' in the AWS Authorization."),
  ],
  [
    "no signature",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.replace(/, Signature=.*/, ""))),
    incomplete(
      "Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256",
    ),
  ],
  [
    "a bearer token",
    () => ({ path: "/iam", headers: ["Authorization", "Bearer abc"] }),
    incomplete(
      "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
    ),
  ],
  [
    "a query that was signed for another path",
    changed({ path: "/iam/1", query: true }, (said) => ({
      ...said,
      path: said.path.replace("/iam/1", "/iam/2"),
    })),
    mismatch,
  ],
  [
    "a signed query with more in it",
    changed({ path: "/iam", query: true }, (said) => ({ ...said, path: `${said.path}&a=1` })),
    mismatch,
  ],
  ...["never", "-1", "604801", "1e9"].map((expires): Tampering => [
    `a signed query that expires after ${expires} seconds`,
    changed({ path: `/iam?X-Amz-Expires=${expires}`, query: true }, (said) => said),
    incomplete(`X-Amz-Expires must be a number of seconds up to 604800, not '${expires}'.`),
  ]),
  [
    "a signed query after its time",
    changed(
      { path: `/iam?X-Amz-Date=${dateOf(-6)}&X-Amz-Expires=60`, query: true },
      (said) => said,
    ),
    invalid(expect.stringMatching(/^Signature expired: /)),
  ],
];

describe("tamperings are refused", () => {
  it.each(tamperings.map(([name, make, told]) => ({ name, make, told })))(
    "$name",
    async ({ make, told }) => {
      expect(messageOf(await served.send(make()))).toEqual(told);
    },
  );
});

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

describe("Lambda authorizers", () => {
  const token = (value: string, path = "/token") =>
    served.send({ path, headers: ["Authorization", value] });

  it("run for real, and tell the function in texts", async () => {
    const got = await token("Bearer yes");
    expect(got.status, got.text).toBe(200);
    expect(eventOf(got).requestContext.authorizer).toMatchObject({
      principalId: "pia",
      level: "3",
      admin: "true",
    });
    expect(eventOf(got).headers).toHaveProperty("Authorization");
  });

  it("keep a decision by the token, for other methods too", async () => {
    const [first, second] = [await token("Bearer kept"), await token("Bearer kept", "/token/1")];
    const at = (got: Got) => eventOf(got).requestContext.authorizer.at;
    expect(at(second)).toBe(at(first));
    expect(at(await token("Bearer new"))).not.toBe(at(first));
  });

  it.each([
    ["without a token", "", [401, "UnauthorizedException", "Unauthorized"]],
    [
      "with one that the expression refuses",
      "Basic x",
      [401, "UnauthorizedException", "Unauthorized"],
    ],
    ["where it says Unauthorized", "Bearer 401", [401, "UnauthorizedException", "Unauthorized"]],
    ["where it fails", "Bearer 500", [500, "AuthorizerFailureException", null]],
    [
      "where it answers in another form",
      "Bearer odd",
      [500, "AuthorizerConfigurationException", null],
    ],
    ["where its context is deep", "Bearer deep", [500, "AuthorizerConfigurationException", null]],
    [
      "where it denies",
      "Bearer deny",
      [
        403,
        "AccessDeniedException",
        "User is not authorized to access this resource with an explicit deny",
      ],
    ],
    [
      "where it allows something else",
      "Bearer other",
      [403, "AccessDeniedException", "User is not authorized to access this resource"],
    ],
  ])("refuse %s", async (_, value, told) => {
    const got = value === "" ? await served.send({ path: "/token" }) : await token(value);
    expect(messageOf(got)).toEqual(told);
  });

  it("of a request get it without a body, by their identity sources", async () => {
    const got = await served.send({ path: "/query?key=k1" });
    expect(eventOf(got).requestContext.authorizer).toMatchObject({
      principalId: "k1",
      type: "REQUEST",
      hasBody: "false",
    });
    expect((await served.send({ path: "/query" })).status).toBe(401);
    expect((await served.send({ path: "/query?key=" })).status).toBe(401);
  });
});

describe("Cognito authorizers", () => {
  const tokenOf = async (claims: object) =>
    (await served.send({ method: "POST", path: "/_sls-gen/token", body: JSON.stringify(claims) }))
      .text;
  const call = (path: string, token: string) =>
    served.send({ path, headers: ["Authorization", token] });
  const unauthorized = [401, "UnauthorizedException", "Unauthorized"];

  it("take an ID token, with or without Bearer, and tell the claims in texts", async () => {
    const token = await tokenOf({ sub: "ada", "cognito:groups": ["a", "b"], email_verified: true });
    for (const said of [token, `Bearer ${token}`]) {
      const got = await call("/pool", said);
      expect(got.status, got.text).toBe(200);
      expect(eventOf(got).requestContext.authorizer.claims).toMatchObject({
        sub: "ada",
        token_use: "id",
        "cognito:groups": "a,b",
        email_verified: "true",
        exp: expect.stringMatching(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}$/),
      });
    }
  });

  it("ask for an access token with one of the scopes, where there are some", async () => {
    expect((await call("/scoped", await tokenOf({ scope: "users/read" }))).status).toBe(200);
    expect((await call("/scoped", await tokenOf({ scope: "other users/write" }))).status).toBe(200);
    expect(messageOf(await call("/scoped", await tokenOf({ scope: "other" })))).toEqual(
      unauthorized,
    );
    expect(messageOf(await call("/scoped", await tokenOf({})))).toEqual(unauthorized);
    expect(messageOf(await call("/pool", await tokenOf({ scope: "users/read" })))).toEqual(
      unauthorized,
    );
  });

  it("refuse what is missing, forged, expired, or of another issuer", async () => {
    const token = await tokenOf({});
    const [head = "", payload = "", signature = ""] = token.split(".");
    const other = Buffer.from(
      JSON.stringify({ sub: "eve", token_use: "id", iss: "local", exp: 9e9 }),
    );
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const forged of [
      `${head}.${other.toString("base64url")}.${signature}`,
      `${none}.${payload}.`,
      `${head}.${payload}`,
      "no token",
      await tokenOf({ iss: "https://evil.example" }),
    ]) {
      expect(messageOf(await call("/pool", forged))).toEqual(unauthorized);
    }
    expect(messageOf(await served.send({ path: "/pool" }))).toEqual(unauthorized);
    expect(messageOf(await call("/pool", await tokenOf({ exp: 1 })))).toEqual([
      401,
      "UnauthorizedException",
      "The incoming token has expired",
    ]);
  });

  it("leave the gateway's own paths to it", async () => {
    expect((await served.send({ path: "/_sls-gen/other" })).status).toBe(404);
    expect((await served.send({ method: "POST", path: "/_sls-gen/token", body: "[" })).status).toBe(
      400,
    );
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
