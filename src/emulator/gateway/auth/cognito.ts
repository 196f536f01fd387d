import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import type { LocalAuthorizer } from "../api.ts";
import type { Call } from "../call.ts";
import { fail } from "../failure.ts";
import { headerNamed } from "../request.ts";

/** Who makes tokens: a user pool that the settings name, or one that is made at the start. */
export type UserPool = {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
  /** Makes a token; null where the pool is somebody else's. */
  readonly sign: ((claims: JWTPayload) => Promise<string>) | null;
};

/** A pool with keys of its own: made when the first token is, and gone when it ends. */
export function localPool(): UserPool {
  let made: ReturnType<typeof makeKeys> | null = null;
  return {
    issuer: "local",
    keys: async (header, token) => (await (made ??= makeKeys())).keys(header, token),
    sign: async (claims) => signed(claims, (await (made ??= makeKeys())).privateKey),
  };
}

async function makeKeys(): Promise<{
  readonly keys: JWTVerifyGetKey;
  readonly privateKey: CryptoKey;
}> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "local", alg: "RS256", use: "sig" };
  return { keys: createLocalJWKSet({ keys: [jwk] }), privateKey };
}

/** A pool whose keys are fetched from its issuer, as `https://cognito-idp.REGION.amazonaws.com/POOL`. */
export function remotePool(issuer: string): UserPool {
  const keys = createRemoteJWKSet(new URL(`${issuer.replace(/\/$/, "")}/.well-known/jwks.json`));
  return { issuer, keys, sign: null };
}

/** Claims that are said win over those that every token of a pool has. */
function signed(claims: JWTPayload, key: CryptoKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const use = claims["scope"] === undefined ? "id" : "access";
  const all = { sub: "local", token_use: use, iss: "local", iat: now, exp: now + 3600, ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: "RS256", kid: "local" }).sign(key);
}

/**
 * Lets the holder of a token in (API Gateway: Cognito user pool authorizers): an ID token where the method asks for no
 * scope, else an access token with one of them.
 *
 * @returns what is passed to handlers: the claims as strings
 * @throws Failed with UNAUTHORIZED
 */
export async function authorizeCognito(
  call: Call,
  { header }: LocalAuthorizer,
  scopes: readonly string[],
  { issuer, keys }: UserPool,
): Promise<Readonly<Record<string, unknown>>> {
  const token = (headerNamed(call.request, header) ?? "").replace(/^Bearer\s+/i, "");
  const claims = await verified(token, issuer, keys, new Date(call.time));
  const isFit =
    scopes.length === 0
      ? claims["token_use"] === "id"
      : claims["token_use"] === "access" && hasOne(String(claims["scope"] ?? ""), scopes);
  return isFit ? { claims: textsOf(claims) } : fail("UNAUTHORIZED");
}

async function verified(
  token: string,
  issuer: string,
  keys: JWTVerifyGetKey,
  currentDate: Date,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ["RS256"],
      currentDate,
    });
    return payload;
  } catch (error) {
    return error instanceof errors.JWTExpired
      ? fail("UNAUTHORIZED", { message: "The incoming token has expired" })
      : fail("UNAUTHORIZED");
  }
}

function hasOne(scope: string, wanted: readonly string[]): boolean {
  const held = scope.split(" ");
  return wanted.some((each) => held.includes(each));
}

/** Groups arrive as one text, joined; times as dates. */
function textsOf(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.join(",")
        : (name === "exp" || name === "iat") && typeof value === "number"
          ? dateText(value)
          : String(value),
    ]),
  );
}

/** `Fri Jul 29 18:52:53 UTC 2016` */
function dateText(seconds: number): string {
  const [, day = "", date = "", month = "", year = "", clock = ""] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(seconds * 1000).toUTCString()) ?? [];
  return `${day} ${month} ${date} ${clock} UTC ${year}`;
}
