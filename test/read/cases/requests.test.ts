import { spawn } from "node:child_process";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { matches, Undecided } from "../../../src/read/cases/judge/patience.ts";
import { apiOf, documentOf, documentWithSchema, filesOf } from "../../support/document.ts";

const regex = (source: string, flags = "u") => ({ source, flags });

describe("whether a text matches an expression of the document", () => {
  it.each([
    ["^a+$", "aaa", true],
    ["^(a|b)*c$", "ababc", true],
    ["^[^@]+@[^@]+$", `${"a".repeat(1_000)}@b`, true],
    ["^(\\d{3}-)+\\d$", "123-456-7", true],
  ])("is told of %s on %j", (source, text, expected) => {
    expect(matches(regex(source), text)).toBe(expected);
  });

  it.each([
    ["^(a+)+$", "a".repeat(40)],
    ["(x+x+)+y", "x".repeat(60)],
    [".*.*.*=", "a".repeat(2_000)],
    ["^(a?){50}a{50}$", "a".repeat(99)],
  ])("is not tried of %s where it could take too long", (source, text) => {
    expect(() => matches(regex(source), text)).toThrow(Undecided);
  });
});

describe("a document whose patterns backtrack", () => {
  const patterns = [
    "^(a+)+$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^(\\w+\\s?)*$",
    "(x+x+)+y",
    "^[a-z]+$",
  ];
  const properties = Object.fromEntries(
    patterns.map((pattern, index) => [
      `p${index}`,
      { type: "string", pattern, maxLength: 64, example: `${"a".repeat(24 + index)}!` },
    ]),
  );
  const document = documentWithSchema({
    type: "object",
    required: Object.keys(properties),
    properties,
  });
  const made = async () => JSON.stringify([...(await filesOf(document))]);

  it("gives the same files on a machine that is busy", async () => {
    const expected = await made();
    const busy = [1, 2].map(() => spawn(process.execPath, ["-e", "for (;;) {}"]));
    onTestFinished(() => busy.forEach((each) => each.kill()));
    for (let round = 0; round < 5; round += 1) {
      expect(await made()).toBe(expected);
    }
  }, 120_000);

  it("gives the same files by a clock that runs a hundred times as fast", async () => {
    const expected = await made();
    const start = Date.now();
    const real = performance.now.bind(performance);
    vi.spyOn(Date, "now").mockImplementation(() => start + real() * 100);
    vi.spyOn(performance, "now").mockImplementation(() => real() * 100);
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await made()).toBe(expected);
  });

  it("keeps no case of which nothing is known", () => {
    const { api } = apiOf(document);
    const cases = api.operations[0]?.cases;
    expect(JSON.stringify(cases?.accepted)).not.toContain("aaaa");
  });
});

describe("an operation that no accepted request is known of", () => {
  const pattern = "^(?=x)y$";
  const of = (more: object) => {
    const responses = { 200: { description: "", content: { "application/json": {} } } };
    return apiOf(documentOf({ "/x": { post: { operationId: "run", responses, ...more } } }));
  };
  const schema = {
    type: "object",
    required: ["p"],
    properties: { p: { type: "string", pattern } },
  };
  const body = (required: boolean, type = "application/json") => ({
    requestBody: { required, content: { [type]: { schema } } },
  });

  it("is told, and its contract is tested as far as it goes", () => {
    const { api, found } = of(body(true));
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ["operation/untested", "note"],
      ["schema/unsampled", "note"],
    ]);
    const { accepted, refused, answers } = api.operations[0]?.cases ?? {};
    expect(accepted).toEqual([]);
    expect(refused?.map(({ name, status }) => `${status} ${name}`)).toEqual([
      "400 no body",
      "400 an empty body",
      "415 a content type that is not declared",
      "400 malformed JSON",
      "406 a caller that accepts none of the declared media types",
      "406 a caller that accepts nothing",
    ]);
    expect(answers).toHaveLength(1);
  });

  it("is no operation whose body may be left away, and nothing is refused that it takes", () => {
    const { api, found } = of(body(false, "*/*"));
    expect(found.map(({ code }) => code)).toEqual(["schema/unsampled"]);
    const { accepted, refused } = api.operations[0]?.cases ?? {};
    expect(accepted?.map(({ name }) => name)).toEqual([
      "a request without a body",
      "query: a parameter that is not declared",
    ]);
    expect(refused?.map(({ name }) => name)).toEqual([
      "a caller that accepts none of the declared media types",
      "a caller that accepts nothing",
      "malformed JSON",
    ]);
  });

  it.each([
    [
      "a list in a header",
      { name: "X-L", in: "header" },
      { type: "array", items: { type: "integer" } },
    ],
    ["a list in a query", { name: "l", in: "query" }, { type: "array" }],
  ])("is not what requires %s", (_, parameter, schema) => {
    const { api, found } = of({ parameters: [{ ...parameter, required: true, schema }] });
    expect(found).toEqual([]);
    expect(api.operations[0]?.cases.accepted).not.toEqual([]);
  });

  it("is not what takes an object among the parts of a form", () => {
    const meta = { type: "object", required: ["meta"], properties: { meta: { type: "object" } } };
    const content = { "multipart/form-data": { schema: meta } };
    const { api } = of({ requestBody: { required: true, content } });
    expect(api.operations[0]?.cases.accepted).not.toEqual([]);
  });
});
