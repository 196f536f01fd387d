import { describe, expect, it } from "vitest";
import { isCatastrophic } from "../../../src/read/schemas/backtracking.ts";

/** Expressions on which an engine that backtracks takes exponential time. */
const catastrophic = [
  "^(a+)+$",
  "^(a|a)*$",
  "(x|y|xy)*z",
  String.raw`^(\w+\s?)*$`,
  String.raw`^([a-zA-Z0-9_.+-])+@(([a-zA-Z0-9-])+\.)+([a-zA-Z0-9]{2,4})+$`,
  String.raw`^([\w-]+\.?)*$`,
  "^(a*)*b$",
  "^x((ab?)+c?)*y$",
  "^(.*,){1,40}$",
];

const harmless = [
  "^[a-z]+$",
  "^(ab)+$",
  String.raw`^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$`,
  String.raw`^\d{3}(-\d{4})*$`,
  "^(a|b|c)*$",
  "^([0-9]{1,3},)*$",
  "(",
  String.raw`^(?!.*(.).*\1)([a-z]-)+$`,
];

describe("catastrophic backtracking", () => {
  it.each(catastrophic)("is found in %s", (source) => {
    expect(isCatastrophic(source, "u")).toBe(true);
  });

  it.each(harmless)("is not found in %s", (source) => {
    expect(isCatastrophic(source, "u")).toBe(false);
  });
});
