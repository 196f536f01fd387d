import { describe, expect, it } from "vitest";
import { problemText } from "../../src/cli/problems.ts";
import { diagnostic, type Diagnostic } from "../../src/diagnostics/diagnostic.ts";

const at = (line: number, text = "a: 1") => ({ file: "openapi.yaml", line, column: 4, text });
const warning = (line: number) => diagnostic("operation/no-content", { status: "204" }, at(line));
const error = (line: number) => diagnostic("spec/syntax", { reason: "x" }, at(line));
const note = () => diagnostic("operation/untested", { key: "GET /a", what: "its body" }, at(1));
const all = <Each>(length: number, make: (line: number) => Each) =>
  Array.from({ length }, (_, index) => make(index + 1));

describe("problems, as people read them", () => {
  it("are shown with their lines where they are few", () => {
    const text = problemText(all(3, warning));
    expect(text.match(/\d \| a: 1/g)).toHaveLength(3);
    expect(text.match(/fix: /g)).toHaveLength(3);
  });

  it("are told once by cause, with a count and the first places, where they are many", () => {
    const others = all(2, (line) => diagnostic("operation/text", { type: "text/csv" }, at(line)));
    const lines = problemText([...all(600, warning), ...others]).split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^openapi\.yaml:1:4: warning: .* \[operation\/no-content\]$/);
    expect(lines[1]).toBe(
      "  and 599 more: openapi.yaml:2:4, openapi.yaml:3:4, openapi.yaml:4:4 … (--json lists them)",
    );
    expect(lines[3]).toBe("  and 1 more: openapi.yaml:2:4");
  });

  it("are each told where they have no place", () => {
    const limits = [1, 2].map((number) =>
      diagnostic("spec/syntax", { reason: `limit ${number}` }, null),
    );
    const told = limits.map((each) => ({ ...each, severity: "warning" as const }));
    const text = problemText([...told, ...all(4, warning)]);
    expect(text).toContain("limit 1");
    expect(text).toContain("limit 2");
    expect(text).not.toMatch(/more: $/m);
  });

  it("are all counted where they stop the run, and what else there is stays out of the way", () => {
    const text = problemText([...all(5, error), warning(1), note()]);
    expect(text.match(/ \| a: 1/g)).toHaveLength(4);
    expect(text).toMatch(/^2 more of \[spec\/syntax\]: openapi\.yaml:4:4, openapi\.yaml:5:4$/m);
    expect(text).toMatch(/\n\n5 errors; nothing was written$/);
    expect(text).not.toContain("note:");
  });

  it("show the way to a place in a line that nobody can read", () => {
    const origin = { file: "openapi.json", pointer: "/paths/~1a/get" };
    const place = at(1, "x".repeat(5_000));
    const problem: Diagnostic = { ...warning(1), origin, place };
    expect(problemText([problem])).toMatch(/\n {2}at \/paths\/~1a\/get\n {2}fix: /);
  });
});
