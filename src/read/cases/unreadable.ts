import type { Body, Codec } from "../../api/api.ts";
import type { RefusedCase, WireRequest } from "../../api/cases.ts";
import { writeRequest, type Uncased, type Values } from "./request.ts";

/** Requests that are refused whatever their body would be: where none is known that the document allows. */
export function bareCases(operation: Uncased, values: Values): RefusedCase[] {
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
export function unreadable(body: Body, request: WireRequest, codec: Codec): RefusedCase[] {
  const { "Content-Type": _, ...untyped } = request.headers;
  const here = (keyword: string) => ({ in: "body", pointer: "", keyword });
  const missing = {
    name: "no body",
    request: { ...request, headers: untyped, body: null, isBase64Encoded: false },
    status: 400,
    error: here("required"),
  };
  const wrongType = {
    name: "a content type that is not declared",
    request: { ...request, headers: { ...untyped, "Content-Type": "application/x-undeclared" } },
    status: 415,
    error: null,
  };
  const malformed = {
    name: "malformed JSON",
    request: { ...request, body: '{"cut off' },
    status: 400,
    error: here("json"),
  };
  return [
    ...(body.isRequired ? [missing] : []),
    ...(body.media.some((each) => each.isRange) ? [] : [wrongType]),
    ...(codec === "json" ? [malformed] : []),
  ];
}

/** Where a success always has content: a caller that takes none of its media types. */
export function unacceptable(operation: Uncased, request: WireRequest): RefusedCase[] {
  const successes = operation.responses.filter(({ status }) => /^(2|default)/i.test(status));
  const media = successes.flatMap(({ answers }) => answers.map((answer) => answer.media));
  const isTyped = media.length > 0 && media.every((each) => each !== null && !each.isRange);
  return !isTyped
    ? []
    : [
        {
          name: "a caller that accepts none of the declared media types",
          request: {
            ...request,
            headers: { ...request.headers, Accept: "application/x-undeclared" },
          },
          status: 406,
          error: null,
        },
      ];
}
