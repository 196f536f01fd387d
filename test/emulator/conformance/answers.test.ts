import { describe, expect } from "vitest";
import { api } from "./api.ts";
import { conforms, get, json, post, type Expected, type Row } from "./rows.ts";

const answering = (value: unknown, ...headers: string[]) =>
  post("/answer", JSON.stringify({ value }), ...json, ...headers);
const malformed: Expected = {
  status: 502,
  errorType: "InternalServerErrorException",
  message: "Internal server error",
};

const answers: Row[] = [
  [
    "a status alone",
    answering({ statusCode: 200 }),
    { status: 200, text: "", headers: { "content-type": "application/json" } },
  ],
  [
    "headers without a status",
    answering({ headers: { "X-A": "1" } }),
    { status: 200, headers: { "x-a": "1" } },
  ],
  ["a status that is text", answering({ statusCode: "201" }), { status: 201 }],
  ["a status that is no number", answering({ statusCode: "test" }), malformed],
  ["a status out of range", answering({ statusCode: 42 }), malformed],
  ["a status with a fraction", answering({ statusCode: 200.5 }), malformed],
  ["headers that are null", answering({ statusCode: 200, headers: null }), { status: 200 }],
  ["headers that are a list", answering({ statusCode: 200, headers: ["a"] }), malformed],
  [
    "a header that is a boolean",
    answering({ headers: { "X-A": true } }),
    { headers: { "x-a": "true" } },
  ],
  ["a header that is a number", answering({ headers: { "X-A": 1 } }), { headers: { "x-a": "1" } }],
  ["a header that is an object", answering({ headers: { "X-A": {} } }), malformed],
  ["another key", answering({ statusCode: 200, extra: 1 }), malformed],
  ["a text", answering("text"), malformed],
  ["a list", answering([]), malformed],
  ["null", answering(null), malformed],
  ["nothing", get("/nothing"), malformed],
  ["a body that is an object", answering({ statusCode: 200, body: {} }), malformed],
  ["a body that is null", answering({ statusCode: 200, body: null }), { status: 200, text: "" }],
  ["a body", answering({ statusCode: 200, body: "ä" }), { text: "ä" }],
  [
    "a media type",
    answering({ headers: { "content-TYPE": "text/plain" }, body: "x" }),
    { headers: { "content-type": "text/plain" } },
  ],
  [
    "several values of a header",
    answering({ multiValueHeaders: { "X-A": ["1", "2"] } }),
    { headers: { "x-a": "1, 2" } },
  ],
  ["several values that are no list", answering({ multiValueHeaders: { "X-A": "1" } }), malformed],
  [
    "the same name in both maps: both, the several first",
    answering({ headers: { "X-A": "3" }, multiValueHeaders: { "X-A": ["1", "2"] } }),
    { headers: { "x-a": "1, 2, 3" } },
  ],
  [
    "several cookies",
    answering({ multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] } }),
    { headers: { "set-cookie": ["a=1", "b=2"] } },
  ],
  [
    "a header that has another name outside",
    answering({ headers: { "WWW-Authenticate": "Basic" } }),
    { headers: { "x-amzn-remapped-www-authenticate": "Basic", "www-authenticate": undefined } },
  ],
  [
    "a header that is dropped",
    answering({ headers: { "Transfer-Encoding": "x", TE: "x" } }),
    { status: 200, headers: { te: undefined } },
  ],
  [
    "bytes that are wanted",
    answering(
      { isBase64Encoded: true, body: "AP8=", headers: { "Content-Type": "image/png" } },
      "Accept",
      "image/png",
    ),
    { check: ({ bytes }) => expect([...bytes]).toEqual([0, 255]) },
  ],
  [
    "bytes where text is wanted",
    answering({ isBase64Encoded: true, body: "AP8=" }, "Accept", "text/plain"),
    { text: "AP8=" },
  ],
  [
    "bytes where nothing is said",
    answering({ isBase64Encoded: true, body: "AP8=" }),
    { text: "AP8=" },
  ],
  [
    "bytes that are wanted second",
    answering({ isBase64Encoded: true, body: "AP8=" }, "Accept", "text/plain, image/png"),
    { text: "AP8=" },
  ],
  [
    "bad base64 where bytes are wanted",
    answering({ isBase64Encoded: true, body: "!" }, "Accept", "image/png"),
    { status: 500, message: "Internal server error" },
  ],
  ["204 without a body", answering({ statusCode: 204 }), { status: 204, text: "" }],
  [
    "an error of the function's own",
    answering({ statusCode: 418, body: "tea" }),
    { status: 418, text: "tea" },
  ],
];

const faults: Row[] = [
  ["a handler that throws", get("/throws"), malformed],
  ["the same, again", get("/throws"), malformed],
  [
    "a handler that the gateway gives up on",
    get("/hangs"),
    { status: 504, message: "Endpoint request timed out" },
  ],
  [
    "a handler that is too slow",
    get("/slow"),
    { status: 504, message: "Endpoint request timed out" },
  ],
  ["a handler that ends the process", get("/exits"), malformed],
  ["the same, in a new instance", get("/exits"), malformed],
  ["a handler that takes all memory", get("/hungry"), malformed],
  ["an answer that is too large", get("/large"), malformed],
  ["a module that fails to load", get("/broken"), malformed],
  ["others, which go on", get("/echo"), { status: 200 }],
];

describe("answers of functions", () => conforms(api, answers));
describe("functions that fail", () => conforms(api, faults));
