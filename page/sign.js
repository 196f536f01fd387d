import { AwsV4Signer } from "./aws4fetch.js";

/**
 * Shows the credentials of a caller with each request that is tried out.
 *
 * @param state of the local gateway, with its credentials
 * @param caller says who sends: `iam`, `token` or `nobody`
 */
export function signerFor({ credentials, apiKey }, caller) {
  return async (request) => {
    if (request.loadSpec === true || hasHeader(request, "authorization")) {
      return request;
    }
    if (apiKey !== "" && !hasHeader(request, "x-api-key") && caller() !== "nobody") {
      request.headers["x-api-key"] = apiKey;
    }
    switch (caller()) {
      case "iam":
        return signed(request, credentials);
      case "token":
        request.headers["Authorization"] = await token();
        return request;
      default:
        return request;
    }
  };
}

function hasHeader({ headers = {} }, name) {
  return Object.keys(headers).some((each) => each.toLowerCase() === name);
}

/** Signature Version 4, with the browser's own cryptography. */
async function signed(request, credentials) {
  const { body, headers } = await sendable(request);
  const url = new URL(request.url, location.href).href;
  const signer = new AwsV4Signer({
    ...credentials,
    service: "execute-api",
    method: request.method,
    url,
    headers,
    body,
  });
  const made = await signer.sign();
  return { ...request, body, headers: Object.fromEntries(made.headers) };
}

/** A form is written out first: what is signed must be what is sent. */
async function sendable({ headers, body }) {
  if (body === undefined || body === null || typeof body === "string") {
    return { body: body ?? undefined, headers };
  }
  const { "Content-Type": _, ...others } = headers;
  const written = new Response(body);
  const type = written.headers.get("content-type") ?? headers["Content-Type"];
  const all = type === undefined ? others : { ...others, "Content-Type": type };
  return { body: await written.arrayBuffer(), headers: all };
}

let made = null;

/** A token of the local user pool, made once. */
async function token() {
  made ??= fetch("token", { method: "POST", body: "{}" }).then((answer) => answer.text());
  return `Bearer ${await made}`;
}
