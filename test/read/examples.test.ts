import { describe, expect, it } from "vitest";
import { apiOf, documentOf } from "../support/document.ts";

const named = (value: unknown) => ({
  examples: { one: { value }, two: { $ref: "#/components/examples/Two" } },
});

/** The contract of an operation that takes a parameter and a body, with examples. */
function casesOf(parameter: object, media: object, schema: object = { type: "object" }) {
  const query = {
    name: "q",
    in: "query",
    required: true,
    schema: { type: "string" },
    ...parameter,
  };
  const content = { "application/json": { schema, ...media } };
  const post = {
    operationId: "run",
    parameters: [query],
    requestBody: { required: true, content },
    responses: { 200: { description: "", content } },
  };
  const document = documentOf({ "/x": { post } }, {}, "3.2.0");
  const components = { examples: { Two: { summary: "b", dataValue: { n: 2 } } } };
  const cases = apiOf({ ...document, components }).api.operations[0]?.cases;
  const documented = cases?.accepted.filter(({ name }) => /^application\/json (?!only)/.test(name));
  return {
    answers: cases?.answers,
    accepted: documented?.map(({ request }) => ({ ...cases?.request, ...request })),
  };
}

describe("examples", () => {
  it("examples are what contract tests send and expect", () => {
    const cases = casesOf({ example: "from parameter" }, named({ n: 1 }));
    expect(cases.accepted?.map(({ query, body }) => [query, body])).toEqual([
      [{ q: ["from parameter"] }, '{"n":1}'],
      [{ q: ["from parameter"] }, '{"n":2}'],
    ]);
    expect(cases.answers?.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("may be null", () => {
    const schema = { type: ["object", "null"] };
    const cases = casesOf({ example: "x" }, { examples: { none: { value: null } } }, schema);
    expect(cases.accepted?.map(({ body }) => body)).toEqual(["null"]);
  });

  it.each([
    ["a media type's", { example: { n: 3 } }, {}],
    ["a schema's, as a list", {}, { examples: [{ n: 3 }] }],
    ["a schema's own", {}, { example: { n: 3 } }],
  ])("are taken from %s example", (_, media, schema) => {
    const cases = casesOf({ examples: { e: { value: "x" } } }, media, {
      type: "object",
      ...schema,
    });
    expect(cases.accepted?.map(({ query, body }) => [query, body])).toEqual([
      [{ q: ["x"] }, '{"n":3}'],
    ]);
  });
});
