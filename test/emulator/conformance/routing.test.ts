import { describe } from "vitest";
import { api } from "./api.ts";
import { conforms, get, unknown, type Expected, type Row } from "./rows.ts";

const at = (resource: string, pathParameters: object | null = null): Expected => ({
  status: 200,
  event: { resource, pathParameters },
});

const routing: Row[] = [
  ["the root", get("/"), at("/")],
  ["a literal", get("/echo"), at("/echo")],
  [
    "a literal with a slash at its end",
    get("/echo/"),
    { status: 200, event: { resource: "/echo", path: "/echo/" } },
  ],
  [
    "the stage before the path",
    get("/local/echo"),
    {
      status: 200,
      event: { resource: "/echo", path: "/echo", requestContext: { path: "/local/echo" } },
    },
  ],
  ["two slashes before the stage", get("//local/echo"), at("/echo")],
  [
    "two slashes after the stage",
    get("/local//echo"),
    {
      status: 200,
      event: { resource: "/echo", path: "/echo", requestContext: { path: "/local//echo" } },
    },
  ],
  [
    "slashes before the stage and after it",
    get("///local//echo"),
    { status: 200, event: { path: "/echo", requestContext: { path: "/local//echo" } } },
  ],
  ["two slashes before a variable's value", get("/local//echo/7"), at("/echo/{id}", { id: "7" })],
  ...["GET", "PUT", "POST", "PATCH", "HEAD", "OPTIONS"].map((method): Row => [
    `${method} of any`,
    { method, path: "/any" },
    { status: 200 },
  ]),
  ["TRACE, which is none of any", { method: "TRACE", path: "/any" }, unknown],
  ["PURGE, which is none of any", { method: "PURGE", path: "/any" }, unknown],
  ["the stage alone", get("/local"), at("/")],
  ["the stage and a slash", get("/local/"), at("/")],
  ["another stage", get("/prod/echo"), unknown],
  ["what begins like the stage", get("/localecho"), unknown],
  ["a variable", get("/echo/7"), at("/echo/{id}", { id: "7" })],
  ["a variable with a slash after it", get("/echo/7/"), at("/echo/{id}", { id: "7" })],
  ["a literal before a variable", get("/echo/fixed"), at("/echo/fixed")],
  [
    "a variable that is encoded, left so",
    get("/echo/a%20b%2Fc"),
    at("/echo/{id}", { id: "a%20b%2Fc" }),
  ],
  ["a variable with a plus, left so", get("/echo/a+b"), at("/echo/{id}", { id: "a+b" })],
  ["a variable that is badly encoded", get("/echo/%zz"), at("/echo/{id}", { id: "%zz" })],
  ["no value for a variable", get("/echo//"), unknown],
  ["too deep", get("/echo/7/8"), unknown],
  ["a greedy variable", get("/files/a/b/c"), at("/files/{path+}", { path: "a/b/c" })],
  [
    "a greedy variable, encoded",
    get("/files/test%2Balias@x"),
    at("/files/{path+}", { path: "test%2Balias@x" }),
  ],
  ["slashes in a greedy variable", get("/files/a//b"), at("/files/{path+}", { path: "a//b" })],
  ["nothing for a greedy variable", get("/files"), unknown],
  ["a literal before a greedy variable", get("/files/known"), at("/files/known")],
  [
    "a greedy sibling that has the method",
    { method: "POST", path: "/files/known" },
    at("/files/{path+}", { path: "known" }),
  ],
  [
    "a greedy sibling further down",
    get("/echo/fixed/only-post"),
    at("/echo/fixed/{rest+}", { rest: "only-post" }),
  ],
  ["an unknown path", get("/unknown"), unknown],
  ["another case", get("/Echo"), unknown],
  ["an unknown method", { method: "DELETE", path: "/echo" }, unknown],
  ["HEAD, which is not GET", { method: "HEAD", path: "/echo" }, { status: 403 }],
  [
    "any method",
    { method: "PATCH", path: "/any" },
    { status: 200, event: { resource: "/any", httpMethod: "PATCH" } },
  ],
  [
    "a method of its own beside any",
    { method: "DELETE", path: "/any" },
    { status: 200, text: "1" },
  ],
  ["signs that a path may have", get("/a.b-c_d:e,f"), at("/a.b-c_d:e,f")],
  ["a literal that is encoded", get("/%65cho"), at("/echo")],
  [
    "an unknown path with a bearer token",
    get("/unknown", "Authorization", "Bearer abc"),
    {
      status: 403,
      errorType: "IncompleteSignatureException",
      message:
        "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
    },
  ],
  [
    "an unknown path with pairs that lack parts",
    get("/unknown", "Authorization", "Bearer a=b"),
    {
      status: 403,
      errorType: "IncompleteSignatureException",
      message:
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=Bearer",
    },
  ],
  [
    "a path that is too long",
    get(`/echo/${"a".repeat(10_300)}`),
    { status: 414, message: "Request URI too long" },
  ],
];

describe("routing", () => conforms(api, routing));
