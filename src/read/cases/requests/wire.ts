import type { Parameter } from "../../../api/api.ts";
import type { Json } from "../../../api/json.ts";
import { isRaw } from "../../../lib/json.ts";

/** A parameter on the wire: names and values, percent-encoded in a path and in cookies. */
export type Pairs = readonly (readonly [string, string])[];

/**
 * Writes a value as a parameter's style says (OpenAPI 3.1 §4.8.12.2).
 *
 * @returns for `path`, `header` and `cookie` one pair; for `query` as many as the style needs;
 *   null where the style cannot carry the value
 */
export function encodeParameter(
  parameter: Pick<Parameter, "wire" | "in" | "serialization">,
  value: Json,
): Pairs | null {
  const pairs = pairsOf(parameter, value);
  const isPlain = parameter.serialization.style === "cookie";
  return isPlain && pairs?.some(([, text]) => !cookieText.test(text)) === true ? null : pairs;
}

/** What a cookie can hold as it is (RFC 6265 §4.1.1, with the comma that lists are written with). */
const cookieText = /^[!#-+,\-:<-[\]-~]*$/;

function pairsOf(
  parameter: Pick<Parameter, "wire" | "in" | "serialization">,
  value: Json,
): Pairs | null {
  const { style, isExploded } = parameter.serialization;
  const name = parameter.wire;
  const isEncoded = parameter.in === "path" || (parameter.in === "cookie" && style !== "cookie");
  const plain = (text: string) => (isEncoded ? encodeURIComponent(text) : text);
  const text = (item: Json) => plain(textOf(item));
  if (style === "content") {
    const json =
      parameter.serialization.value.kind === "json" ? JSON.stringify(value) : textOf(value);
    return [[name, plain(json)]];
  }
  if (Array.isArray(value)) {
    return encodeArray(name, style, isExploded, value.map(text));
  }
  if (isRaw(value)) {
    return encodeObject(name, style, isExploded, value as Record<string, Json>, text);
  }
  return [[name, prefixed(name, style, text(value))]];
}

function encodeArray(
  name: string,
  style: string,
  isExploded: boolean,
  texts: readonly string[],
): Pairs | null {
  const glue = style === "label" && isExploded ? "." : (separators[style] ?? ",");
  const isSplit = (text: string) =>
    text.includes(glue) || (style === "matrix" && text.includes(";"));
  if (texts.length === 0 || texts.some((text) => isSplit(text) || text === "")) {
    return null;
  }
  if (isApart(style) && isExploded) {
    return texts.map((text) => [name, text]);
  }
  if (style === "matrix" && isExploded) {
    return [[name, texts.map((text) => `;${name}=${text}`).join("")]];
  }
  return [[name, prefixed(name, style, texts.join(glue))]];
}

function encodeObject(
  name: string,
  style: string,
  isExploded: boolean,
  value: Record<string, Json>,
  text: (item: Json) => string,
): Pairs | null {
  const entries = Object.entries(value).map(([key, item]) => [key, text(item)] as const);
  const isNested = Object.values(value).some((item) => typeof item === "object" && item !== null);
  if (entries.length === 0 || (isNested && style === "deepObject")) {
    return null;
  }
  if (style === "deepObject") {
    return entries.map(([key, text]) => [`${name}[${key}]`, text]);
  }
  if (isApart(style) && isExploded) {
    return entries;
  }
  if (style === "matrix" && isExploded) {
    return [[name, entries.map(([key, text]) => `;${key}=${text}`).join("")]];
  }
  const separator = style === "label" && isExploded ? "." : (separators[style] ?? ",");
  const pieces = Object.entries(value)
    .map(([key, item]) => [text(key), text(item)])
    .flatMap((pair) => (isExploded ? [pair.join("=")] : pair));
  return pieces.some((piece) => piece.includes(separator))
    ? null
    : [[name, prefixed(name, style, pieces.join(separator))]];
}

const separators: Readonly<Record<string, string>> = {
  spaceDelimited: " ",
  tabDelimited: "\t",
  pipeDelimited: "|",
};

/** True for styles that write what is exploded as names of their own. */
function isApart(style: string): boolean {
  return style === "form" || style === "cookie" || Object.hasOwn(separators, style);
}

function prefixed(name: string, style: string, text: string): string {
  return style === "label" ? `.${text}` : style === "matrix" ? `;${name}=${text}` : text;
}

function textOf(value: Json): string {
  return typeof value === "string"
    ? value
    : value === null
      ? "null"
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
}
