import { describe, expect, it } from "vitest";
import { validatorOf } from "../../support/module.ts";
import { type Row, rows, thing } from "./rows.ts";

const others = {
  Thing: thing,
  Cat: {
    type: "object",
    required: ["kind"],
    properties: { kind: { type: "string" }, lives: { type: "integer" } },
  },
  Dog: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
};

describe("generated validators", () => {
  it.each(rows)("%s", async (_, schema, good, bad) => {
    const { is, errors } = await validatorOf(schema, others);
    for (const value of good) {
      expect(is(value), JSON.stringify(value)).toBe(true);
      expect(errors(value)).toEqual([]);
    }
    for (const [value, failure] of bad) {
      expect(is(value), JSON.stringify(value)).toBe(false);
      expect(errors(value)).toContain(failure);
    }
  });

  it("checks the properties of a large object one by one", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(
      names.map((name) => [name, { type: "integer", minimum: 0 }]),
    );
    const { is, errors } = await validatorOf({ type: "object", required: ["p0"], properties });
    expect(is({ p0: 0, p99: 1 })).toBe(true);
    expect(errors({ p99: -1 })).toEqual(["required /p0", "minimum /p99"]);
  });

  it.each([
    [
      "nullable",
      { type: "string", nullable: true, maxLength: 1 },
      [null, "a"],
      [["ab", "maxLength "]],
    ],
    [
      "exclusiveMinimum: true",
      { type: "number", minimum: 1, exclusiveMinimum: true },
      [1.5],
      [[1, "exclusiveMinimum "]],
    ],
    [
      "exclusiveMaximum: false",
      { type: "number", maximum: 1, exclusiveMaximum: false },
      [1],
      [[2, "maximum "]],
    ],
    [
      "a reference whose siblings do not count",
      { $ref: "#/components/schemas/Thing", required: ["extra"] },
      [{ id: 1 }],
      [[{}, "required /id"]],
    ],
  ] as readonly Row[])("OpenAPI 3.0: %s", async (_, schema, good, bad) => {
    const { is, errors } = await validatorOf(schema, others, "3.0.3");
    good.forEach((value) => expect(is(value)).toBe(true));
    bad.forEach(([value, failure]) => {
      expect(is(value)).toBe(false);
      expect(errors(value)).toContain(failure);
    });
  });

  it("holds a constant to the enumeration beside it", async () => {
    const { is } = await validatorOf({ const: "a", enum: ["b"] });
    expect(is("a")).toBe(false);
    expect(is("b")).toBe(false);
    expect((await validatorOf({ const: { a: [1] }, enum: [2, { a: [1] }] })).is({ a: [1] })).toBe(
      true,
    );
  });
});
