import { describe, expect, it } from "vitest";
import { parseTemplate } from "url-template";
import { documentOf } from "../support/document.ts";
import { loadOperations } from "../support/module.ts";

type Value =
  string | number | boolean | readonly (string | number)[] | Record<string, string | number>;
type Row = {
  readonly name: string;
  readonly in: string;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: object;
  readonly value: Value;
};

/** Values by type, some with every character that a style gives a meaning to. */
const values: readonly { readonly type: string; readonly schema: object; readonly value: Value }[] =
  [
    { type: "integer", schema: { type: "integer" }, value: -5 },
    { type: "number", schema: { type: "number" }, value: 1.5 },
    { type: "boolean", schema: { type: "boolean" }, value: true },
    { type: "string", schema: { type: "string" }, value: "blue" },
    { type: "string of digits", schema: { type: "string" }, value: "007" },
    {
      type: "string with delimiters",
      schema: { type: "string" },
      value: "a,b;c=d&e?f#g|h i/j%k+l.m",
    },
    { type: "string beyond ASCII", schema: { type: "string" }, value: "żółć 😀" },
    { type: "integers", schema: { type: "array", items: { type: "integer" } }, value: [3, 4, 5] },
    {
      type: "one integer in a list",
      schema: { type: "array", items: { type: "integer" } },
      value: [3],
    },
    {
      type: "strings",
      schema: { type: "array", items: { type: "string" } },
      value: ["blue", "black", "1", "true"],
    },
    {
      type: "strings with blanks and delimiters",
      schema: { type: "array", items: { type: "string" } },
      value: ["a&b", "c=d", "ü"],
    },
    {
      type: "object",
      schema: {
        type: "object",
        properties: { R: { type: "integer" }, G: { type: "integer" }, name: { type: "string" } },
      },
      value: { R: 100, G: 200, name: "a%20b" },
    },
    {
      type: "open object",
      schema: { type: "object", additionalProperties: { type: "integer" } },
      value: { R: 100, G: 200 },
    },
  ];

/** Every style of every location (OpenAPI 3.1 §4.8.12.3; `cookie` from 3.2), and the types it can carry. */
const styles: readonly (readonly [
  location: string,
  style: string,
  explodes: readonly boolean[],
  kinds: RegExp,
])[] = [
  ["path", "simple", [false, true], /./],
  ["path", "label", [false, true], /./],
  ["path", "matrix", [false, true], /./],
  ["query", "form", [false, true], /./],
  ["query", "spaceDelimited", [false], /^(integers|one|strings|object|open)/],
  ["query", "pipeDelimited", [false], /^(integers|one|strings|object|open)/],
  ["query", "deepObject", [true], /object/],
  // A header and a cookie carry text as it is (RFC 9110 §5.5, RFC 6265 §4.1.1): no delimiters, only ASCII.
  ["header", "simple", [false, true], /^(?!.*(delimiters|beyond))/],
  ["cookie", "form", [false, true], /./],
  ["cookie", "cookie", [true], /^(?!.*(delimiters|beyond))/],
];

const rows: readonly Row[] = styles.flatMap(([location, style, explodes, kinds]) =>
  explodes.flatMap((explode) =>
    values
      .filter(({ type }) => kinds.test(type))
      .map(({ type, schema, value }) => ({
        name: `${location} ${style}${explode ? " exploded" : ""}: ${type}`,
        in: location,
        style,
        explode,
        schema,
        value,
      })),
  ),
);

const operators: Readonly<Record<string, string>> = {
  simple: "",
  label: ".",
  matrix: ";",
  form: "?",
};
const separators: Readonly<Record<string, string>> = {
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
};

/** A parameter named `p` as RFC 6570 expands it; what has no template is written as OpenAPI says. */
function encode({ style, explode, value }: Row): string {
  if (style === "deepObject") {
    const pairs = Object.entries(value).map(([key, item]): [string, string] => [
      `p[${key}]`,
      String(item),
    ]);
    return new URLSearchParams(pairs).toString();
  }
  if (style === "cookie") {
    const plain = Array.isArray(value) ? value.map((item) => ["p", item]) : [["p", value]];
    const pairs =
      typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : plain;
    return pairs.map((pair) => pair.join("=")).join("&");
  }
  if (separators[style] !== undefined) {
    const pieces = Array.isArray(value) ? value : Object.entries(value).flat();
    return `p=${pieces.map((piece) => encodeURIComponent(piece)).join(separators[style])}`;
  }
  const operator = operators[style] ?? "?";
  const expanded = parseTemplate(`{${operator}p${explode ? "*" : ""}}`).expand({
    p: value as string,
  });
  return operator === "?" ? expanded.slice(1) : expanded;
}

/** The row's request as payload 1.0, where path values are as the client sent them. */
function restEvent(row: Row): object {
  const text = encode(row);
  const grouped: Record<string, string[]> = {};
  const entries = row.in === "query" ? [...new URLSearchParams(text)] : [];
  entries.forEach(([name, value]) => (grouped[name] = [...(grouped[name] ?? []), value]));
  const header: Record<string, string[]> = row.in === "header" ? { P: [decodeURI(text)] } : {};
  const cookie: Record<string, string[]> = row.in === "cookie" ? { Cookie: [cookieOf(text)] } : {};
  return {
    pathParameters: row.in === "path" ? { p: text } : null,
    multiValueQueryStringParameters: entries.length === 0 ? null : grouped,
    multiValueHeaders: { ...header, ...cookie },
    body: null,
    requestContext: { identity: { userArn: "arn:aws:iam::123456789012:user/a" } },
  };
}

/** The row's request as payload 2.0, where path values have been decoded. */
function httpEvent(row: Row): object {
  const text = encode(row);
  const pairs = row.in === "cookie" ? text.split("&") : undefined;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: "/x",
    rawQueryString: row.in === "query" ? text : "",
    pathParameters: row.in === "path" ? { p: decodeURIComponent(text) } : undefined,
    headers: row.in === "header" ? { p: decodeURI(text) } : {},
    ...(pairs === undefined ? {} : { cookies: pairs }),
    isBase64Encoded: false,
    requestContext: {
      http: { method: "GET", path: "/x" },
      authorizer: { iam: { userArn: "arn:aws:iam::123456789012:user/a" } },
    },
  };
}

/** Exploded, a cookie is one pair a value. */
function cookieOf(text: string): string {
  return text.split("&").join("; ");
}

/** One operation for each row, all in one project. */
function load(): Promise<Record<string, Operation>> {
  const paths = rows.map((row, index): [string, object] => {
    const { style, explode, schema } = row;
    const parameter = { name: "p", in: row.in, required: true, style, explode, schema };
    const responses = { 204: { description: "" } };
    const get = { operationId: `row${index}`, parameters: [parameter], responses };
    return [row.in === "path" ? `/x${index}/{p}` : `/x${index}`, { get }];
  });
  const document = documentOf(Object.fromEntries(paths), {}, "3.2.0");
  return loadOperations(
    document,
    rows.map((_, index) => `row${index}`),
  );
}

type Operation = (
  handle: (request: Record<string, unknown>) => object,
) => (event: object, context: object) => Promise<{ statusCode: number; body: string }>;

describe("parameters in every location, style and type", () => {
  let loaded: Promise<Record<string, Operation>> | null = null;

  async function decode(row: Row, event: object): Promise<unknown> {
    let seen: unknown;
    loaded ??= load();
    const operation = (await loaded)[`row${rows.indexOf(row)}`];
    const handler = operation?.((request) => {
      const member = { path: "path", query: "query", header: "headers", cookie: "cookies" }[row.in];
      seen = (request[member ?? ""] as Record<string, unknown>)["p"];
      return { status: 204 };
    });
    const answer = await handler?.(event, { awsRequestId: "r" });
    expect(answer).toMatchObject({ statusCode: 204 });
    return seen;
  }

  it.each(rows)("payload 1.0, $name", async (row) => {
    expect(await decode(row, restEvent(row))).toEqual(row.value);
  });

  // An HTTP API has decoded path values: a delimiter in a value is then one like any other.
  const told = rows.filter(
    (row) => row.in !== "path" || !/delimiters|beyond/.test(row.name) || row.style === "simple",
  );
  it.each(told)("payload 2.0, $name", async (row) => {
    expect(await decode(row, httpEvent(row))).toEqual(row.value);
  });
});
