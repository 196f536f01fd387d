import { forbiddenHeaders } from "../../aws/gateway/integrations.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../../lib/json.ts";
import type { LocalIntegration, Mapping, ResponseShape } from "./api.ts";

/**
 * Reads the integration of an operation (API Gateway: x-amazon-apigateway-integration). One that is not emulated is
 * "absent", and says what it is.
 */
export function integrationOf(
  { path, method }: { readonly path: string; readonly method: string },
  operation: Raw,
  map: Raw,
): LocalIntegration {
  const said = rawAt(operation, "x-amazon-apigateway-integration");
  const type = textAt(said, "type")?.toLowerCase() ?? "none";
  const key = `${method} ${path}`;
  const what = unknownIn(said, type);
  if (what !== null) {
    return { kind: "absent", what: `${what} of ${key}` };
  }
  if (type === "mock") {
    return { kind: "mock", shape: mappingOf(said) };
  }
  if (type === "http" || type === "http_proxy") {
    return httpOf(said, type === "http_proxy", key);
  }
  const name = textAt(rawAt(map, "routes"), key);
  return name === null
    ? { kind: "absent", what: `the ${type} integration of ${key}` }
    : failsAlways(said)
      ? { kind: "broken" }
      : functionOf(said, type, name);
}

/** What calls a function: `aws_proxy` with the event of a REST API, `aws` with what a template makes. */
function functionOf(said: Raw, type: string, name: string): LocalIntegration {
  const timeout = timeoutOf(said);
  if (type === "aws_proxy") {
    const cacheKeys = listAt(said, "cacheKeyParameters").map(String);
    return { kind: "proxy", function: name, timeout, cacheKeys };
  }
  const invocation = textAt(
    rawAt(said, "requestParameters"),
    "integration.request.header.X-Amz-Invocation-Type",
  );
  const isAsync = invocation === "'Event'";
  return { kind: "mapped", function: name, isAsync, timeout, shape: mappingOf(said) };
}

/** Milliseconds. */
const timeoutOf = (said: Raw) => Number(own(said, "timeoutInMillis") ?? 29_000);

/** Lambda is invoked by POST alone, and some headers may not be set: each call is answered with 500. */
function failsAlways(said: Raw): boolean {
  const header = /^integration\.request\.header\.(.+)$/;
  return (
    textAt(said, "httpMethod")?.toUpperCase() !== "POST" ||
    Object.keys(rawAt(said, "requestParameters")).some((name) =>
      forbiddenHeaders.has(header.exec(name)?.[1]?.toLowerCase() ?? ""),
    )
  );
}

/** A field that would change what is answered, and is not emulated; null for none. */
function unknownIn(said: Raw, type: string): string | null {
  if (textAt(said, "responseTransferMode")?.toUpperCase() === "STREAM") {
    return "the streamed answer";
  }
  if (textAt(said, "credentials")?.includes(":iam::*:") === true) {
    return "the credentials of the caller in the integration";
  }
  if ((textAt(said, "connectionType") ?? "INTERNET").toUpperCase() !== "INTERNET") {
    return `the ${type} integration through a VPC link`;
  }
  if (type === "aws" && !JSON.stringify(own(said, "uri") ?? "").includes(":lambda:path/")) {
    return `the ${type} integration`;
  }
  const asked = textAt(said, "contentHandling");
  const answers = Object.values(rawAt(said, "responses"));
  const isHandled = asked === null || asked === textHandling;
  return !type.endsWith("_proxy") &&
    (!isHandled || answers.some((each) => textAt(each, "contentHandling") !== null))
    ? "contentHandling"
    : null;
}

function httpOf(said: Raw, isProxy: boolean, key: string): LocalIntegration {
  const uri = textAt(said, "uri");
  const method = (textAt(said, "httpMethod") ?? "ANY").toUpperCase();
  if (uri === null) {
    const what = `the address of the integration of ${key}, which only CloudFormation knows`;
    return { kind: "absent", what };
  }
  return {
    kind: "http",
    isProxy,
    uri,
    method: method === "ANY" ? null : method,
    timeout: timeoutOf(said),
    parameters: textsAt(said, "requestParameters"),
    shape: mappingOf(said),
  };
}

/** Bytes become base64 before a template sees them (API Gateway: content type conversions). */
const textHandling = "CONVERT_TO_TEXT";

function mappingOf(said: Raw): Mapping {
  return {
    isText: textAt(said, "contentHandling") === textHandling,
    passthrough: textAt(said, "passthroughBehavior")?.toLowerCase() ?? "when_no_match",
    templates: textsAt(said, "requestTemplates"),
    responses: shapesAt(said, "responses"),
  };
}

/** Responses by name or pattern, as integrations and gateway responses write them. */
export function shapesAt(holder: Raw, key: string): Record<string, ResponseShape> {
  const pairs = Object.entries(rawAt(holder, key)).map(([name, said]): [string, ResponseShape] => [
    name,
    {
      statusCode:
        isRaw(said) && own(said, "statusCode") !== undefined ? String(said["statusCode"]) : null,
      parameters: textsAt(said, "responseParameters"),
      templates: textsAt(said, "responseTemplates"),
    },
  ]);
  return Object.fromEntries(pairs);
}

function textsAt(holder: unknown, key: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rawAt(holder, key)).map(([name, value]) => [name, String(value)]),
  );
}
