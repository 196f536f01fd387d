import { describe, expect, it } from "vitest";
import type { Check } from "../../../src/api/schema.ts";
import { formatNumbers, formatTexts } from "../../../src/read/cases/samples/formats.ts";
import { next, numbersFor, product, rangeOf } from "../../../src/read/cases/samples/numbers.ts";
import { repeated, textsOfLength } from "../../../src/read/cases/samples/texts.ts";
import { wordsOf } from "../../../src/read/cases/samples/words.ts";
import { stringFormats } from "../../../src/read/formats.ts";
import { makingOf, merge, sampleOf } from "../../../src/read/cases/samples/sample.ts";
import * as formats from "../../../templates/validator/inline/runtime/formats.ts";
import { apiOf, documentWithSchema } from "../../support/document.ts";

const limit = (keyword: string, value: number) =>
  ({ keyword, on: "", limit: value, isOne: false }) as Check;

describe("the samples of formats", () => {
  const functions = formats as unknown as Record<string, (value: unknown) => boolean>;

  it("are there for every format that is checked", () => {
    expect(Object.keys(formatTexts).sort()).toEqual([...stringFormats.values()].sort());
  });

  it.each(Object.entries({ ...formatTexts, ...formatNumbers }))(
    "are right, and wrong, for %s",
    (name, { right, wrong }) => {
      expect((right as unknown[]).map((value) => functions[name]?.(value))).toEqual(
        right.map(() => true),
      );
      expect((wrong as unknown[]).map((value) => functions[name]?.(value))).toEqual(
        wrong.map(() => false),
      );
    },
  );
});

describe("numbers", () => {
  it("have a nearest one above and below", () => {
    expect(next(1, 1)).toBe(1 + Number.EPSILON);
    expect(next(1, -1)).toBe(1 - Number.EPSILON / 2);
    expect(next(-1, 1)).toBe(-1 + Number.EPSILON / 2);
    expect(next(0, 1)).toBe(Number.MIN_VALUE);
    expect(next(0, -1)).toBe(-Number.MIN_VALUE);
  });

  it("are multiples without noise", () => {
    expect(product(3, 0.1)).toBe(0.3);
    expect(Object.is(product(-0, 1), 0)).toBe(true);
  });

  it("are between all limits together", () => {
    const checks = [
      limit("minimum", 1),
      limit("minimum", 3),
      limit("exclusiveMaximum", 9),
      limit("maximum", 8),
    ];
    expect(rangeOf(checks)).toEqual({ least: 3, greatest: 8, step: 1, isStepped: false });
    expect(rangeOf([limit("multipleOf", 5), limit("exclusiveMinimum", 2)])).toEqual({
      least: 2,
      greatest: Infinity,
      step: 5,
      isStepped: true,
    });
  });

  it.each([
    [[limit("minimum", 1000)], (value: number) => value >= 1000],
    [[limit("maximum", -1000)], (value: number) => value <= -1000],
    [
      [limit("exclusiveMinimum", 0.25), limit("exclusiveMaximum", 0.5)],
      (value: number) => value > 0.25 && value < 0.5,
    ],
    [
      [limit("multipleOf", 7), limit("minimum", 50), limit("maximum", 60)],
      (value: number) => value === 56,
    ],
    [
      [limit("multipleOf", 13), limit("maximum", -20)],
      (value: number) => value <= -20 && value % 13 === 0,
    ],
  ])("are found in a range", (checks, isFine) => {
    expect([...numbersFor(checks)].some(isFine)).toBe(true);
  });
});

describe("texts", () => {
  it("are as long as they are asked to be", () => {
    expect(repeated("ab", 5)).toBe("ababa");
    expect([...repeated("😀", 3)]).toHaveLength(3);
    const all = [...textsOfLength([], 12)];
    expect(all.map((text) => [...text].length)).toEqual(all.map(() => 12));
  });

  it.each([
    ["^[a-z][a-z0-9-]{0,29}$", 30],
    ["^\\d{3}-\\d{4}$", 8],
    ["^(foo|bar){2,3}x?$", 10],
    ["^[A-Z]{2}\\d{9}[A-Z]{2}$", 13],
  ])("are words of %s, also of a length", (source, length) => {
    const { some, ofLength } = wordsOf({ source, flags: "u" });
    const regex = new RegExp(source, "u");
    expect(some.length).toBeGreaterThan(0);
    expect(some.filter((word) => !regex.test(word))).toEqual([]);
    expect(ofLength(length)).toMatch(regex);
    expect(ofLength(length)).toHaveLength(length);
    expect(ofLength(1_000)).toBeUndefined();
  });

  it("are none of an expression that is beyond analysis", () => {
    expect(wordsOf({ source: "(a*)b\\1", flags: "u" }).some).toEqual([]);
  });
});

describe("a sample", () => {
  /** The sample of a schema, made with the named ones beside it. */
  function sampled(schema: object, schemas: object = {}) {
    const { api } = apiOf(documentWithSchema(schema, schemas));
    const named = new Map(api.schemas.map((each) => [each.key, each]));
    const body = api.operations[0]?.body?.media[0]?.schema;
    return body === undefined ? undefined : sampleOf(body, named);
  }

  it("is the document's own where it has one", () => {
    expect(sampled({ type: "string", examples: [7, "mine"] })).toBe("mine");
    expect(sampled({ type: "integer", default: 4 })).toBe(4);
  });

  it("is found for schemas that need each other", () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const schemas = {
      A: { oneOf: [{ type: "string" }, ref("B")] },
      B: { type: "object", required: ["a"], properties: { a: ref("A") } },
    };
    expect(sampled(ref("B"), schemas)).toEqual({ a: "text" });
  });

  it("keeps to what its parts ask for together", () => {
    const schema = {
      allOf: [
        { type: "object", required: ["a"], properties: { a: { type: "integer", minimum: 5 } } },
        { properties: { a: { maximum: 5 } } },
      ],
    };
    expect(sampled(schema)).toEqual({ a: 5 });
  });

  it("has what depends on what it has, and names that are allowed", () => {
    const dependent = {
      type: "object",
      required: ["a"],
      dependentRequired: { a: ["b"], b: ["c"] },
    };
    expect(Object.keys(sampled(dependent) as object).sort()).toEqual(["a", "b", "c"]);
    const names = { type: "object", minProperties: 2, propertyNames: { pattern: "^[A-Z]{3}$" } };
    expect(Object.keys(sampled(names) as object)).toHaveLength(2);
  });

  it("is what people would write under a name", () => {
    const properties = { email: { type: "string" }, countryCode: { type: "string" } };
    const schema = { type: "object", required: ["email", "countryCode"], properties };
    expect(sampled(schema)).toEqual({ email: "ada@example.com", countryCode: "GB" });
  });

  it("is none where there is none", () => {
    expect(sampled({ type: "string", minLength: 5, maxLength: 4 })).toBeUndefined();
  });

  it("comes in several", () => {
    const { api } = apiOf(documentWithSchema({ type: "integer", minimum: 1, maximum: 3 }));
    const schema = api.operations[0]?.body?.media[0]?.schema;
    const making = makingOf(new Map());
    expect(schema && making.several(schema, making, 5).sort()).toEqual([1, 2, 3]);
    expect(merge({ a: 1, b: 1 }, { b: 2 })).toEqual({ a: 1, b: 2 });
    expect(merge({ a: 1 }, 3)).toBe(3);
  });
});
