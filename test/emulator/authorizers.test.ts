import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Got } from "../support/gateway.ts";
import { accessGateway, eventOf, messageOf } from "../support/access.ts";

let served: Awaited<ReturnType<typeof accessGateway>>;

beforeAll(async () => {
  served = await accessGateway();
});

afterAll(() => served.end());

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
