import aws4 from "aws4";
import { createHash, timingSafeEqual } from "node:crypto";
import { headerNamed, headersNamed, queryPairs, type HttpRequest } from "../request.ts";
import { claimOf, refusal, type Claim, type Refusal } from "./claim.ts";

/** A caller whose signature can be checked. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
};

/** What a signature must be for. */
export type VerifyOptions = {
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** The clock of a signer may be this wrong: milliseconds. */
const tolerance = 5 * 60_000;

/**
 * Checks the signature of a request (AWS Signature Version 4), in the order and words of API Gateway.
 *
 * @returns the credentials that it was made with, or why it is refused
 */
export function verify(request: HttpRequest, verifying: VerifyOptions): Credentials | Refusal {
  const claim = claimOf(request);
  if ("errorType" in claim) {
    return claim;
  }
  const fault = scopeFault(claim, verifying) ?? clockFault(claim, verifying.now);
  if (fault !== null) {
    return refusal("InvalidSignature", fault);
  }
  if (!claim.signedHeaders.includes("host")) {
    return refusal("InvalidSignature", "'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const credentials = verifying.credentials.find(
    ({ accessKeyId }) => accessKeyId === claim.accessKeyId,
  );
  if (credentials === undefined || credentials.sessionToken !== claim.token) {
    return refusal("UnrecognizedClient", "The security token included in the request is invalid.");
  }
  return signatureFault(request, claim, credentials, verifying) ?? credentials;
}

function scopeFault({ scope, date }: Claim, { region, service }: VerifyOptions): string | null {
  const [day, inRegion, forService, terminator] = scope;
  const faults = [
    scope.length === 4
      ? ""
      : "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.",
    day === date.slice(0, 8)
      ? ""
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
    inRegion === region ? "" : "Credential should be scoped to a valid region. ",
    forService === service ? "" : `Credential should be scoped to correct service: '${service}'. `,
    terminator === "aws4_request"
      ? ""
      : "Credential should be scoped with a valid terminator: 'aws4_request', not '" +
        `${terminator ?? ""}'.`,
  ];
  return faults.find((fault) => fault !== "") ?? null;
}

function clockFault({ date, expires }: Claim, now: number): string | null {
  const time = timeOf(date);
  if (Number.isNaN(time)) {
    return `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`;
  }
  const until = expires === null ? time + tolerance : time + expires * 1000;
  if (now > until) {
    const words =
      expires === null ? `${isoOf(now - tolerance)} (${isoOf(now)} - 5 min.)` : isoOf(now);
    return `Signature expired: ${date} is now earlier than ${words}`;
  }
  return time > now + tolerance
    ? `Signature not yet current: ${date} is still later than ${isoOf(now + tolerance)} (${isoOf(now)} + 5 min.)`
    : null;
}

function timeOf(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  return parts === null
    ? Number.NaN
    : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function isoOf(time: number): string {
  return new Date(time).toISOString().replaceAll(/[:-]|\.\d{3}/g, "");
}

/** The signature that the request should have, computed by aws4 from the headers that are signed. */
function signatureFault(
  request: HttpRequest,
  claim: Claim,
  credentials: Credentials,
  scope: Scope,
): Refusal | null {
  const signers = spellings(claim).map((spelling) =>
    signerFor(request, claim, credentials, scope, spelling),
  );
  const [first] = signers;
  if (
    signers.some((signer) => isEqual(signer.signature(), claim.signature)) &&
    hasSaidBody(request)
  ) {
    return null;
  }
  return refusal(
    "InvalidSignature",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\n" +
      `The Canonical String for this request should have been\n'${first?.canonicalString()}'\n\n` +
      `The String-to-Sign should have been\n'${first?.stringToSign()}'\n`,
  );
}

/** Signers differ: some take `.` and `..` out of the path, some add the session token after signing a query. */
type Spelling = { readonly isNormalized: boolean; readonly hasToken: boolean };

function spellings({ form, token }: Claim): Spelling[] {
  const tokens = form === "query" && token !== null ? [true, false] : [true];
  return tokens.flatMap((hasToken) =>
    [true, false].map((isNormalized) => ({ isNormalized, hasToken })),
  );
}

/** A hash that the request says of its body must be that of its body. */
function hasSaidBody(request: HttpRequest): boolean {
  const said = headerNamed(request, "x-amz-content-sha256");
  // aws4 would leave parameters of these names out of what is signed.
  const isReadable = queryPairs(request.query).every(
    ([name]) => name !== "" && name !== "__proto__",
  );
  return (
    isReadable &&
    (said === null || said === createHash("sha256").update(request.body).digest("hex"))
  );
}

type Scope = Pick<VerifyOptions, "region" | "service">;

type Signer = {
  datetime: string;
  parsedPath: { readonly path: string; readonly query: object };
  signature(): string;
  canonicalString(): string;
  stringToSign(): string;
};

/** A signer over exactly what was signed: the path and the query as they came, and the headers that are named. */
function signerFor(
  { method, path, query, headers, body }: HttpRequest,
  { signedHeaders, date }: Claim,
  { accessKeyId, secretAccessKey }: Credentials,
  { region, service }: Scope,
  { isNormalized, hasToken }: Spelling,
): Signer {
  const pairs = signedHeaders.map((name) => [name, joined(headersNamed({ headers }, name))]);
  const request = {
    method,
    headers: Object.fromEntries(pairs),
    body,
    region,
    service,
    extraHeadersToInclude: Object.fromEntries(signedHeaders.map((name) => [name, true])),
  };
  const signer = new aws4.RequestSigner(request as never, { accessKeyId, secretAccessKey });
  const made = signer as unknown as Signer;
  made.datetime = date;
  made.parsedPath = { path, query: signedQuery(query, hasToken) };
  if (!isNormalized) {
    const canonical = made.canonicalString();
    const asItIs = canonical.replace(
      /^([^\n]*\n)[^\n]*/,
      (_, line: string) => line + escaped(path),
    );
    made.canonicalString = () => asItIs;
  }
  return made;
}

function joined(values: readonly string[]): string {
  return values.map((value) => value.trim()).join(",");
}

/** Every parameter but the signature itself; repeated ones as a list. */
function signedQuery(query: string, hasToken: boolean): object {
  const values = new Map<string, string[]>();
  for (const [name, value] of queryPairs(query)) {
    const isSigned = name !== "X-Amz-Signature" && (hasToken || name !== "X-Amz-Security-Token");
    if (isSigned) {
      values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return Object.fromEntries(values);
}

function escaped(path: string): string {
  const escape = (text: string) =>
    encodeURIComponent(text).replaceAll(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return path.split("/").map(escape).join("/");
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
