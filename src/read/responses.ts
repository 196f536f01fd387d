import type { Answer, Header, HeaderStyle, Response, StatusShape } from "../api/api.ts";
import { own, rawAt, type Raw } from "../lib/json.ts";
import { readContent } from "./bodies.ts";
import { pascalOf } from "./names.ts";
import type { OperationReading } from "./reading.ts";
import { docOf } from "./schemas/doc.ts";
import { checksOf } from "./schemas/children.ts";
import { readSchema } from "./schemas/read.ts";
import type { Schema } from "../api/schema.ts";

/** The responses (OpenAPI 3.1 §4.8.16), by status. */
export function readResponses(reading: OperationReading): Response[] {
  const nodes = Object.entries(rawAt(reading.operation, "responses")).filter(([status]) =>
    /^([1-5]\d\d|[1-5]XX|default)$/i.test(status),
  );
  const statuses = nodes.map(([status]) => status.toUpperCase());
  return nodes
    .map(([status, node]) => readResponse(reading, status, reading.context.mapping(node), statuses))
    .sort((a, b) => (a.status < b.status ? -1 : 1));
}

function readResponse(
  reading: OperationReading,
  status: string,
  raw: Raw,
  statuses: readonly string[],
): Response {
  const prefix = reading.prefix + pascalOf(status).replace(/^N/, "");
  // What answers HEAD has no content, whatever is declared (RFC 9110 §9.3.2).
  const isHead = reading.key.startsWith("HEAD ");
  const isBodiless = /^(1\d\d|1XX|204|205|304)$/.test(status);
  if (isBodiless && Object.keys(rawAt(raw, "content")).length > 0) {
    const { found, spec } = reading.context;
    found.add("operation/no-content", { status }, spec.originOf(raw, "content"));
  }
  const media = isHead || isBodiless ? [] : readContent(reading, raw, "response", `${prefix}Body`);
  const answers: Answer[] =
    media.length === 0
      ? [{ typeName: reading.owner.reserve(prefix), media: null, isOnly: true }]
      : media.map((each) => ({
          typeName: reading.owner.reserve(
            media.length === 1 ? prefix : `${prefix}${pascalOf(each.type.split("/").at(-1) ?? "")}`,
          ),
          media: each,
          isOnly: media.length === 1,
        }));
  const named = headerSchema(reading, raw, prefix);
  const headers = readHeaders(reading, raw, named);
  return {
    status,
    statusShape: statusShape(status, statuses),
    doc: docOf(raw),
    headers,
    headerSchema: named,
    styledHeaders: styledHeaders(reading, raw),
    needsHeaders: headers.some((header) => header.isRequired),
    answers,
    origin: reading.context.spec.originOf(raw),
  };
}

/** What a status key stands for, given those declared beside it (OpenAPI 3.1 §4.8.16). */
function statusShape(status: string, statuses: readonly string[]): StatusShape {
  const codes = statuses.filter((each) => /^\d{3}$/.test(each)).map(Number);
  if (/^\d{3}$/.test(status)) {
    return { kind: "code", code: Number(status) };
  }
  if (/^[1-5]XX$/i.test(status)) {
    const digit = Number(status[0]);
    return {
      kind: "range",
      digit,
      others: codes.filter((code) => Math.floor(code / 100) === digit),
    };
  }
  const ranges = statuses.filter((each) => /^[1-5]XX$/.test(each)).map((each) => Number(each[0]));
  const excluded: StatusShape[] = [
    ...codes.map((code) => ({ kind: "code" as const, code })),
    ...ranges.map((digit) => ({ kind: "range" as const, digit, others: [] })),
  ];
  return { kind: "default", isRest: excluded.length > 0, excluded };
}

/** The declared headers as one object, its names in lower case: checked as a handler returns them. */
function headerSchema(reading: OperationReading, raw: Raw, prefix: string): Schema | null {
  const declared = headersOf(reading, raw);
  if (declared.length === 0) {
    return null;
  }
  const { owner, context } = reading;
  const entries = declared.map(([wire, header]) => [wire.toLowerCase(), header] as const);
  const object = {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, header]) => [name, schemaOf(header)])),
    required: entries.filter(([, header]) => header["required"] === true).map(([name]) => name),
  };
  context.spec.adopt(object, raw);
  const hint = `${prefix}Headers`;
  return owner.branch(
    readSchema(object, {
      owner,
      direction: "response",
      hint,
      place: { parent: "", part: hint.slice(reading.prefix.length) },
      within: null,
      inline: "all",
    }),
  );
}

/** The headers of a response (OpenAPI 3.1 §4.8.17); Content-Type is said by the media types. */
function headersOf(reading: OperationReading, raw: Raw): [string, Raw][] {
  return Object.entries(rawAt(raw, "headers"))
    .filter(([wire]) => wire.toLowerCase() !== "content-type")
    .map(([wire, node]) => [wire, reading.context.mapping(node)]);
}

function readHeaders(reading: OperationReading, raw: Raw, schema: Schema | null): Header[] {
  const checks = schema === null ? [] : checksOf(schema);
  const properties = checks.flatMap((check) =>
    check.keyword === "properties" ? check.properties : [],
  );
  return headersOf(reading, raw).flatMap(([wire, header]) => {
    const property = properties.find((each) => each.wire === wire.toLowerCase());
    const isRequired = header["required"] === true;
    return property === undefined
      ? []
      : [{ wire, name: property.wire, isRequired, schema: property.schema, doc: docOf(header) }];
  });
}

/** A header's schema; `content` has it one step deeper (OpenAPI 3.1 §4.8.21). */
function schemaOf(header: Raw): unknown {
  const [media] = Object.values(rawAt(header, "content"));
  return own(header, "schema") ?? own(media, "schema") ?? true;
}

function styledHeaders(reading: OperationReading, raw: Raw): Response["styledHeaders"] {
  return headersOf(reading, raw)
    .map(([wire, header]) => ({ name: wire.toLowerCase(), style: styleOf(header) }))
    .filter(({ style }) => style !== "simple");
}

function styleOf(header: Raw): HeaderStyle {
  const isJson = Object.keys(rawAt(header, "content")).some((type) => /[/+]json\b/.test(type));
  return isJson ? "json" : header["explode"] === true ? "exploded" : "simple";
}
