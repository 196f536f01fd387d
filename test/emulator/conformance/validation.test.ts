import { describe, expect } from "vitest";
import { api } from "./api.ts";
import { conforms, get, json, post, type Expected, type Row } from "./rows.ts";

const missing = (...names: string[]): Expected => ({
  status: 400,
  errorType: "BadRequestException",
  message: `Missing required request parameters: [${names.join(", ")}]`,
});

const parameters: Row[] = [
  ["everything that is required", get("/needs?q=1&b=2", "X-Need", "1"), { status: 200 }],
  ["nothing: by place, then by name", get("/needs"), missing("X-Need", "b", "q")],
  ["no query", get("/needs", "X-Need", "1"), missing("b", "q")],
  ["no header", get("/needs?q=1&b=2"), missing("X-Need")],
  ["a blank query", get("/needs?q=&b=2", "X-Need", "1"), missing("q")],
  ["a query of spaces", get("/needs?q=%20&b=2", "X-Need", "1"), missing("q")],
  ["a query without a value", get("/needs?q&b=2", "X-Need", "1"), missing("q")],
  ["a blank header", get("/needs?q=1&b=2", "X-Need", ""), missing("X-Need")],
  ["another case of a query", get("/needs?Q=1&b=2", "X-Need", "1"), missing("q")],
  ["no validation where it is off", post("/needs", "{"), { status: 200 }],
  ["a value of any kind", get("/needs?q=%00&b=%F0%9F%98%80", "X-Need", "1"), { status: 200 }],
];

const invalid = (detail: string): Expected => ({
  status: 422,
  errorType: "BadRequestException",
  check: ({ text, headers }) => {
    expect(JSON.parse(text)).toEqual({
      detail: `[${detail}]`,
      type: "BAD_REQUEST_BODY",
      id: headers["x-amzn-requestid"],
    });
  },
});

const good = { name: "ab", size: 1 };
const withBody = (more: object) => post("/model", JSON.stringify({ ...good, ...more }));

const bodies: Row[] = [
  ["a body that fits", withBody({}), { status: 200, event: { body: JSON.stringify(good) } }],
  [
    "a body with all",
    withBody({ kind: "b", tags: ["x"], other: { id: "1", next: { id: "2" } }, none: null }),
    { status: 200 },
  ],
  [
    "nothing, which is an empty object",
    { method: "POST", path: "/model", headers: json },
    invalid('object has missing required properties (["name","size"])'),
  ],
  [
    "nothing, without a media type",
    { method: "POST", path: "/model" },
    invalid('object has missing required properties (["name","size"])'),
  ],
  [
    "one of two that are required",
    post("/model", '{"name":"ab"}'),
    invalid('object has missing required properties (["size"])'),
  ],
  ["no JSON", post("/model", "{"), invalid("the body is not JSON")],
  [
    "another type",
    post("/model", "[]"),
    invalid(
      'instance type (array) does not match any allowed primitive type (allowed: ["object"])',
    ),
  ],
  [
    "another type inside",
    withBody({ size: "1" }),
    invalid(
      'instance type (string) does not match any allowed primitive type (allowed: ["integer"])',
    ),
  ],
  [
    "a number with a fraction",
    withBody({ size: 1.5 }),
    invalid(
      'instance type (number) does not match any allowed primitive type (allowed: ["integer"])',
    ),
  ],
  [
    "two types",
    withBody({ none: 1 }),
    invalid(
      'instance type (integer) does not match any allowed primitive type (allowed: ["string","null"])',
    ),
  ],
  [
    "too long",
    withBody({ name: "abcde" }),
    invalid('string "abcde" is too long (length: 5, maximum allowed: 4)'),
  ],
  [
    "too short",
    withBody({ name: "a" }),
    invalid('string "a" is too short (length: 1, required minimum: 2)'),
  ],
  [
    "another pattern",
    withBody({ name: "A1" }),
    invalid('ECMA 262 regex "^[a-z]+$" does not match input string "A1"'),
  ],
  [
    "too small",
    withBody({ size: 0 }),
    invalid("numeric instance is lower than the required minimum (minimum: 1, found: 0)"),
  ],
  [
    "too large",
    withBody({ size: 10 }),
    invalid("numeric instance is greater than the required maximum (maximum: 9, found: 10)"),
  ],
  [
    "none of an enum",
    withBody({ kind: "c" }),
    invalid('instance value ("c") not found in enum (possible values: ["a","b"])'),
  ],
  [
    "a name that is not declared",
    withBody({ more: 1 }),
    invalid('object instance has properties which are not allowed by the schema: ["more"]'),
  ],
  [
    "an item of another type",
    withBody({ tags: [1] }),
    invalid(
      'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
    ),
  ],
  [
    "a model that refers to itself",
    withBody({ other: { id: "1", next: {} } }),
    invalid('object has missing required properties (["id"])'),
  ],
  [
    "a media type without a model",
    post("/model", "{", "Content-Type", "text/plain"),
    { status: 200 },
  ],
  [
    "parameters of the media type",
    post("/model", "{}", "Content-Type", "application/json; charset=utf-8"),
    { status: 422 },
  ],
  [
    "another case of the media type",
    post("/model", "{}", "Content-Type", "Application/JSON"),
    { status: 422 },
  ],
  [
    "a model of another media type",
    {
      method: "PUT",
      path: "/model",
      body: "{}",
      headers: ["Content-Type", "application/vnd.x+json"],
    },
    { status: 422 },
  ],
  [
    "JSON where another media type has the model",
    { method: "PUT", path: "/model", body: "{}", headers: json },
    { status: 200 },
  ],
  [
    "parameters before the body",
    { method: "PATCH", path: "/model", body: "{}", headers: json },
    missing("q"),
  ],
  [
    "a header of the request in the shape",
    post("/model", "{}", ...json, "Origin", "https://o.example"),
    {
      status: 422,
      headers: { "x-origin": "https://o.example", "content-type": "application/problem+json" },
    },
  ],
  [
    "a body that is too large",
    post("/echo", "x".repeat(10 * 1024 * 1024 + 1)),
    { status: 413, message: "Request Too Long" },
  ],
  [
    "a body that is too large for a function",
    post("/echo", "x".repeat(6 * 1024 * 1024)),
    { status: 413, message: "Request Too Long" },
  ],
];

describe("parameters", () => conforms(api, parameters));
describe("bodies", () => conforms(api, bodies));
