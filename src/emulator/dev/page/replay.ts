import aws4 from "aws4";
import type { Principal } from "../../gateway/auth/iam.ts";
import { headerNamed, type HttpRequest } from "../../gateway/request.ts";

/** Headers of a signature: it expires within minutes, so it is created again. */
const ofSignature = new Set(["authorization", "x-amz-date", "x-amz-security-token", "date"]);

/** Repeats a request: with a new signature if it was signed, otherwise unchanged. */
export function replayed(
  request: HttpRequest,
  { accessKeyId, secretAccessKey, sessionToken }: Principal,
  region: string,
): HttpRequest {
  const isInHeader = headerNamed(request, "authorization")?.startsWith("AWS4-") === true;
  const isInQuery = /(^|&)x-amz-signature=/i.test(request.query);
  if (!isInHeader && !isInQuery) {
    return request;
  }
  const query = request.query
    .split("&")
    .filter((pair) => pair !== "" && !/^x-amz-/i.test(pair))
    .join("&");
  const own = request.headers.filter(([name]) => !ofSignature.has(name.toLowerCase()));
  const { headers = {} } = aws4.sign(
    {
      method: request.method,
      path: query === "" ? request.path : `${request.path}?${query}`,
      service: "execute-api",
      region,
      headers: joined(own),
      ...(request.body.length === 0 ? {} : { body: request.body }),
    },
    { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
  );
  const known = new Set(own.map(([name]) => name.toLowerCase()));
  const added = Object.entries(headers)
    .filter(([name]) => !known.has(name.toLowerCase()))
    .map(([name, value]) => [name, String(value)] as const);
  return { ...request, query, headers: [...own, ...added] };
}

/** Headers that came several times are one in what is signed (Signature Version 4: canonical headers). */
function joined(headers: HttpRequest["headers"]): Record<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = [...all.keys()].find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
    all.set(key, all.has(key) ? `${all.get(key)},${value}` : value);
  }
  return Object.fromEntries(all);
}
