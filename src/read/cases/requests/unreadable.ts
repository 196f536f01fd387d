import type { Body, Codec } from "../../../api/api.ts";
import type { WireRequest } from "../../../api/cases.ts";
import { writeRequest, type Uncased, type Values } from "./request.ts";
import type { WholeRefused } from "./whole.ts";

/** Requests that are refused whatever their body would be: where none is known that the document allows. */
export function bareCases(operation: Uncased, values: Values): WholeRefused[] {
  const { body } = operation;
  const request = writeRequest(operation, values, null);
  const [media] = body?.media ?? [];
  if (body === null || media === undefined || request === null) {
    return [];
  }
  const typed = {
    ...request,
    headers: { ...request.headers, "Content-Type": media.sent },
    body: "{}",
  };
  return [...unreadable(body, typed, media.codec), ...unacceptable(operation, typed)];
}

/** Bodies that are refused before they are looked into: none, one of another type, one that is no JSON. */
export function unreadable(body: Body, request: WireRequest, codec: Codec): WholeRefused[] {
  const { "Content-Type": type = "", ...untyped } = request.headers;
  const plain = { ...request, isBase64Encoded: false };
  const missing = (name: string, text: string | null): WholeRefused => ({
    name,
    request: { ...plain, headers: untyped, body: text },
    status: 400,
    errors: ["body  required"],
  });
  const wrongType = {
    name: "a content type that is not declared",
    request: { ...request, headers: { ...untyped, "Content-Type": "application/x-undeclared" } },
    status: 415,
    errors: null,
  };
  const charset = {
    name: "a charset that is not known",
    request: { ...plain, headers: { ...untyped, "Content-Type": `${type}; charset=x-unknown` } },
    status: 415,
    errors: null,
  };
  const broken = (name: string, text: string): WholeRefused => ({
    name,
    request: { ...plain, body: text },
    status: 400,
    errors: ["body  json"],
  });
  const isText = (codec === "text" || codec === "form") && !type.includes("charset");
  return [
    ...(body.isRequired ? [missing("no body", null), missing("an empty body", "")] : []),
    ...(body.media.some((each) => each.isRange) ? [] : [wrongType]),
    ...(isText ? [charset] : []),
    ...(codec === "json" ? [broken("malformed JSON", '{"cut off')] : []),
  ];
}

/** Where a success always has content: a caller that takes none of its media types. */
export function unacceptable(operation: Uncased, request: WireRequest): WholeRefused[] {
  const successes = operation.responses.filter(({ status }) => /^(2|default)/i.test(status));
  const media = successes.flatMap(({ answers }) => answers.map((answer) => answer.media));
  const isTyped = media.length > 0 && media.every((each) => each !== null && !each.isRange);
  const accepting = (Accept: string) => ({
    request: { ...request, headers: { ...request.headers, Accept } },
    status: 406,
    errors: null,
  });
  return !isTyped
    ? []
    : [
        {
          name: "a caller that accepts none of the declared media types",
          ...accepting("application/x-undeclared"),
        },
        { name: "a caller that accepts nothing", ...accepting("*/*;q=0") },
      ];
}

/** Text in the path that is no percent-encoded UTF-8 (RFC 3986 §2.1). */
export function undecodable(operation: Uncased, request: WireRequest): WholeRefused[] {
  const location = operation.locations.find((each) => each.in === "path");
  const [parameter] = location?.parameters ?? [];
  const isWhole = operation.path.split("/").includes(`{${parameter?.wire ?? ""}}`);
  if (parameter === undefined || !isWhole || parameter.serialization.style !== "simple") {
    return [];
  }
  const text = "%E4%zz";
  const written = request.pathParameters[parameter.wire] ?? "";
  const pathParameters = { ...request.pathParameters, [parameter.wire]: text };
  const path = request.path
    .split("/")
    .map((part) => (part === written ? text : part))
    .join("/");
  return [
    {
      name: "path: text that is not percent-encoded UTF-8",
      request: { ...request, path, pathParameters },
      status: 400,
      errors: [`path /${parameter.wire} encoding`],
    },
  ];
}
