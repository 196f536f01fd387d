import { describe, expect, it } from "vitest";
import { binary } from "../../../src/emulator/gateway/vtl/operators.ts";
import type { Operator } from "../../../src/emulator/gateway/vtl/syntax.ts";
import type { Value } from "../../../src/emulator/gateway/vtl/values.ts";

const rows: readonly (readonly [left: Value, operator: Operator, right: Value, result: Value])[] = [
  [1, "==", 1, true],
  [1, "==", 2, false],
  ["1", "!=", "1", false],
  ["1", "!=", "2", true],
  [1, "<", 2, true],
  [2, "<", 2, false],
  [2, "<=", 2, true],
  [3, "<=", 2, false],
  [3, ">", 2, true],
  [2, ">", 2, false],
  [2, ">=", 2, true],
  [1, ">=", 2, false],
  ["1", "<", 2, false],
  [1, "<=", "2", false],
  ["b", ">", "a", false],
  ["b", ">=", "a", false],
  [1, "+", 2, 3],
  ["a", "+", 2, "a2"],
  [2, "+", "a", "2a"],
  [null, "+", 1, null],
  [5, "-", 3, 2],
  ["5", "-", 3, null],
  [4, "*", 3, 12],
  [7, "/", 2, 3],
  [-7, "/", 2, -3],
  [7.5, "/", 2, 3.75],
  [7, "/", 2.5, 2.8],
  [7, "/", 0, null],
  [7, "%", 4, 3],
  [7, "%", 0, null],
];

describe("an operator of a mapping template", () => {
  it.each(rows)("%j %s %j is %j", (left, operator, right, result) => {
    expect(binary(operator, left, () => right)).toEqual(result);
  });

  it.each([
    ["&&", true, true, true],
    ["&&", true, false, false],
    ["&&", false, true, false],
    ["||", false, true, true],
    ["||", false, false, false],
  ] as const)("%s of %j and %j is %j", (operator, left, right, result) => {
    expect(binary(operator, left, () => right)).toBe(result);
  });

  it("asks for the right side only where the left one does not decide", () => {
    const never = () => {
      throw new Error("asked");
    };
    expect(binary("||", true, never)).toBe(true);
    expect(binary("&&", false, never)).toBe(false);
  });
});
