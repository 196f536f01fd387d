import { describe, expect, it } from "vitest";
import { layOut, marks } from "../../src/packs/layout.ts";

const { open, close, line, softline, indent, dedent, brokenOpen, brokenClose } = marks;
const group = (text: string) => open + text + close;
const comma = `${brokenOpen},${brokenClose}`;
const call = (...args: string[]) =>
  group(`f(${indent}${softline}${args.join(`,${line}`)}${comma}${dedent}${softline})`);

describe("layOut", () => {
  it("keeps a group on its line where it fits", () => {
    expect(layOut(`${call("a", "b")};\n`, 8)).toBe("f(a, b);\n");
  });

  it("breaks every line of a group that does not fit, and adds what is for broken groups", () => {
    expect(layOut(`  ${call("a", "b")};\n`, 8)).toBe("  f(\n    a,\n    b,\n  );\n");
  });

  it("counts what follows on the line", () => {
    expect(layOut(`${call("a")}${"x".repeat(5)}`, 8)).toBe("f(\n  a,\n)xxxxx");
  });

  it("breaks the outer group before the inner one", () => {
    expect(layOut(call("aaaa", call("b", "c")), 12)).toBe("f(\n  aaaa,\n  f(b, c),\n)");
  });

  it("leaves no blanks at the end of a broken line", () => {
    expect(layOut(`x = ${group(`${indent}${softline}y${dedent}`)}`, 3)).toBe("x =\n  y");
  });

  it("breaks a group that holds a line break", () => {
    expect(layOut(group(`a${line}{\n}`), 80)).toBe("a\n{\n}");
  });
});
