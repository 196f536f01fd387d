import type { Body, Codec, Example, Media } from "../api/api.ts";
import type { Direction, Schema } from "../api/schema.ts";
import { own, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";
import { valueOf } from "./example.ts";
import { readFields } from "./encoding.ts";
import { bareType, concrete, isMediaType, mediaType } from "./media.ts";
import { bytesOf, withFiles } from "./multipart.ts";
import { pascalOf } from "./names.ts";
import type { OperationReading } from "./reading.ts";
import { docOf } from "./schemas/doc.ts";
import type { Owner } from "./schemas/owner.ts";
import { readSchema } from "./schemas/read.ts";
import type { Json } from "../api/json.ts";

/** The request body (OpenAPI 3.1 §4.8.13); null where there is none to decode. */
export function readBody(reading: OperationReading, method: string): Body | null {
  const node = own(reading.operation, "requestBody");
  if (node === undefined) {
    return null;
  }
  const { spec, found } = reading.context;
  if (reading.context.dialect.bodiless.has(method)) {
    found.add(
      "operation/body-ignored",
      { key: reading.key, method },
      spec.originOf(reading.operation, "requestBody"),
    );
    return null;
  }
  const raw = reading.context.mapping(node);
  const media = readContent(reading, raw, "request", `${reading.prefix}Body`);
  const isRequired = raw["required"] === true;
  const isChoice = media.length > 1 || !isRequired;
  return media.length === 0
    ? null
    : { isRequired, isChoice, media, doc: docOf(raw), origin: spec.originOf(raw) };
}

/** The media types of a body (OpenAPI 3.1 §4.8.14), in the author's order. */
export function readContent(
  reading: OperationReading,
  raw: Raw,
  direction: Direction,
  hint: string,
): Media[] {
  const entries = Object.entries(rawAt(raw, "content"));
  const types = entries.map(([type]) => mediaType(type));
  const keys = types.map((type) => type.toLowerCase());
  const isFirst = (index: number) => keys.indexOf(keys[index] ?? "") === index;
  for (const [type] of entries.filter((_, index) => !isFirst(index))) {
    const { found, spec } = reading.context;
    found.add("operation/media-parameters", { type }, spec.originOf(raw, "content", type));
  }
  for (const [type] of entries.filter(([each]) => !isMediaType(each))) {
    const { found, spec } = reading.context;
    found.add("operation/media-type", { type }, spec.originOf(raw, "content", type));
  }
  return entries
    .filter((_, index) => isFirst(index))
    .map(([type, node]) => {
      const named =
        entries.length === 1 ? hint : `${hint}${pascalOf(type.split("/").at(-1) ?? "")}`;
      return readMedia(reading, { type, types }, reading.context.mapping(node), direction, named);
    });
}

function readMedia(
  reading: OperationReading,
  { type: written, types }: { readonly type: string; readonly types: readonly string[] },
  raw: Raw,
  direction: Direction,
  hint: string,
): Media {
  const { owner, context } = reading;
  const type = mediaType(written);
  const bare = bareType(type);
  const codec = isBytes(bare, own(raw, "schema")) ? "binary" : codecOf(bare);
  const node = schemaFor(context, codec, own(raw, "schema") ?? true, rawAt(raw, "encoding"));
  reportText(context, type, codec, raw);
  const wanted = owner.reserve(hint);
  const schema = readSchema(node, {
    owner,
    direction,
    hint: wanted,
    place: { parent: "", part: placed(hint, reading.prefix) },
    within: null,
    inline: "all",
  });
  owner.branch(schema);
  const typeName = declaredBody(owner, wanted, schema);
  return {
    type,
    bare,
    isRange: bare.includes("*"),
    sent: concrete(type, codec, types),
    isExact: codec === "json" && context.options.int64 !== "number",
    codec,
    schema,
    typeName,
    ...readFields(context, codec, raw, own(raw, "schema")),
    examples: readExamples(reading, raw, schema.examples),
  };
}

/** What a body is called: a reference has a name already. */
function declaredBody(owner: Owner, wanted: string, { target, shape, doc }: Schema): string {
  if (target !== null && shape.kind === "declared") {
    return shape.typeName;
  }
  owner.declarations.push({ typeName: wanted, doc: target === null ? doc : null, shape });
  return wanted;
}

/** A body's place in its operation: its hint without the operation's name. */
function placed(hint: string, prefix: string): string {
  return hint.startsWith(prefix) ? hint.slice(prefix.length) : hint;
}

/** A text is handed on as it is: what a schema says of another type is not checked. */
function reportText(context: Context, type: string, codec: Codec, raw: Raw): void {
  const said = codec === "text" ? own(context.follow(own(raw, "schema")), "type") : undefined;
  if (said !== undefined && said !== "string") {
    context.found.add("operation/text", { type }, context.spec.originOf(raw, "schema"));
  }
}

/** What of a media type's schema is checked: of bytes only their number, files are told from fields. */
function schemaFor(context: Context, codec: Codec, node: unknown, encoding: Raw): unknown {
  switch (codec) {
    case "json":
    case "form":
      return node;
    case "multipart":
      return withFiles(context, node, encoding);
    case "text":
      return textAt(node, "type") === "string" ? node : { type: "string" };
    case "binary":
      return bytesOf(context, node);
  }
}

/** A range says nothing of how a body is read: then a schema for bytes does. */
function isBytes(type: string, schema: unknown): boolean {
  return type.includes("*") && !type.startsWith("text/") && textAt(schema, "type") === "string";
}

/** How a body of a media type is read. XML is handed on as text: nothing here parses it. */
export function codecOf(type: string): Codec {
  if (
    /^(application|text|\*)\/(.*\+)?json$/.test(type) ||
    /^[\w.-]+\/[\w.-]+\+json$/.test(type) ||
    type === "*/*" ||
    type === "application/*"
  ) {
    return "json";
  }
  if (type === "application/x-www-form-urlencoded") {
    return "form";
  }
  if (type === "multipart/form-data") {
    return "multipart";
  }
  return type.startsWith("text/") || /[/+]xml$/.test(type) ? "text" : "binary";
}

/** The examples of a media type, else those of its schema. */
function readExamples(reading: OperationReading, raw: Raw, fromSchema: readonly Json[]): Example[] {
  const { spec } = reading.context;
  const named = Object.entries(rawAt(raw, "examples")).flatMap(([name, node]) => {
    const example = reading.context.follow(node);
    const value = valueOf(example);
    return value === undefined
      ? []
      : [{ name, value: value as Json, origin: spec.originOf(raw, "examples", name) }];
  });
  const single = own(raw, "example");
  const here =
    single === undefined
      ? named
      : [
          ...named,
          { name: "example", value: single as Json, origin: spec.originOf(raw, "example") },
        ];
  return here.length > 0
    ? here
    : fromSchema.map((value) => ({ name: "example", value, origin: spec.originOf(raw, "schema") }));
}
