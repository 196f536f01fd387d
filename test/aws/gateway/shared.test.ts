import { describe, expect, it } from "vitest";
import { documentOf } from "../../support/document.ts";
import { generated } from "../../support/files.ts";

type Operation = Record<string, unknown>;

const responses = { 200: { description: "" } };
const named = (operationId: string, more: Operation = {}, ...variables: string[]) => ({
  operationId,
  responses,
  ...more,
  parameters: [
    ...variables.map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...((more["parameters"] as object[] | undefined) ?? []),
  ],
});
const query = (name: string, required: boolean) => ({
  name,
  in: "query",
  required,
  schema: { type: "integer" },
});
const body = (schema: object) => ({
  required: true,
  content: { "application/json": { schema } },
});
const $ref = "#/components/schemas/Commit";
const object = { type: "object", required: ["a"], properties: { a: { type: "integer" } } };

async function projectOf(paths: object, said: object = {}, schemas: object = {}) {
  const document = { ...documentOf(paths), components: { schemas } };
  const { files, found } = await generated(JSON.stringify(document), {
    gatewayValidation: "all",
    ...said,
  });
  const told = found.map(({ code, message }) => `${code}: ${message}`);
  const textOf = (path: string) => files.get(path) ?? "";
  return { files, told, textOf, gateway: JSON.parse(textOf("gateway/openapi.json") || "{}") };
}

const commits = (whole: Operation = {}, part: Operation = {}) => ({
  "/commits/{sha}": { post: named("read", whole, "sha") },
  "/commits/{sha}.{format}": { post: named("convert", part, "sha", "format") },
});

/** The operations of a switch, in the order in which they are tried. */
const orderIn = (text: string) =>
  [...text.matchAll(/return (\w+)\(event, context\)/g)].map(([, name]) => name);

describe("operations of one method and one resource", () => {
  it("are one method of the gateway and one function, the concrete ones first", async () => {
    const { files, textOf, gateway } = await projectOf({
      "/a/{id}": { get: named("whole", {}, "id") },
      "/a/{id}.json": { get: named("json", {}, "id") },
      "/a/x-{id}.json": { get: named("longer", {}, "id") },
      "/a/~me": { get: named("me") },
      "/b/{id}:stop": { post: named("stop", {}, "id") },
      "/b/{id}:start": { post: named("start", {}, "id") },
    });
    expect(Object.keys(gateway.paths)).toEqual(["/a/{id}", "/b/{id}"]);
    expect(orderIn(textOf("src/generated/functions/whole.ts"))).toEqual([
      "me",
      "longer",
      "json",
      "whole",
    ]);
    expect(orderIn(textOf("src/generated/functions/stop.ts"))).toEqual(["start", "stop"]);
    const { functions, routes } = JSON.parse(textOf("gateway/functions.json"));
    expect(functions.map(({ id }: { id: string }) => id)).toEqual(["Stop", "Whole"]);
    expect(routes).toEqual({ "GET /a/{id}": "Whole", "POST /b/{id}": "Stop" });
    expect([...files.keys()].filter((path) => path.startsWith("src/handlers/"))).toHaveLength(6);
    expect(textOf("template.yaml").match(/AWS::Lambda::Permission/g)).toHaveLength(2);
  });

  it("share a function whose order does not depend on the document's", async () => {
    const paths = Object.entries({
      "/a/{id}.{x}": { get: named("two", {}, "id", "x") },
      "/a/{id}": { get: named("one", {}, "id") },
    });
    const [there, back] = await Promise.all(
      [paths, paths.toReversed()].map(async (each) =>
        (await projectOf(Object.fromEntries(each))).textOf("gateway/functions.json"),
      ),
    );
    expect(there).toBe(back);
  });

  it("are held by the gateway to what all of them ask for", async () => {
    const { gateway, textOf } = await projectOf(
      commits(
        { parameters: [query("depth", true), query("page", true)], requestBody: body(object) },
        { parameters: [query("page", true)], requestBody: body({ ...object, required: [] }) },
      ),
    );
    const { post } = gateway.paths["/commits/{sha}"];
    const asked = post.parameters.map((each: { name: string; required: boolean }) => [
      each.name,
      each.required,
    ]);
    expect(asked).toEqual([
      ["sha", true],
      ["page", true],
      ["depth", false],
    ]);
    expect([post.requestBody, post["x-amazon-apigateway-request-validator"]]).toEqual([
      undefined,
      "params",
    ]);
    const table = textOf("gateway/enforcement.md");
    expect(table).toContain("API Gateway cannot tell this operation from POST /commits/");
    expect(table).not.toContain("no model says anything");
  });

  it("share a model where all of them take the same body", async () => {
    const requestBody = { required: true, content: { "application/json": { schema: { $ref } } } };
    const { gateway } = await projectOf(
      commits({ requestBody }, { requestBody }),
      {},
      { Commit: object },
    );
    expect(gateway.paths["/commits/{sha}"].post).toMatchObject({
      requestBody: { content: { "application/json": { schema: { $ref } } } },
      "x-amazon-apigateway-request-validator": "all",
    });
  });

  it.each([
    ["API Gateway would have to let other callers in", { security: [] }],
    ["fields differ", { "x-amazon-apigateway-request-validator": "none" }],
    ["not answered by a function", { "x-amazon-apigateway-integration": { type: "mock" } }],
  ])("are left out where that cannot be: %s", async (reason, part) => {
    const { told, gateway } = await projectOf(commits({}, part), { unroutable: "omit" });
    expect(told.filter((line) => line.includes("operation/omitted"))).toEqual([
      expect.stringContaining(reason),
    ]);
    expect(gateway.paths["/commits/{sha}"].post.operationId).toBe("read");
  });

  it("cache what both cache, apart by the parameters of both, and share what they differ in", async () => {
    const cached = (ttl: number, name: string, throttle: object) => ({
      parameters: [query(name, false)],
      "x-sls-gen": { cache: { ttl }, throttle },
      security: [],
    });
    const { gateway, told, textOf } = await projectOf({
      "/commits/{sha}": { get: named("read", cached(60, "a", { rate: 5, burst: 5 }), "sha") },
      "/commits/{sha}.diff": { get: named("diff", cached(30, "b", { rate: 9, burst: 9 }), "sha") },
    });
    const { get } = gateway.paths["/commits/{sha}"];
    expect(get["x-amazon-apigateway-integration"].cacheKeyParameters).toEqual([
      "method.request.path.sha",
      "method.request.querystring.a",
      "method.request.querystring.b",
    ]);
    const [method, ...others] = JSON.parse(textOf("gateway/functions.json")).stage.methods;
    expect([method.cache, method.throttle, others]).toEqual([
      { ttl: 30 },
      { rate: 5, burst: 5 },
      [],
    ]);
    expect(told.filter((line) => line.includes("settings/shared")).join()).toMatch(
      /throttle.*cache/s,
    );
  });

  it("share one function also where functions are shared by tag", async () => {
    const { textOf } = await projectOf(commits({ tags: ["a"] }, { tags: ["b"] }), {
      functions: "tag",
    });
    expect(orderIn(textOf("src/generated/functions/a.ts"))).toEqual(["convert", "read"]);
    expect(textOf("src/generated/functions/b.ts")).toBe("");
  });
});
