import { stop } from "../diagnostics/collector.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../spec/json.ts";
import type { LocalIntegration, Mapping, ResponseShape } from "./api.ts";

/**
 * Reads the integration of an operation (API Gateway: x-amazon-apigateway-integration).
 *
 * @throws Stop (exit code 2) where it is of a kind that is not emulated: nothing is left out in silence
 */
export function integrationOf(
  { path, method }: { readonly path: string; readonly method: string },
  operation: Raw,
  map: Raw,
): LocalIntegration {
  const said = rawAt(operation, "x-amazon-apigateway-integration");
  const type = textAt(said, "type")?.toLowerCase() ?? "none";
  const name = textAt(rawAt(map, "routes"), `${method} ${path}`);
  const timeout = Number(own(said, "timeoutInMillis") ?? 29_000);
  refuseUnknown(said, type, `${method} ${path}`);
  if (type === "mock") {
    return { kind: "mock", shape: mappingOf(said) };
  }
  if (type === "aws_proxy" && name !== null) {
    const cacheKeys = listAt(said, "cacheKeyParameters").map(String);
    return { kind: "proxy", function: name, timeout, cacheKeys };
  }
  if (
    type === "aws" &&
    name !== null &&
    JSON.stringify(own(said, "uri")).includes(":lambda:path/")
  ) {
    const invocation = rawAt(said, "requestParameters");
    const isAsync =
      textAt(invocation, "integration.request.header.X-Amz-Invocation-Type") === "'Event'";
    return { kind: "mapped", function: name, isAsync, timeout, shape: mappingOf(said) };
  }
  const isInternet = (textAt(said, "connectionType") ?? "INTERNET").toUpperCase() === "INTERNET";
  if ((type === "http" || type === "http_proxy") && isInternet) {
    return httpOf(said, type === "http_proxy", `${method} ${path}`);
  }
  return notEmulated(`the ${type} integration of ${method} ${path}`);
}

/** Fields that would change what is answered, and are not emulated. */
function refuseUnknown(said: Raw, type: string, key: string): void {
  if (textAt(said, "responseTransferMode")?.toUpperCase() === "STREAM") {
    notEmulated(`the streamed answer of ${key}`);
  }
  if (textAt(said, "credentials")?.includes(":iam::*:") === true) {
    notEmulated(`the integration of ${key} with the credentials of the caller`);
  }
  const asked = textAt(said, "contentHandling");
  const answers = Object.values(rawAt(said, "responses"));
  const isHandled = asked === null || asked === textHandling;
  if (
    !type.endsWith("_proxy") &&
    (!isHandled || answers.some((each) => textAt(each, "contentHandling") !== null))
  ) {
    notEmulated(`contentHandling of ${key}`);
  }
}

function httpOf(said: Raw, isProxy: boolean, key: string): LocalIntegration {
  const uri = textAt(said, "uri");
  const method = (textAt(said, "httpMethod") ?? "ANY").toUpperCase();
  if (uri === null) {
    return notEmulated(`the address of the integration of ${key}, which only CloudFormation knows`);
  }
  return {
    kind: "http",
    isProxy,
    uri,
    method: method === "ANY" ? null : method,
    timeout: Number(own(said, "timeoutInMillis") ?? 29_000),
    parameters: textsAt(said, "requestParameters"),
    shape: mappingOf(said),
  };
}

/** Bytes become base64 before a template sees them (API Gateway: content type conversions). */
const textHandling = "CONVERT_TO_TEXT";

function notEmulated(what: string): never {
  return stop(2, "local/not-emulated", { what }, null);
}

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
