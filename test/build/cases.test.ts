import { spawn } from "node:child_process";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { matches, Undecided } from "../../src/build/cases/patience.ts";
import { apiOf, documentWithSchema, filesOf } from "../support/document.ts";

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
    ["^(a?){50}a{50}$", "a".repeat(60)],
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
