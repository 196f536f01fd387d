import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { layOut } from "../../src/packs/layout.ts";
import { commentLine, propertyKey, regexLiteral, stringLiteral } from "../../src/lib/escape.ts";
import { expression } from "../../src/packs/literals.ts";
import { formatJson } from "../../src/packs/json.ts";

const hostile = [
  "",
  "a",
  '"',
  "'",
  "\\",
  "`${x}`",
  "\n\r\t",
  "\u2028\u2029",
  "\u0000",
  "\ud800",
  "</script>",
  "\u202eevil",
  "\ue000\ue001",
  "__proto__",
  "😀",
];
const evaluate = (code: string): unknown => new Function(`return (${code});`)();

describe("stringLiteral", () => {
  it.each(hostile)("says %j and nothing else", (text) => {
    expect(evaluate(stringLiteral(text))).toBe(text);
    expect(stringLiteral(text)).not.toMatch(/[\u2028\u2029\u202e\ue000\n]/);
  });
});

describe("expression", () => {
  it.each([null, true, -0, 1e21, 1.5, [], {}, [1, [2]], { a: { "b-c": "d" } }, ...hostile])(
    "says %j",
    async (value) => {
      const code = layOut(expression(value), 100);
      expect(evaluate(code)).toEqual(value);
      expect(await format(`const x = ${code};\n`, { parser: "typescript", printWidth: 100 })).toBe(
        `const x = ${code};\n`,
      );
    },
  );

  it("keeps a property called __proto__ a property", () => {
    const value = JSON.parse('{"__proto__":{"a":1}}');
    expect(
      Object.keys(evaluate(expression(value).replaceAll(/[\ue000-\ue007]/g, "")) as object),
    ).toEqual(["__proto__"]);
  });
});

describe("propertyKey", () => {
  it.each([
    ["a", "a"],
    ["a-b", '"a-b"'],
    ["1", '"1"'],
    ["", '""'],
    ['x"; evil', `'x"; evil'`],
  ])("prints %j as %s", (name, key) => {
    expect(propertyKey(name)).toBe(key);
  });
});

describe("regexLiteral", () => {
  it.each([
    ["a", "u"],
    ["", "u"],
    ["/", "u"],
    ["[/]", "u"],
    ["\\/", "u"],
    ["a\nb", "u"],
    ["\\\n", ""],
    ["[\\]/]", "u"],
    ["\u2028", "u"],
    ["(?<n>x)\\k<n>", "u"],
    ["^\\d+$", "u"],
  ])("means what %j means", (source, flags) => {
    const expected = new RegExp(source, flags);
    const made = evaluate(regexLiteral(source, flags)) as RegExp;
    for (const text of ["", "a", "/", "\n", "a\nb", "]/", "\u2028", "xx", "12"]) {
      expect(made.test(text)).toBe(expected.test(text));
    }
  });
});

describe("commentLine", () => {
  it.each(["*/ evil(); /*", "@ts-ignore", "a\u2028b", "tab\there"])("makes %j harmless", (text) => {
    expect(commentLine(text)).not.toMatch(/\*\/|@ts-|\u2028|\t/);
  });
});

describe("formatJson", () => {
  it.each([
    { a: [1, 2], b: {}, c: [], d: [{ e: 1 }], f: "x".repeat(120) },
    [
      [1, 2],
      [3, 4],
    ],
    Array.from({ length: 60 }, (_, index) => index),
    ["a".repeat(60), "b".repeat(60)],
    { 'k"': null, n: [[]], m: [[], []] },
  ])("prints as Prettier does", async (value) => {
    const text = `${formatJson(value, 100)}\n`;
    expect(JSON.parse(text)).toEqual(value);
    expect(await format(text, { parser: "json", printWidth: 100 })).toBe(text);
  });
});
