import { describe } from "vitest";
import { proxy, signed, type Fixture, type Said } from "../../support/gateway.ts";
import { conforms, get, type Row } from "./rows.ts";

function kept(id: string, keys: readonly string[], more: object = {}): Record<string, unknown> {
  const { "x-amazon-apigateway-integration": integration, ...rest } = proxy(id);
  const cached = { ...(integration as object), cacheKeyParameters: keys };
  return { ...rest, "x-amazon-apigateway-integration": cached, ...more };
}

const iam = { "x-amazon-apigateway-auth": { type: "AWS_IAM" } };
const query = ["method.request.querystring.a", "method.request.header.Origin"];
const cached = (method: string, path: string) => ({
  method,
  path: `${path.replaceAll("/", "~1")}/${method}`,
  throttle: null,
  cache: { ttl: 60 },
});

const fixture: Fixture = {
  paths: {
    "/counts": { get: kept("counter", query), post: proxy("counter") },
    "/counts/{id}": { get: kept("counter", ["method.request.path.id"]) },
    "/signed": { get: kept("counter", [], iam) },
    "/large": { get: kept("megabytes", []) },
    "/plain": { get: proxy("counter") },
  },
  stage: {
    methods: [
      cached("GET", "/counts"),
      cached("POST", "/counts"),
      cached("GET", "/counts/{id}"),
      cached("GET", "/signed"),
      cached("GET", "/large"),
    ],
  },
};

const anew = ["Cache-Control", "max-age=0"] as const;
const bySigned = (said: Said) => (url: string) => signed(url, said);

/** One function counts its calls: what is kept shows its count again. The rows follow one another. */
const rows: Row[] = [
  ["the first answer", get("/counts?a=1"), { text: "1" }],
  ["the same keys: the answer that is kept", get("/counts?a=1"), { text: "1" }],
  ["another query that is no key", get("/counts?a=1&b=2"), { text: "1" }],
  ["another query that is a key", get("/counts?a=2"), { text: "2" }],
  ["a header that is a key", get("/counts?a=1", "Origin", "https://b.example"), { text: "3" }],
  ["a header that is no key", get("/counts?a=1", "X-Other", "1"), { text: "1" }],
  ["POST, which is never kept", { method: "POST", path: "/counts" }, { text: "4" }],
  ["POST again", { method: "POST", path: "/counts" }, { text: "5" }],
  ["a variable that is a key", get("/counts/7"), { text: "6" }],
  ["the same variable", get("/counts/7"), { text: "6" }],
  ["another value of it", get("/counts/8"), { text: "7" }],
  [
    "somebody unknown who asks anew: the kept answer, and a warning",
    get("/counts?a=1", ...anew),
    {
      text: "1",
      headers: {
        warning: "199 Cache-control headers were ignored because the caller was unauthorized.",
      },
    },
  ],
  ["what a signed caller is answered", bySigned(get("/signed")), { text: "8" }],
  ["a signed caller again", bySigned(get("/signed")), { text: "8" }],
  [
    "a signed caller who asks anew",
    bySigned(get("/signed", ...anew)),
    { text: "9", headers: { warning: undefined } },
  ],
  ["what is not kept", get("/plain"), { text: "10" }],
  ["what is not kept, again", get("/plain"), { text: "11" }],
  ["an answer of more than a megabyte", get("/large"), { headers: { "x-call": "1" } }],
  ["which is not kept", get("/large"), { headers: { "x-call": "2" } }],
];

describe("the cache of the stage", () => conforms(fixture, rows));
