import { because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Api, Extensions } from "../../api/api.ts";
import type { Origin } from "../../lib/origin.ts";
import { isRaw, textAt } from "../../lib/json.ts";
import { authorizerField } from "./counterparts.ts";
import { integrationField } from "./integration.ts";

/** Values that a field of an extension may have, without regard to case. */
const values: Readonly<Record<string, readonly string[]>> = {
  "x-amazon-apigateway-auth": ["none", "aws_iam"],
  [integrationField]: ["aws", "aws_proxy", "http", "http_proxy", "mock"],
  [authorizerField]: ["token", "request", "cognito_user_pools"],
};

/** Tells which of the document's own words to API Gateway are none that it knows (REST). */
export function reportMalformed(api: Api, found: Collector): void {
  api.operations.forEach(({ extensions, origin }) => check(extensions, origin, found));
  api.schemes.forEach(({ extensions, origin }) => check(extensions, origin, found));
}

function check(extensions: Extensions, origin: Origin, found: Collector): void {
  for (const [name, value] of Object.entries(extensions)) {
    const known = values[name];
    const type = textAt(value, "type")?.toLowerCase() ?? "";
    if (known !== undefined && (!isRaw(value) || !known.includes(type))) {
      const { reason } = isRaw(value)
        ? because("extension-type", { known: known.join(", ") })
        : because("extension-mapping", {});
      const where = { file: origin.file, pointer: `${origin.pointer}/${name}` };
      found.add("gateway/malformed", { name, reason }, where);
    }
  }
}
