import aws4 from "aws4";
import type { Principal } from "../auth/iam.ts";
import { headerNamed, type WireRequest } from "../request.ts";

/** What a signature adds to a request: it holds for a few minutes, and is made anew. */
const ofSignature = new Set(["authorization", "x-amz-date", "x-amz-security-token", "date"]);

/** The same request once more: signed anew where it was signed, else as it came. */
export function replayed(
  request: WireRequest,
  { accessKeyId, secretAccessKey, sessionToken }: Principal,
  region: string,
): WireRequest {
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
      headers: Object.fromEntries(own),
      body: request.body,
    },
    { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
  );
  const signed = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { ...request, query, headers: signed };
}
