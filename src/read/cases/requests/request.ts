import type { SchemaKey } from "../../../api/identity.ts";
import type { Location, Media, Operation, Parameter } from "../../../api/api.ts";
import type { DecodedRequest, WireRequest } from "../../../api/cases.ts";
import type { Json } from "../../../api/json.ts";
import type { Schema, Check } from "../../../api/schema.ts";
import { checksOf } from "../../schemas/children.ts";
import { segmentOf, variableOf } from "../../segments.ts";
import { accepts } from "../judge/judge.ts";
import { sampleOf } from "../samples/sample.ts";
import { settled } from "../judge/settled.ts";
import { isNestedReadBack } from "./sendable.ts";
import { encodeParameter, type Pairs } from "./wire.ts";
import type { UncasedSchema } from "../../../api/named.ts";

type Named = ReadonlyMap<SchemaKey, UncasedSchema>;
/** An operation before its cases are known. */
export type Uncased = Omit<Operation, "cases">;

/** The values of a request before they are written: by location, and the body. */
export type Values = {
  readonly [member: string]: { readonly [name: string]: Json };
};

/** A body of a request: under which media type, and its value. */
export type BodyValue = { readonly media: Media; readonly value: Json };

/**
 * The parameters of a request that the document allows: every documented example, and samples for
 * what is required.
 *
 * @returns null where a required parameter has neither
 */
export function baseValues(operation: Uncased, named: Named): Values | null {
  const values: Record<string, Record<string, Json>> = {};
  for (const location of operation.locations) {
    const here: Record<string, Json> = {};
    for (const parameter of location.parameters) {
      const value = parameterValue(parameter, named);
      if (value === undefined && parameter.isRequired) {
        return null;
      }
      if (value !== undefined) {
        here[parameter.wire] = value;
      }
    }
    values[location.member] = here;
  }
  const isAllowed = operation.locations.every((each) =>
    accepts(each.schema, values[each.member] ?? {}, named),
  );
  return isAllowed ? values : null;
}

/** The values of a request without those that may be left away. */
export function requiredOf(operation: Uncased, values: Values): Values {
  const entries = operation.locations.map(({ member, parameters }) => {
    const required = parameters.filter(({ isRequired }) => isRequired).map(({ wire }) => wire);
    const here = Object.entries(values[member] ?? {});
    return [member, Object.fromEntries(here.filter(([name]) => required.includes(name)))] as const;
  });
  return Object.fromEntries(entries);
}

function parameterValue(parameter: Parameter, named: Named): Json | undefined {
  const { example, schema } = parameter;
  const isUsable = (value: Json | undefined) =>
    value !== undefined &&
    value !== "" &&
    encodeParameter(parameter, value) !== null &&
    isNestedReadBack(value, parameter.serialization.value) &&
    accepts(schema, value, named);
  const said = example !== null && isUsable(example.value) ? example.value : undefined;
  if (said !== undefined || !parameter.isRequired) {
    return said;
  }
  const sample = sampleOf(schema, named);
  return [sample, filled(sample, schema, named)].find((value) => isUsable(value));
}

/** A list with something in it: one with nothing cannot be told from an absent one. */
function filled(sample: Json | undefined, schema: Schema, named: Named): Json | undefined {
  const items = checksOf(schema).find((check) => check.keyword === "items");
  const item = items === undefined ? "a" : sampleOf(items.schema, named);
  return Array.isArray(sample) && item !== undefined ? [item] : undefined;
}

/** Writes a request as API Gateway would receive it. @returns null where a value cannot be written */
export function writeRequest(
  operation: Uncased,
  values: Values,
  body: BodyValue | null,
): WireRequest | null {
  const parts = {
    path: {} as Record<string, string>,
    query: {} as Record<string, string[]>,
    headers: {} as Record<string, string>,
  };
  const cookies: string[] = [];
  for (const location of operation.locations) {
    for (const parameter of location.parameters) {
      const value = values[location.member]?.[parameter.wire];
      const pairs = value === undefined ? [] : encodeParameter(parameter, value);
      if (pairs === null) {
        return null;
      }
      place(location, pairs, parts, cookies);
    }
  }
  if (cookies.length > 0) {
    parts.headers["Cookie"] = cookies.join("; ");
  }
  if (!isSplitBack(operation.path, parts.path)) {
    return null;
  }
  const path = operation.path.replaceAll(
    /\{([^{}]*)\}/g,
    (_, name: string) => parts.path[variableOf(name)] ?? "",
  );
  return {
    method: operation.method,
    path,
    pathParameters: parts.path,
    query: parts.query,
    ...bodyOf(body, parts.headers),
  };
}

/** True where several variables of one segment can be told apart again. */
function isSplitBack(path: string, texts: Readonly<Record<string, string>>): boolean {
  const several = path.split("/").filter((part) => /\{[^{}]*\{/.test(part.replaceAll("}", "")));
  return several.every((part) => {
    const { names, source } = segmentOf(part);
    const written = part.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => texts[name] ?? "");
    const found = new RegExp(source).exec(written)?.slice(1);
    return names.every((name, index) => found?.[index] === texts[name]);
  });
}

function place(
  location: Location,
  pairs: readonly (readonly [string, string])[],
  parts: {
    path: Record<string, string>;
    query: Record<string, string[]>;
    headers: Record<string, string>;
  },
  cookies: string[],
): void {
  for (const [name, text] of pairs) {
    if (location.in === "path") {
      parts.path[name] = text;
    } else if (location.in === "query") {
      const earlier = Object.hasOwn(parts.query, name) ? (parts.query[name] ?? []) : [];
      parts.query[name] = [...earlier, text];
    } else if (location.in === "header") {
      parts.headers[name] = text;
    } else {
      cookies.push(`${name}=${text}`);
    }
  }
}

function bodyOf(
  body: BodyValue | null,
  headers: Record<string, string>,
): Pick<WireRequest, "headers" | "body" | "isBase64Encoded"> {
  if (body === null) {
    return { headers, body: null, isBase64Encoded: false };
  }
  const { media, value } = body;
  const typed = {
    ...headers,
    "Content-Type": media.sent + (media.codec === "multipart" ? `; boundary=${boundary}` : ""),
  };
  return {
    headers: typed,
    body: writeBody(media, value),
    isBase64Encoded: media.codec === "binary",
  };
}

/** A body's text under a media type; bytes are written as base64. */
export function writeBody(media: Media, value: Json): string {
  switch (media.codec) {
    case "json":
      return JSON.stringify(value);
    case "form":
      return formText(media, value);
    case "text":
      return String(value);
    case "multipart":
      return multipartText(media, value);
    case "binary":
      return Buffer.from(String(value)).toString("base64");
  }
}

/** Stands between the parts of the multipart bodies made here. */
const boundary = "sls-gen-boundary";

/** A multipart/form-data body (RFC 7578 UncasedSchema4). */
function multipartText(media: Media, value: Json): string {
  const parts = Object.entries(value as Record<string, Json>).flatMap(([field, item]) =>
    (fieldPairs(media, field, item) ?? []).map(([name, each]) => {
      const file = isFile(media, name)
        ? `; filename="file.txt"\r\nContent-Type: ${fileType(media, name)}`
        : "";
      return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${each}\r\n`;
    }),
  );
  return `${parts.join("")}--${boundary}--\r\n`;
}

/** True where a field of a multipart body is a file, or a list of them. */
export function isFile(media: Media, name: string): boolean {
  return bytesOf(media, name) !== undefined;
}

/** A media type that a file may be of. */
function fileType(media: Media, name: string): string {
  return bytesOf(media, name)?.types[0]?.replace("*", "x-any") ?? "text/plain";
}

function bytesOf(media: Media, name: string): Extract<Check, { keyword: "bytes" }> | undefined {
  const properties = checksOf(media.schema).flatMap((check) =>
    check.keyword === "properties" ? check.properties : [],
  );
  const found = properties.find((property) => property.wire === name)?.schema;
  const checks = found === undefined ? [] : checksOf(found);
  return checks
    .flatMap((check) => (check.keyword === "items" ? checksOf(check.schema) : [check]))
    .find((check) => check.keyword === "bytes");
}

function formText(media: Media, value: Json): string {
  const fields = new URLSearchParams();
  for (const [name, item] of Object.entries(value as Record<string, Json>)) {
    for (const [key, text] of fieldPairs(media, name, item) ?? []) {
      fields.append(key, text);
    }
  }
  return fields.toString();
}

/** A field of a form as names and texts; null where its style cannot carry the value. */
export function fieldPairs(media: Media, name: string, value: Json): Pairs | null {
  const styled = media.styled.find((field) => field.wire === name);
  if (styled !== undefined) {
    return encodeParameter({ ...styled, in: "query" }, value);
  }
  const items = Array.isArray(value) ? (value as Json[]) : [value];
  return items.map((each) => [name, typeof each === "string" ? each : JSON.stringify(each)]);
}

/** Bytes and files are not data that a case can hold. */
function isComparable({ media, value }: BodyValue): boolean {
  const hasFile =
    media.codec === "multipart" && Object.keys(value as object).some((name) => isFile(media, name));
  return media.codec !== "binary" && !hasFile;
}

/** What the handler must see of a request. */
export function decodedOf(
  operation: Uncased,
  values: Values,
  body: BodyValue | null,
  named: Named,
): DecodedRequest {
  const decoded: Record<string, Json> = {};
  const scope = { named, direction: "request" } as const;
  for (const location of operation.locations) {
    decoded[location.member] = settled(location.schema, values[location.member] ?? {}, scope);
  }
  if (body !== null && isComparable(body)) {
    decoded["body"] = settled(body.media.schema, body.value, scope);
  }
  return decoded;
}
