import { gunzipSync, inflateSync } from "node:zlib";
import type { Call } from "./call.ts";
import { fail } from "./failure.ts";
import { headerNamed } from "./request.ts";

/**
 * A request as it was before its body was compressed, where the API takes that (API Gateway: payload compression).
 * Signatures are of what came over the wire: they are checked before.
 *
 * @param most bytes that a body may have
 * @throws Failed with BAD_REQUEST_BODY for what is not compressed as it says, REQUEST_TOO_LARGE for what is too much
 */
export function inflated(call: Call, most: number): Call {
  const { request } = call;
  const encoding = headerNamed(request, "content-encoding")?.trim().toLowerCase();
  const inflate = encoding === "gzip" ? gunzipSync : encoding === "deflate" ? inflateSync : null;
  if (inflate === null || request.body.length === 0) {
    return call;
  }
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== "content-encoding");
  try {
    const body = inflate(request.body, { maxOutputLength: most });
    return { ...call, request: { ...request, headers, body } };
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return fail(isLarge ? "REQUEST_TOO_LARGE" : "BAD_REQUEST_BODY");
  }
}
