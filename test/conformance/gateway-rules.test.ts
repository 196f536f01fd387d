import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breachesOf, ruleNames } from "./gateway-rules.js";

type Node = Record<string, unknown>;

const open = { security: [], "x-amazon-apigateway-auth": { type: "NONE" } };
const operation = (more: Node = {}): Node => ({
  operationId: "run",
  responses: { 200: { description: "" } },
  ...open,
  "x-amazon-apigateway-integration": { type: "mock" },
  ...more,
});
const documentOf = (paths: Node, schemas: Node = {}, more: Node = {}): Node => ({
  openapi: "3.0.1",
  info: { title: "T", version: "1" },
  paths,
  components: { schemas, securitySchemes: {} },
  ...more,
});
const at = (path: string, more: Node = {}, verb = "get") =>
  documentOf({ [path]: { [verb]: operation(more) } });
const parameter = (more: Node) => ({
  name: "q",
  in: "query",
  required: false,
  schema: { type: "string" },
  ...more,
});
const model = (schema: unknown) => documentOf({ "/": { get: operation() } }, { M: schema });
const body = (schema: unknown, required = true) => ({
  requestBody: { required, content: { "application/json": { schema } } },
});
const integration = (more: Node) => ({
  "x-amazon-apigateway-integration": { type: "mock", ...more },
});
const iam = { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" };
const secured = (security: unknown, securitySchemes: Node, more: Node = {}) =>
  documentOf(
    { "/": { get: operation({ security, "x-amazon-apigateway-auth": undefined, ...more }) } },
    {},
    {
      components: { schemas: {}, securitySchemes },
    },
  );
const lambda = "arn:aws:apigateway:r:lambda:path/2015-03-31/functions/f/invocations";

/** A document that breaks the rule, for each rule. */
const fixtures: Readonly<Record<string, Node>> = {
  "the version is 3.0": { ...at("/"), openapi: "3.1.0" },
  "the file is at most 6 MB": documentOf({
    "/": { get: operation({ description: "x".repeat(6_000_001) }) },
  }),
  "one variable name on each level": documentOf({
    "/{a}": {
      get: operation({ parameters: [parameter({ name: "a", in: "path", required: true })] }),
    },
    "/{b}/c": {
      get: operation({
        operationId: "b",
        parameters: [parameter({ name: "b", in: "path", required: true })],
      }),
    },
  }),
  "paths differ in more than variables": documentOf({ "/{a}": {}, "/{b}": {} }),
  "operationIds are unique": documentOf({ "/": { get: operation(), put: operation() } }),
  "model names are alphanumeric": documentOf({}, { a_b: { type: "object" } }),
  "a model says something": model({}),
  "a model is at most 400 kB": model({ type: "string", enum: ["x".repeat(400_000)] }),
  "security schemes are of type apiKey": secured([{ a: [] }], { a: { type: "http" } }),
  "a REQUEST authorizer that keeps decisions has sources": secured([{ a: [] }], {
    a: {
      type: "apiKey",
      "x-amazon-apigateway-authorizer": { type: "request", authorizerResultTtlInSeconds: 60 },
    },
  }),
  "literal headers stand in single quotes": documentOf(
    {},
    {},
    {
      "x-amazon-apigateway-gateway-responses": {
        DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.A": "*" } },
      },
    },
  ),
  "nothing at the root that REST ignores": documentOf({}, {}, { "x-amazon-apigateway-cors": {} }),
  "method is one of REST": at("/", {}, "trace"),
  "literal segments have allowed characters": at("/$count"),
  "a variable fills its segment": at("/{id}.json"),
  "a greedy variable comes last": at("/{a+}/b", {
    parameters: [parameter({ name: "a", in: "path", required: true })],
  }),
  "no slash at the end": at("/a/"),
  "no query or fragment in a path": at("/a#b"),
  "each variable has a required parameter, and no other": at("/{id}"),
  "parameters have name, in, required and a type alone": at("/", {
    parameters: [parameter({ style: "form" })],
  }),
  "parameters stand in path, query or header": at("/", {
    parameters: [parameter({ in: "cookie" })],
  }),
  "parameters have names that can be mapped": at("/", {
    parameters: [parameter({ name: "ids[]" })],
  }),
  "parameter names are unique across locations": at("/", {
    parameters: [parameter({}), parameter({ in: "header" })],
  }),
  "a response is declared": at("/", { responses: {} }),
  "responses have real statuses": at("/", { responses: { default: { description: "" } } }),
  "responses refer to nothing": at("/", { responses: { 200: { $ref: "#/responses/A" } } }),
  "bodies refer to named models": at("/", body({ type: "object" }), "post"),
  "a body that is checked is required": documentOf(
    { "/": { post: operation(body({ $ref: "#/components/schemas/M" }, false)) } },
    { M: { type: "object" } },
  ),
  "no model on GET, HEAD or DELETE": documentOf(
    { "/": { get: operation(body({ $ref: "#/components/schemas/M" })) } },
    { M: { type: "object" } },
  ),
  "security is written out": at("/", { security: undefined }),
  "security is one requirement": secured([{ a: [] }, { b: [] }], { a: iam, b: { type: "apiKey" } }),
  "security names declared schemes": secured([{ none: [] }], {}),
  "one authorizer at the most": secured([{ a: [], b: [] }], { a: iam, b: iam }),
  "what is open says so, and nothing else is": at("/", { "x-amazon-apigateway-auth": undefined }),
  "an integration is declared": at("/", { "x-amazon-apigateway-integration": undefined }),
  "functions are invoked by POST": at(
    "/",
    integration({ type: "aws_proxy", uri: lambda, httpMethod: "GET" }),
  ),
  "an integration waits 50 to 29000 milliseconds": at(
    "/",
    integration({ timeoutInMillis: 29_001 }),
  ),
  "cache keys are parameters of the method": at(
    "/",
    integration({ cacheKeyParameters: ["method.request.querystring.q"] }),
  ),
  "response headers that are set are declared": at(
    "/",
    integration({
      responses: {
        default: { statusCode: "200", responseParameters: { "method.response.header.A": "'a'" } },
      },
    }),
  ),
  "the request validator is declared": at("/", { "x-amazon-apigateway-request-validator": "none" }),
  "models have keywords of draft-04 that are taken": model({ type: "string", nullable: true }),
  "a type is one of OpenAPI 3.0": model({ type: ["string", "null"] }),
  "an array says its items": model({ type: "array" }),
  "no reference inside a composition": model({ allOf: [{ $ref: "#/components/schemas/M" }] }),
  "a reference stands alone": model({
    properties: { a: { $ref: "#/components/schemas/M", title: "x" } },
  }),
  "a reference leads to a model": model({
    properties: { a: { $ref: "#/components/schemas/None" } },
  }),
  "additionalProperties is no schema": model({
    type: "object",
    additionalProperties: { type: "string" },
  }),
  "an enum has values, none of them null": model({ enum: ["a", null] }),
  "required names something": model({ required: [] }),
  "a pattern reads alike in Java": model({ type: "string", pattern: "\\p{L}" }),
};

describe("the rules of API Gateway's import", () => {
  it("accept a document that keeps them", () => {
    expect(breachesOf(at("/"))).toEqual([]);
  });

  it.each(ruleNames)("%s: has a document that breaks it", (rule) => {
    const broken = fixtures[rule];
    expect(broken).toBeDefined();
    expect(breachesOf(broken).map((each) => each.rule)).toContain(rule);
  });

  const expected = join(import.meta.dirname, "..", "golden", "expected");
  it.each(readdirSync(expected).filter((name) => !name.startsWith(".")))(
    "are kept by the golden project %s",
    (name) => {
      const text = readFileSync(join(expected, name, "gateway", "openapi.json"), "utf8");
      expect(breachesOf(JSON.parse(text))).toEqual([]);
    },
  );
});
