import type { GatewayResponse } from "./gateway.ts";

/**
 * Every gateway response that can be shaped (API Gateway: supported gateway response types), with
 * the status that AWS gives it. REQUEST_TOO_LARGE cannot be customised.
 */
const types: readonly {
  readonly type: string;
  readonly status: number | null;
  readonly title: string;
}[] = [
  { type: "ACCESS_DENIED", status: 403, title: "Forbidden" },
  { type: "API_CONFIGURATION_ERROR", status: 500, title: "Internal Server Error" },
  { type: "AUTHORIZER_CONFIGURATION_ERROR", status: 500, title: "Internal Server Error" },
  { type: "AUTHORIZER_FAILURE", status: 500, title: "Internal Server Error" },
  { type: "BAD_REQUEST_BODY", status: 400, title: "Bad Request" },
  { type: "BAD_REQUEST_PARAMETERS", status: 400, title: "Bad Request" },
  { type: "DEFAULT_4XX", status: null, title: "Request Refused" },
  { type: "DEFAULT_5XX", status: null, title: "Server Error" },
  { type: "EXPIRED_TOKEN", status: 403, title: "Forbidden" },
  { type: "INTEGRATION_FAILURE", status: 504, title: "Gateway Timeout" },
  { type: "INTEGRATION_TIMEOUT", status: 504, title: "Gateway Timeout" },
  { type: "INVALID_API_KEY", status: 403, title: "Forbidden" },
  { type: "INVALID_SIGNATURE", status: 403, title: "Forbidden" },
  { type: "MISSING_AUTHENTICATION_TOKEN", status: 403, title: "Forbidden" },
  { type: "QUOTA_EXCEEDED", status: 429, title: "Too Many Requests" },
  { type: "RESOURCE_NOT_FOUND", status: 404, title: "Not Found" },
  { type: "THROTTLED", status: 429, title: "Too Many Requests" },
  { type: "UNAUTHORIZED", status: 401, title: "Unauthorized" },
  { type: "UNSUPPORTED_MEDIA_TYPE", status: 415, title: "Unsupported Media Type" },
  { type: "WAF_FILTERED", status: 403, title: "Forbidden" },
];

/**
 * The gateway responses, each shaped as a problem (RFC 9457 §3). A request body that breaks its
 * model is explained by the validator's own words; `messageString` brings its quotes along.
 */
export const gatewayResponses: readonly GatewayResponse[] = types.map(
  ({ type, status, title }) => ({
    type,
    status: status === null ? null : String(status),
    template:
      `{"type":"about:blank","title":${JSON.stringify(title)}${status === null ? "" : `,"status":${status}`},` +
      `"detail":${type === "BAD_REQUEST_BODY" ? '"$context.error.validationErrorString"' : "$context.error.messageString"},` +
      '"requestId":"$context.requestId"}',
  }),
);
