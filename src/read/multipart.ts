import { isRaw, own, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";

/** Marks, in a schema made here, a value that is bytes: `file` for a part with a name, else `bytes`. */
export const bytesMark = "x-sls-gen-bytes";

/** What a marked schema says of its bytes. */
export type Bytes = {
  readonly kind: "file" | "bytes";
  /** Octets at most (OpenAPI 3.1 §4.8.14.2); null where there is no limit. */
  readonly most: number | null;
  /** Media types that a file may be of; none for any. */
  readonly types: readonly string[];
};

/**
 * The schema of a multipart body (OpenAPI 3.1 §4.8.14.4) with its files marked: a part for bytes is
 * handed on as a file, which the keywords of a text say nothing about.
 */
export function withFiles(context: Context, node: unknown, encoding: Raw): unknown {
  const schema = context.follow(node);
  if (!isRaw(schema)) {
    return node;
  }
  const marks = {
    ...inEach(schema, "properties", (field, name) =>
      fieldOf(context, field, typesOf(own(encoding, name))),
    ),
    ...inEach(schema, "patternProperties", (field) => fieldOf(context, field, [])),
    ...inOne(context, schema, "additionalProperties"),
    ...inOne(context, schema, "unevaluatedProperties"),
  };
  if (Object.keys(marks).length === 0) {
    return node;
  }
  const made = { ...schema, ...marks };
  context.spec.adopt(made, schema);
  return made;
}

/** Copies a keyword that holds schemas by name, with each schema transformed; nothing if it has none. */
function inEach(schema: Raw, keyword: string, make: (field: unknown, name: string) => unknown) {
  const held = Object.entries(rawAt(schema, keyword));
  const made = Object.fromEntries(held.map(([name, field]) => [name, make(field, name)]));
  return held.length === 0 ? {} : { [keyword]: made };
}

function inOne(context: Context, schema: Raw, keyword: string) {
  const held = own(schema, keyword);
  return isRaw(held) ? { [keyword]: fieldOf(context, held, []) } : {};
}

/** The schema of a body that is bytes. */
export function bytesOf(context: Context, node: unknown): unknown {
  return marked(context, context.mapping(node), "bytes", []);
}

function fieldOf(context: Context, node: unknown, types: readonly string[]): unknown {
  const field = context.mapping(node);
  const items = context.mapping(own(field, "items"));
  if (isBytes(field)) {
    return marked(context, field, "file", types);
  }
  if (field["type"] === "array" && isBytes(items)) {
    const made = { ...field, items: marked(context, items, "file", types) };
    context.spec.adopt(made, field);
    return made;
  }
  return node;
}

/** Bytes are `format: binary` in 3.0, `contentMediaType` in 3.1, `type: file` in 2.0. */
function isBytes(field: Raw): boolean {
  const type = textAt(field, "type");
  const isBinary =
    textAt(field, "format") === "binary" || textAt(field, "contentMediaType") !== null;
  return type === "file" || (isBinary && (type === "string" || type === null));
}

/** The media types of an encoding: a list with commas (OpenAPI 3.1 §4.8.15.1). */
function typesOf(encoding: unknown): string[] {
  const said = textAt(encoding, "contentType");
  return said === null ? [] : said.split(",").map((type) => type.trim().toLowerCase());
}

function marked(context: Context, field: Raw, kind: Bytes["kind"], types: readonly string[]): Raw {
  const limit = own(field, "maxLength");
  const bytes: Bytes = { kind, most: typeof limit === "number" ? limit : null, types };
  const made = { [bytesMark]: bytes, description: field["description"] ?? "" };
  context.spec.adopt(made, field);
  return made;
}
