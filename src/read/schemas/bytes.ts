import type { Check } from "../../api/schema.ts";
import { bytesMark, type Bytes } from "../multipart.ts";
import type { Draft } from "./draft.ts";

/** What is checked of bytes: that they are, how many (OpenAPI 3.1 §4.8.14.2), and of which media types. */
export function bytesChecks(draft: Draft): Check[] {
  const bytes = draft.raw[bytesMark] as Bytes | undefined;
  if (bytes === undefined || (bytes.kind === "bytes" && bytes.most === null)) {
    return [];
  }
  const { kind, most, types } = bytes;
  const said = [
    kind === "file" ? "must be a file" : "must be bytes",
    ...(types.length === 0 ? [] : [`of type ${types.join(" or ")}`]),
    ...(most === null ? [] : [`of at most ${most} bytes`]),
  ];
  return [
    {
      keyword: "bytes",
      on: draft.id,
      kind,
      most: most === null ? null : { limit: most },
      types,
      message: said.join(" "),
    },
  ];
}
