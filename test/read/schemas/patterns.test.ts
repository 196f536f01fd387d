import { describe, expect, it } from "vitest";
import { apiOf, documentWithSchema } from "../../support/document.ts";
import { checksOf } from "../../../src/read/schemas/children.ts";

/** What becomes of a pattern: the expression that runs, null where none does, and what is told. */
function read(pattern: string): { regex: unknown; told: string[] } {
  const { api, found } = apiOf(documentWithSchema({ type: "string", pattern }));
  const schema = api.operations[0]?.body?.media[0]?.schema;
  const check = (schema === undefined ? [] : checksOf(schema)).find(
    ({ keyword }) => keyword === "pattern",
  );
  const regex = check !== undefined && "regex" in check ? check.regex : null;
  const problems = found.filter(({ severity }) => severity !== "note");
  const told = problems.map(({ code, severity }) => `${severity} ${code}`);
  return { regex, told: [...new Set(told)] };
}

describe("patterns", () => {
  it.each([
    ["^[a-z]+$", { source: "^[a-z]+$", flags: "u" }, []],
    [String.raw`^\p{L}+$`, { source: String.raw`^\p{L}+$`, flags: "u" }, []],
    [String.raw`^a\-b$`, { source: String.raw`^a\-b$`, flags: "" }, ["pattern-flag"]],
    [String.raw`\A\d+\z`, { source: String.raw`^\d+$`, flags: "u" }, ["pattern-dialect"]],
    ["/^[a-z]+$/i", { source: "^[a-z]+$", flags: "iu" }, ["pattern-dialect"]],
    ["(?i)^abc$", { source: "^abc$", flags: "iu" }, ["pattern-dialect"]],
    ["^(?P<year>[0-9]{4})$", { source: "^(?<year>[0-9]{4})$", flags: "u" }, ["pattern-dialect"]],
    ["^(a+)+$", { source: "^(a+)+$", flags: "u" }, ["pattern-backtracking"]],
    ["(unclosed", null, ["pattern"]],
    ["^[[:alpha:]]+$", null, ["pattern"]],
    [String.raw`^\p{Lu}\-$`, null, ["pattern"]],
    [String.raw`^a\Ab$`, null, ["pattern"]],
    ["^a++$", null, ["pattern"]],
  ])("reads %s", (pattern, regex, codes) => {
    const told = codes.map((code) => `warning schema/${code}`);
    expect(read(pattern)).toEqual({ regex, told: [...told] });
  });
});
