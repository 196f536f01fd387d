import { isRaw, own, rawAt, textAt, type Raw } from "../spec/json.ts";
import type { Context } from "./context.ts";

/** Marks, in a schema made here, a field whose part is a file. */
export const fileMark = "x-sls-gen-file";

/**
 * The schema of a multipart body (OpenAPI 3.1 §4.8.14.4) with its files marked: a part for bytes is
 * handed on as a file, which the keywords of a text say nothing about.
 */
export function withFiles(context: Context, node: unknown): unknown {
  const schema = context.follow(node);
  if (!isRaw(schema) || Object.keys(rawAt(schema, "properties")).length === 0) {
    return node;
  }
  const fields = Object.entries(rawAt(schema, "properties")).map(([name, field]) => [
    name,
    fieldOf(context, field),
  ]);
  const made = { ...schema, properties: Object.fromEntries(fields) };
  context.spec.adopt(made, schema);
  return made;
}

function fieldOf(context: Context, node: unknown): unknown {
  const field = context.mapping(node);
  const items = context.mapping(own(field, "items"));
  if (isBytes(field)) {
    return marked(context, field);
  }
  if (field["type"] === "array" && isBytes(items)) {
    const made = { ...field, items: marked(context, items) };
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

function marked(context: Context, field: Raw): Raw {
  const made = { [fileMark]: true, description: field["description"] ?? "" };
  context.spec.adopt(made, field);
  return made;
}
