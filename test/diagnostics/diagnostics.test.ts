import { describe, expect, it } from "vitest";
import { catalogue, type Code } from "../../src/diagnostics/catalogue.ts";
import { diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { describe as tell } from "../../src/diagnostics/frame.ts";
import { nearest } from "../../src/lib/nearest.ts";

describe("the catalogue", () => {
  it.each(Object.keys(catalogue) as Code[])("%s says what and how to mend it", (code) => {
    const { message, fix } = catalogue[code];
    expect(message).toMatch(/^[a-zA-Z`{$]/);
    expect(message + fix).not.toMatch(/\.$/);
    expect(fix).not.toBe("");
  });
});

describe("a diagnostic", () => {
  it("is told with its place, the line and a caret", () => {
    const place = { file: "api.yaml", line: 3, column: 5, text: "    bad: 1" };
    expect(tell(diagnostic("spec/syntax", { reason: "it is bad" }, place))).toBe(
      [
        "api.yaml:3:5: error: invalid YAML or JSON: it is bad [spec/syntax]",
        "  3 |     bad: 1",
        "    |     ^",
        "  fix: fix the syntax here",
      ].join("\n"),
    );
  });

  it("cuts a long line around the caret", () => {
    const place = {
      file: "a",
      line: 1,
      column: 500,
      text: `${"x".repeat(499)}!${"y".repeat(500)}`,
    };
    const lines = tell(diagnostic("spec/syntax", { reason: "" }, place)).split("\n");
    expect(lines[1]?.length).toBeLessThan(120);
    expect(lines[1]?.[lines[2]?.indexOf("^") ?? 0]).toBe("!");
  });

  it("lets no control character of the document through", () => {
    const { message } = diagnostic(
      "schema/format",
      { format: "\u001b[31mred\u0007\n\u202e" },
      null,
    );
    expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe("nearest", () => {
  it("finds a slip, and nothing where there is none", () => {
    expect(nearest("Usr", ["User", "Order"])).toBe("User");
    expect(nearest("status", ["Invoice"])).toBeNull();
  });
});
