import type { Api, Media } from "../model/api.ts";
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

function isBytes({ codec }: Media): boolean {
  return codec === "binary" || codec === "multipart";
}
