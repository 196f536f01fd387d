import type { LocalApi } from "./api.ts";
import { fail } from "./failure.ts";
import { matchesType } from "./media.ts";

/** What goes back over the wire. */
export type LocalResponse = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

const allowed = new Set([
  "statusCode",
  "headers",
  "multiValueHeaders",
  "body",
  "isBase64Encoded",
  "cookies",
]);

/** Headers of a function that arrive under another name, or not at all (API Gateway: important notes). */
const remapped = new Set([
  "authorization",
  "connection",
  "content-md5",
  "date",
  "max-forwards",
  "server",
  "user-agent",
  "www-authenticate",
]);
const dropped = new Set([
  "content-length",
  "expect",
  "host",
  "proxy-authenticate",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * What a function returned, as the gateway sends it (API Gateway: Lambda proxy integration, output format).
 *
 * @param accept the request's Accept header, which decides whether bytes are sent
 * @throws Failed with INTEGRATION_FAILURE (502) where it is not of that form
 */
export function answerOf(result: unknown, accept: string, api: LocalApi): LocalResponse {
  if (typeof result !== "object" || result === null || Array.isArray(result)) {
    return malformed();
  }
  const said = result as Readonly<Record<string, unknown>>;
  if (Object.keys(said).some((key) => !allowed.has(key))) {
    return malformed();
  }
  const headers = headersOf(said["headers"], said["multiValueHeaders"]);
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  return {
    status: statusOf(said["statusCode"]),
    headers: hasType ? headers : [...headers, ["Content-Type", "application/json"]],
    body: bodyOf(said["body"], said["isBase64Encoded"], accept, api),
  };
}

function malformed(): never {
  return fail("INTEGRATION_FAILURE");
}

/** Absent is 200; text must be a number. */
function statusOf(value: unknown): number {
  if (value === undefined || value === null) {
    return 200;
  }
  const status = Number(value);
  const isText = typeof value === "string" && /^\d{3}$/.test(value);
  return (typeof value === "number" || isText) &&
    status >= 100 &&
    status <= 599 &&
    Number.isInteger(status)
    ? status
    : malformed();
}

/** Values of both maps are sent, those of the multi-value map first. */
function headersOf(single: unknown, multi: unknown): [string, string][] {
  const many = entriesOf(multi).flatMap(([name, values]) =>
    Array.isArray(values) ? values.map((value): [string, unknown] => [name, value]) : malformed(),
  );
  return sentHeaders(
    [...many, ...entriesOf(single)].map(([name, value]) => [name, textOf(value)] as const),
  );
}

/** Headers of what answered, as they arrive: some under another name, some not at all. */
export function sentHeaders(headers: LocalResponse["headers"]): [string, string][] {
  return headers
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .map(([name, value]) => [
      remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name,
      value,
    ]);
}

function entriesOf(value: unknown): [string, unknown][] {
  if (value === undefined || value === null) {
    return [];
  }
  return typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : malformed();
}

/** True for what a header can carry (RFC 9110 §5.5). */
export function isFieldValue(text: string): boolean {
  return !/[^\t\u0020-\u007e\u0080-\u00ff]/.test(text);
}

/** Texts that no header can carry are no more than an answer of another form. */
function textOf(value: unknown): string {
  const isText = ["string", "number", "boolean"].includes(typeof value);
  return isText && isFieldValue(String(value)) ? String(value) : malformed();
}

/** Bytes are sent only where the first media type of Accept is one of the API's binary types. */
function bodyOf(body: unknown, isBase64: unknown, accept: string, api: LocalApi): Buffer {
  if (body === undefined || body === null) {
    return Buffer.alloc(0);
  }
  if (typeof body !== "string") {
    return malformed();
  }
  const isWanted = matchesType(accept.split(",", 1)[0] ?? "", api.binaryTypes);
  if (isBase64 !== true || !isWanted) {
    return Buffer.from(body, "utf8");
  }
  return /^[A-Za-z0-9+/]*={0,2}$/.test(body)
    ? Buffer.from(body, "base64")
    : fail("API_CONFIGURATION_ERROR");
}
