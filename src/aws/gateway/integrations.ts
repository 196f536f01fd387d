import { because, type Because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Api, Operation } from "../../api/api.ts";
import type { Cors } from "../settings/settings.ts";
import type { Origin } from "../../lib/origin.ts";
import { isRaw, own, rawAt, textAt, type Raw } from "../../lib/json.ts";
import { integrationField } from "./integration.ts";

/** Headers that an integration may not set: each call would be answered with 500 (API Gateway: header remapping). */
export const forbiddenHeaders: ReadonlySet<string> = new Set(
  "authorization connection content-length expect proxy-authenticate te transfer-encoding".split(
    " ",
  ),
);

/**
 * Holds the document's own integrations to what API Gateway's import takes and what works behind it (API Gateway:
 * x-amazon-apigateway-integration). What only CloudFormation knows is not judged.
 */
export function reportIntegrations(api: Api, cors: Cors | null, found: Collector): void {
  for (const operation of api.operations) {
    const said = operation.extensions[integrationField];
    if (isRaw(said)) {
      [reportUri, reportMethod, reportHeaders, reportVersion].forEach((report) =>
        report(said, operation, found),
      );
      if (cors !== null) {
        reportUnread(said, operation, found);
      }
    }
  }
}

function tell(
  what: "gateway/integration" | "gateway/integration-fails",
  field: string,
  { reason }: Because,
  { key, origin }: Operation,
  found: Collector,
): void {
  const pointer = `${origin.pointer}/${integrationField}${field === "" ? "" : `/${field}`}`;
  const where: Origin = { file: origin.file, pointer };
  found.add(what, { key, reason }, where);
}

const typeOf = (said: Raw) => textAt(said, "type")?.toLowerCase() ?? "";

/** "AWS ARN for integration must contain path or action", and HTTP needs an address. */
function reportUri(said: Raw, operation: Operation, found: Collector): void {
  const type = typeOf(said);
  const uri = own(said, "uri");
  if (type === "mock" || isRaw(uri) || own(said, "integrationSubtype") !== undefined) {
    return;
  }
  // `${AWS::Region}` and the like are filled in at the import.
  const text = typeof uri === "string" ? uri.replaceAll(/\$\{AWS::\w+\}/g, "x") : "";
  const isAws = type === "aws" || type === "aws_proxy";
  if (/\$\{(?!stageVariables\.)/.test(text)) {
    // What another tool fills in, Terraform's templatefile for one, is not known here.
    return;
  }
  if (text === "") {
    tell("gateway/integration", "", because("no-uri", {}), operation, found);
  } else if (isAws && !/^arn:[^:]*:apigateway:[^:]*:[^:]*:(path|action)\//.test(text)) {
    tell("gateway/integration", "uri", because("uri-not-arn", {}), operation, found);
  } else if (!isAws && !/^(https?:\/\/|\$\{stageVariables\.)/.test(text)) {
    tell("gateway/integration", "uri", because("uri-not-http", {}), operation, found);
  }
}

/** Lambda is invoked by POST, whatever the client sent. */
function reportMethod(said: Raw, operation: Operation, found: Collector): void {
  const type = typeOf(said);
  const uri = own(said, "uri");
  const text = typeof uri === "string" ? uri : JSON.stringify(uri ?? "");
  const method = textAt(said, "httpMethod")?.toUpperCase() ?? "";
  if (type.startsWith("aws") && text.includes(":lambda:path/") && method !== "POST") {
    const reason = because("lambda-not-post", {});
    tell("gateway/integration-fails", method === "" ? "" : "httpMethod", reason, operation, found);
  }
}

function reportHeaders(said: Raw, operation: Operation, found: Collector): void {
  for (const name of Object.keys(rawAt(said, "requestParameters"))) {
    const header = /^integration\.request\.header\.(.+)$/.exec(name)?.[1] ?? "";
    if (forbiddenHeaders.has(header.toLowerCase())) {
      const reason = because("header-forbidden", { name: header });
      tell("gateway/integration-fails", "requestParameters", reason, operation, found);
    }
  }
}

/** Versions of events, and services by their names, are a matter of HTTP APIs. */
function reportVersion(said: Raw, operation: Operation, found: Collector): void {
  if (own(said, "integrationSubtype") !== undefined) {
    const reason = because("integration-subtype", {});
    tell("gateway/integration-fails", "integrationSubtype", reason, operation, found);
  }
  const version = own(said, "payloadFormatVersion");
  if (version !== undefined && String(version) !== "1.0") {
    const reason = because("payload-version", { version: String(version) });
    tell("gateway/integration-fails", "payloadFormatVersion", reason, operation, found);
  }
}

/** `cors` is for functions and for what the gateway answers itself: an own integration maps its headers itself. */
function reportUnread(said: Raw, operation: Operation, found: Collector): void {
  const isProxy = typeOf(said).endsWith("_proxy");
  const name = "method.response.header.access-control-allow-origin";
  const mapped = Object.values(rawAt(said, "responses")).flatMap((each) =>
    Object.keys(rawAt(each, "responseParameters")),
  );
  if (
    !isProxy &&
    operation.method !== "OPTIONS" &&
    !mapped.some((each) => each.toLowerCase() === name)
  ) {
    found.add("gateway/own-cors", { key: operation.key }, operation.origin);
  }
}
