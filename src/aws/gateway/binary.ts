import type { Collector } from "../../diagnostics/collector.ts";
import type { Api, Media } from "../../api/api.ts";
import type { Method } from "./gateway.ts";

/** The field by which a document says itself which media types are bytes. */
export const binaryField = "x-amazon-apigateway-binary-media-types";

/**
 * The media types whose bodies are bytes (API Gateway: binary media types): those of the document's
 * bodies and answers, unless it says itself which.
 */
export function binaryTypes(api: Api, methods: readonly Method[]): string[] {
  const said = api.extensions[binaryField];
  if (Array.isArray(said)) {
    return said.map(String);
  }
  const media = methods.flatMap(({ operation }) => [
    ...(operation.body?.media ?? []),
    ...operation.responses.flatMap((response) =>
      response.answers.flatMap((answer) => (answer.media === null ? [] : [answer.media])),
    ),
  ]);
  return [...new Set(media.filter(isBytes).map(({ bare }) => bare))].sort();
}

/**
 * Tells which answers are bytes to some callers only: a REST API sends bytes where the first media type of `Accept` is one
 * of its binary types, and base64 as text to all others, browsers among them (API Gateway: content type conversions).
 */
export function reportBase64(
  methods: readonly Method[],
  binary: readonly string[],
  found: Collector,
): void {
  for (const { operation, integration } of binary.includes("*/*") ? [] : methods) {
    const sent = operation.responses
      .filter(({ status }) => /^(2|default)/i.test(status))
      .flatMap(({ answers }) => answers.flatMap(({ media }) => media ?? []))
      .find(({ codec }) => codec === "binary");
    if (integration.kind === "function" && sent !== undefined) {
      found.add("gateway/base64", { key: operation.key, type: sent.type }, operation.origin);
    }
  }
}

function isBytes({ codec }: Media): boolean {
  return codec === "binary" || codec === "multipart";
}
