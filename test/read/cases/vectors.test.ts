import { Ajv2020 } from "ajv/dist/2020.js";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/api/json.ts";
import type { SchemaCases, SchemaRow } from "../../../src/api/cases.ts";
import { tokensOf } from "../../../src/lib/pointer.ts";
import { setAt } from "../../../src/read/cases/vectors/places.ts";
import { apiOf, documentWithSchema } from "../../support/document.ts";

/** What a schema is tried with where it is the body of a request. */
function casesOf(schema: unknown): SchemaCases | undefined {
  const { api } = apiOf(documentWithSchema(schema));
  return api.operations[0]?.cases.parts.find(({ of }) => of.startsWith("body"))?.cases;
}

function repeatedValue({ repeat }: SchemaRow): Json {
  const { of, length } = repeat ?? { of: "", length: 0 };
  const pieces = typeof of === "string" ? [...of] : (of as readonly Json[]);
  const all = Array.from({ length }, (_, at) => pieces[at % pieces.length] as Json);
  return typeof of === "string" ? all.join("") : all;
}

/** Every whole value of some cases, and whether it is to be accepted. */
function valuesOf({ bases, rows }: SchemaCases): { value: Json; isAccepted: boolean }[] {
  const changes = rows.flatMap((row) => {
    const values =
      row.without === true
        ? [undefined]
        : row.repeat === undefined
          ? row.values
          : [repeatedValue(row)];
    return values.map((value) => ({
      value: setAt(bases[row.of], tokensOf(row.at), value) as Json,
      isAccepted: row.fails.length === 0,
    }));
  });
  return [...bases.map((value) => ({ value, isAccepted: true })), ...changes];
}

const ajv = new Ajv2020({
  strict: false,
  validateFormats: false,
  logger: false,
  ownProperties: true,
});

/** The values that Ajv judges otherwise. */
function disagreements(schema: unknown, cases: SchemaCases) {
  const validate = ajv.compile(schema as object);
  return valuesOf(cases).filter(({ value, isAccepted }) => validate(value) !== isAccepted);
}

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

/** One schema for each keyword, and the keywords that a case must break alone. */
const schemas: readonly (readonly [name: string, schema: object, breaks: readonly string[]])[] = [
  ["minLength", { type: "string", minLength: 3 }, ["minLength "]],
  ["maxLength", { type: "string", maxLength: 3 }, ["maxLength "]],
  ["long texts", { type: "string", maxLength: 5000 }, ["maxLength "]],
  ["pattern", { type: "string", pattern: "^[a-z]{2,4}\\d$" }, ["pattern "]],
  ["a look-ahead", { type: "string", pattern: "^(?=.*[A-Z])(?=.*\\d).{8,12}$" }, ["pattern "]],
  ["minimum", { type: "integer", minimum: 5 }, ["minimum ", "type "]],
  ["maximum", { type: "number", maximum: 0.5 }, ["maximum "]],
  ["exclusiveMinimum of 0", { type: "number", exclusiveMinimum: 0 }, ["exclusiveMinimum "]],
  ["exclusiveMaximum", { type: "integer", exclusiveMaximum: 9 }, ["exclusiveMaximum "]],
  ["multipleOf", { type: "number", multipleOf: 0.01, minimum: 1, maximum: 2 }, ["multipleOf "]],
  ["a tight step", { type: "integer", multipleOf: 7, minimum: 8, maximum: 20 }, ["multipleOf "]],
  ["enum", { enum: ["a", "b", 3, null, { x: 1 }] }, ["enum "]],
  ["const", { const: "only" }, ["enum "]],
  ["minItems", { type: "array", items: { type: "integer" }, minItems: 2 }, ["minItems "]],
  ["maxItems", { type: "array", items: { type: "boolean" }, maxItems: 2 }, ["maxItems "]],
  ["uniqueItems", { type: "array", items: { enum: [1, 2] }, uniqueItems: true }, ["uniqueItems "]],
  [
    "uniqueItems of objects",
    {
      type: "array",
      items: object({ a: { type: "string" }, b: { type: "string" } }),
      uniqueItems: true,
    },
    ["uniqueItems "],
  ],
  ["items", { type: "array", items: { type: "string", maxLength: 2 } }, ["maxLength /0"]],
  [
    "prefixItems",
    { type: "array", prefixItems: [{ type: "integer" }, { type: "string" }], items: false },
    ["type /0", "type /1"],
  ],
  [
    "contains",
    { type: "array", contains: { const: 1 }, minContains: 2, maxContains: 3 },
    ["contains "],
  ],
  ["required", object({ a: {}, b: {} }, { required: ["a", "b"] }), ["required /a", "required /b"]],
  ["minProperties", { type: "object", minProperties: 2 }, ["minProperties "]],
  ["maxProperties", { type: "object", maxProperties: 2 }, ["maxProperties "]],
  [
    "additionalProperties",
    object({ a: { type: "string" } }, { additionalProperties: false }),
    ["additionalProperties /key1"],
  ],
  ["maps", { type: "object", additionalProperties: { type: "integer" } }, ["type /key1"]],
  [
    "patternProperties",
    { type: "object", patternProperties: { "^x-[a-z]+$": { type: "integer" } } },
    ["type /x-a"],
  ],
  ["propertyNames", { type: "object", propertyNames: { maxLength: 5 } }, []],
  [
    "dependentRequired",
    object({ a: {}, b: {} }, { dependentRequired: { a: ["b"] } }),
    ["required /b"],
  ],
  [
    "dependentSchemas",
    object({ a: {} }, { dependentSchemas: { a: { required: ["c"] } } }),
    ["required /c"],
  ],
  ["oneOf", { oneOf: [{ type: "string" }, { type: "integer" }] }, ["oneOf "]],
  ["oneOf that overlaps", { oneOf: [{ minimum: 2 }, { type: "integer" }] }, ["oneOf "]],
  [
    "anyOf",
    { anyOf: [object({ a: { type: "string" } }, { required: ["a"] }), { type: "null" }] },
    ["anyOf "],
  ],
  [
    "allOf",
    { allOf: [{ type: "string", minLength: 2 }, { maxLength: 4 }] },
    ["minLength ", "maxLength "],
  ],
  ["not", object({ a: {} }, { not: { required: ["b"] } }), ["not "]],
  [
    "if, then and else",
    {
      type: "object",
      properties: { kind: { enum: ["card", "cash"] } },
      required: ["kind"],
      if: { properties: { kind: { const: "card" } } },
      then: { required: ["number"] },
      else: { required: ["till"] },
    },
    ["required /number", "required /till"],
  ],
  [
    "unevaluatedProperties",
    object({ a: {} }, { allOf: [object({ b: {} })], unevaluatedProperties: false }),
    ["never /undeclared-property"],
  ],
  ["nullable texts", { type: ["string", "null"], minLength: 2 }, ["minLength ", "type "]],
  [
    "nested objects",
    object({ a: object({ b: object({ c: { type: "integer", minimum: 0 } }) }) }),
    ["minimum /a/b/c"],
  ],
];

const others = ["text", 1.5, true, [], {}, null];

/** Every row of some schemas but those of other types at the root: place, values, failures. */
const exact: readonly (readonly [schema: object, rows: readonly unknown[]])[] = [
  [
    { type: "array", items: { type: "integer" }, minItems: 2, maxItems: 3, uniqueItems: true },
    [
      [
        "",
        [
          [1, 0],
          [1, 0, -1],
        ],
        [],
      ],
      ["", [[1]], ["minItems "]],
      ["", [[1, 0, -1, 2]], ["maxItems "]],
      [
        "",
        [
          [1, 0, 1],
          [1, 1],
        ],
        ["uniqueItems "],
      ],
      ["/0", [1], []],
      ["/0", others, ["type /0"]],
    ],
  ],
  [
    { type: "array", prefixItems: [{ type: "integer" }], items: { type: "string" }, minItems: 1 },
    [
      ["", [[1]], []],
      ["", [[]], ["minItems "]],
      ["/0", [1], []],
      ["/0", others, ["type /0"]],
      ["/1", ["text"], []],
      ["/1", [1, 1.5, true, [], {}, null], ["type /1"]],
    ],
  ],
  [
    { type: "array", contains: { const: 1 }, minContains: 1, maxContains: 2 },
    [
      ["", [[1], [1, 1]], []],
      ["", [[], [null], [1, 1, 1]], ["contains "]],
    ],
  ],
  [{ type: "array", maxItems: 1_001 }, [["", [[]], []]]],
  [
    { type: "integer", minimum: 5, exclusiveMaximum: 20, multipleOf: 5 },
    [
      ["", [5, 10, 15], []],
      ["", [0, -5], ["minimum "]],
      ["", [20, 25], ["exclusiveMaximum "]],
      ["", [6], ["multipleOf "]],
    ],
  ],
  [
    { type: "number", minimum: 0.5, maximum: 0.75 },
    [
      ["", [0.5, 0.5 + Number.EPSILON / 2, 0.75, 0.75 - Number.EPSILON / 2], []],
      ["", [0.5 - Number.EPSILON / 4, 0], ["minimum "]],
      ["", [0.75 + Number.EPSILON / 2, 2], ["maximum "]],
    ],
  ],
];

describe("what a schema is tried with", () => {
  it.each(schemas)("%s: each value is as Ajv says", (_, schema) => {
    const cases = casesOf(schema);
    expect(cases?.bases.length).toBeGreaterThan(0);
    expect(disagreements(schema, cases as SchemaCases)).toEqual([]);
  });

  it.each(schemas)("%s: each rule is broken alone", (_, schema, breaks) => {
    const rows = casesOf(schema)?.rows.map(({ fails }) => fails.join(", ")) ?? [];
    breaks.forEach((rule) => expect(rows).toContain(rule));
  });

  it("holds limits on both sides", () => {
    const rows = casesOf({ type: "integer", minimum: 5, maximum: 9 })?.rows ?? [];
    const accepted = rows.filter(({ fails }) => fails.length === 0).flatMap(({ values }) => values);
    expect(accepted).toEqual(expect.arrayContaining([5, 9]));
    const refused = rows.filter(({ fails }) => fails.length > 0).flatMap(({ values }) => values);
    expect(refused).toEqual(expect.arrayContaining([4, 10]));
  });

  it.each(exact)("are exactly these: %j", (schema, rows) => {
    const told = casesOf(schema)?.rows.filter(({ fails }) => !fails.includes("type "));
    expect(
      told?.map(({ at, values, without, fails }) => [at, without ? "left out" : values, fails]),
    ).toEqual(rows);
  });

  it("counts characters, not code units", () => {
    const rows = casesOf({ type: "string", maxLength: 3 })?.rows ?? [];
    expect(rows.flatMap(({ values }) => values)).toEqual(
      expect.arrayContaining(["😀😀😀", "😀😀😀😀"]),
    );
  });

  it("notes what an alternative takes back", () => {
    const open = object({ a: { type: "integer" } });
    const cases = casesOf({ anyOf: [open, object({ b: { type: "string" } })] });
    expect(cases?.unsampled).toContainEqual({ at: "/a", keyword: "type" });
  });

  it("tells what becomes of a value", () => {
    const schema = object({ a: { type: "string", default: "x" }, b: { type: "integer" } });
    expect(casesOf(schema)?.settled).toContainEqual({ value: { b: 1 }, to: { b: 1, a: "x" } });
  });
});

const suite = join(import.meta.dirname, "../../../../shared/corpus/jsts/tests/draft2020-12");

type Group = { readonly description: string; readonly schema: unknown };

const groups = existsSync(suite)
  ? readdirSync(suite)
      .filter((name) => name.endsWith(".json"))
      .filter(
        (name) => !/ref|anchor|vocabulary|content|unevaluated|default|format|infinite/i.test(name),
      )
      .flatMap((name) =>
        (JSON.parse(readFileSync(join(suite, name), "utf8")) as Group[]).map(
          ({ description, schema }): [string, unknown] => [
            `${name} ${description}`,
            typeof schema === "boolean" ? schema : { ...(schema as object), $schema: undefined },
          ],
        ),
      )
      // Ajv passes over the property __proto__, and fails in tests of the suite for what is unevaluated.
      .filter(([name]) => !name.includes("Javascript object property names"))
      .filter(([, schema]) => !JSON.stringify(schema).includes('"$'))
  : [];

it.skipIf(groups.length > 0)("skipped: no corpus", () => {});

it.skipIf(groups.length === 0)("values for the schemas of the test suite are as Ajv says", () => {
  const wrong = groups.flatMap(([name, schema]) => {
    const cases = casesOf(schema);
    return cases === undefined || cases.bases.length === 0
      ? []
      : disagreements(schema, cases).map((each) => [name, each]);
  });
  expect(groups.length).toBeGreaterThan(150);
  expect(wrong).toEqual([]);
});
