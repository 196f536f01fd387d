import type { Extensions } from "../../api/api.ts";
import type { Cors } from "../settings/settings.ts";
import { isRaw } from "../../lib/json.ts";
import { errorHeaders } from "./cors.ts";
import type { GatewayResponse } from "./gateway.ts";
import { fieldsOf } from "./own.ts";

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
  // A function that fails is 502, one that may not be invoked or is throttled 500: a status here would be that of both.
  { type: "INTEGRATION_FAILURE", status: null, title: "Server Error" },
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

/** The field by which a document says itself what the gateway answers with. */
export const responsesField = "x-amazon-apigateway-gateway-responses";

/**
 * The gateway responses, each shaped as a problem (RFC 9457 §3). A request body that breaks its
 * model is explained by the validator's own words; `messageString` brings its quotes along. What the
 * document says itself of a type is kept.
 */
export function gatewayResponses(cors: Cors | null, extensions: Extensions): GatewayResponse[] {
  const said = extensions[responsesField];
  const own = isRaw(said) ? said : {};
  const contentType = {
    name: "gatewayresponse.header.Content-Type",
    value: "'application/problem+json'",
  };
  const parameters = [contentType, ...errorHeaders(cors)];
  const made = types.map(({ type, status, title }) => ({
    type,
    status: status === null ? null : String(status),
    parameters,
    template: templateOf(type, status, title),
    own: Object.hasOwn(own, type) ? { fields: fieldsOf(own[type]) } : null,
  }));
  const known = new Set(types.map(({ type }) => type));
  const others = Object.entries(own).filter(([type]) => !known.has(type));
  return [
    ...made,
    ...others.map(([type, value]) => ({
      type,
      status: null,
      parameters: [],
      template: "",
      own: { fields: fieldsOf(value) },
    })),
  ];
}

function templateOf(type: string, status: number | null, title: string): string {
  return (
    `{"type":"about:blank","title":${JSON.stringify(title)}${status === null ? "" : `,"status":${status}`},` +
    `"detail":${type === "BAD_REQUEST_BODY" ? '"$context.error.validationErrorString"' : "$context.error.messageString"},` +
    '"requestId":"$context.requestId"}'
  );
}
