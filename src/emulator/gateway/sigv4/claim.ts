import { headersNamed, headerNamed, queryPairs, type HttpRequest } from "../request.ts";

/** What a request says of its signature (SigV4), from its Authorization header or from its query. */
export type Claim = {
  readonly form: "header" | "query";
  readonly accessKeyId: string;
  /** `yyyymmdd`, region, service and terminator, as the credential says them. */
  readonly scope: readonly string[];
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `yyyymmddThhmmssZ` */
  readonly date: string;
  /** Seconds for which a query may be used; null for headers. */
  readonly expires: number | null;
  readonly token: string | null;
};

/** Why a request is not let in (API Gateway: gateway response types). */
export type Refusal = {
  readonly type: string;
  readonly errorType: string;
  readonly message: string;
};

/** @returns a refusal in the words of API Gateway */
export function refusal(errorType: keyof typeof types, message: string): Refusal {
  return { type: types[errorType], errorType: `${errorType}Exception`, message };
}

const types = {
  MissingAuthenticationToken: "MISSING_AUTHENTICATION_TOKEN",
  IncompleteSignature: "MISSING_AUTHENTICATION_TOKEN",
  InvalidSignature: "INVALID_SIGNATURE",
  UnrecognizedClient: "ACCESS_DENIED",
} as const;

/** The response to a request without a valid signature, also for unknown routes. */
export function missingToken(request: HttpRequest): Refusal {
  const header = headerNamed(request, "authorization");
  return header === null
    ? refusal("MissingAuthenticationToken", "Missing Authentication Token")
    : refusal("IncompleteSignature", incomplete(request, header));
}

/** Reads the signature of a request. */
export function claimOf(request: HttpRequest): Claim | Refusal {
  const query = new Map(queryPairs(request.query));
  if (query.get("X-Amz-Algorithm") === algorithm) {
    return fromQuery(query);
  }
  const header = headerNamed(request, "authorization");
  if (header === null) {
    return missingToken(request);
  }
  const parts = partsOf(header);
  const [credential, signed, signature] = names.map((name) => parts.get(name));
  const date = dateOf(request);
  if (
    !header.startsWith(`${algorithm} `) ||
    credential === undefined ||
    signed === undefined ||
    signature === undefined ||
    date === null
  ) {
    return refusal("IncompleteSignature", incomplete(request, header));
  }
  const [accessKeyId = "", ...scope] = credential.split("/");
  const token = headerNamed(request, "x-amz-security-token");
  const signedHeaders = signed.toLowerCase().split(";");
  return {
    form: "header",
    accessKeyId,
    scope,
    signedHeaders,
    signature,
    date,
    expires: null,
    token,
  };
}

/** A signed query may be used for no longer: seconds. */
const week = 604_800;

const algorithm = "AWS4-HMAC-SHA256";
const names = ["Credential", "SignedHeaders", "Signature"] as const;

function fromQuery(query: ReadonlyMap<string, string>): Claim | Refusal {
  const needed = ["X-Amz-Credential", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Date"];
  const missing = needed.filter((name) => !query.has(name));
  if (missing.length > 0) {
    const words = missing.map((name) => `AWS query-string parameters must include '${name}'.`);
    return refusal(
      "IncompleteSignature",
      `${words.join(" ")} Re-examine the query-string parameters.`,
    );
  }
  const [credential, signed, signature, date] = needed.map((name) => query.get(name) ?? "");
  const [accessKeyId = "", ...scope] = (credential ?? "").split("/");
  const expires = query.get("X-Amz-Expires") ?? "300";
  if (!/^\d{1,6}$/.test(expires) || Number(expires) > week) {
    const limits = `a number of seconds up to ${week}`;
    return refusal("IncompleteSignature", `X-Amz-Expires must be ${limits}, not '${expires}'.`);
  }
  return {
    form: "query",
    accessKeyId,
    scope,
    signedHeaders: (signed ?? "").toLowerCase().split(";"),
    signature: signature ?? "",
    date: date ?? "",
    expires: Number(expires),
    token: query.get("X-Amz-Security-Token") ?? null,
  };
}

/** The parts of an Authorization header, by name. */
function partsOf(header: string): Map<string, string> {
  return new Map(
    header
      .replace(/^\S+\s+/, "")
      .split(",")
      .map((part) => part.trim().split("=", 2) as [string, string])
      .filter(([, value]) => value !== undefined),
  );
}

function dateOf(request: HttpRequest): string | null {
  return headerNamed(request, "x-amz-date") ?? headerNamed(request, "date");
}

/** Everything that a header lacks, in the words of AWS. */
function incomplete(request: HttpRequest, header: string): string {
  const [scheme = "", rest = ""] = header.split(/\s+/, 2);
  const first = rest === "" ? scheme : (rest.split(",", 1)[0] ?? "");
  if (!first.includes("=")) {
    return `'${first}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header}'.`;
  }
  const parts = partsOf(header);
  // In the order in which AWS names them.
  const missing = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !parts.has(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  const date =
    headersNamed(request, "x-amz-date").length + headersNamed(request, "date").length === 0
      ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]
      : [];
  return `${[...missing, ...date].join(" ")} Authorization=${scheme}`;
}
