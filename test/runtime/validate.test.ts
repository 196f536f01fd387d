import { describe, expect, it } from "vitest";
import * as check from "../../templates/validator/inline/runtime/validate.ts";

describe("isMultiple", () => {
  it.each([
    [4.35, 0.01, true],
    [0.0075, 0.0001, true],
    [0.00751, 0.0001, false],
    [1e308, 0.123456789, false],
    [1e300, 7, false],
    [-6, 3, true],
    [0, 5, true],
    [1e-7, 1e-8, true],
  ])("%d of %d: %s", (value, of, expected) => {
    expect(check.isMultiple(value, of)).toBe(expected);
  });
});

describe("isEqual", () => {
  it.each([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, {}, true],
    [[], {}, false],
    [0, false, false],
    [{ toString: 1 }, {}, false],
    [{}, { toString: 1 }, false],
  ])("%j and %j: %s", (a, b, expected) => {
    expect(check.isEqual(a, b)).toBe(expected);
  });
});

describe("lengths", () => {
  it("count characters, not code units", () => {
    expect(check.isLonger("😀😀", 2)).toBe(false);
    expect(check.isLonger("😀😀😀", 2)).toBe(true);
    expect(check.isShorter("😀", 2)).toBe(true);
    expect(check.isShorter("ab", 2)).toBe(false);
  });
});

describe("Failures", () => {
  it("stop at the cap", () => {
    const out = new check.Failures();
    Array.from({ length: 80 }, () => out.add("", "type", "x"));
    expect(out.list).toHaveLength(50);
    expect(out.isFull).toBe(true);
  });
});

describe("step", () => {
  it("escapes a name", () => {
    expect(check.step("/a", "b/c~d")).toBe("/a/b~1c~0d");
    expect(check.step("", 0)).toBe("/0");
  });
});
