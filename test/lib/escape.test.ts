import * as fc from "fast-check";
import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import * as escape from "../../src/lib/escape.ts";

/** Strings per property: all that `npm run test:long` has time for, and enough to see a slip in `npm test`. */
const numRuns = process.env["SLS_GEN_TEST_LONG"] === undefined ? 2_000 : 1_000_000;

/** What ends, begins or changes something in one of the languages, and what is taken away between such pieces. */
const pieces = (
  "* / */ /* // @ ts- @ts-ignore @ts-nocheck @vitest-environment @jsx # @__PURE__ #__PURE__ ` ``` ' \" \\ ${ $${ %{ %%{ } {{ " +
  "{{resolve: ]] > < <!-- --> </script> & &lt; | [ ]( ) ! _ __ ~ ~~ : :: ::error:: ##[ http:// www. a@b.c - + = $ $$ % \\u \\x \\n ( (?: [^ ] ^ . a B 1 é 😀"
)
  .split(" ")
  .concat([
    "\n",
    "\r",
    "\t",
    "\0",
    "\u0085",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u200d",
    "\u00ad",
    "\ufeff",
  ])
  .concat([
    "\u202e",
    "\u2066",
    "\ue000",
    "\ue003",
    "\uf8ff",
    "\ud800",
    "\udc00",
    "\u{e0001}",
    "\u{f0000}",
    "\u001b[31m",
    " ",
  ]);
const hostile = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: "binary" })),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

type Node = {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: unknown;
  readonly expression?: Node;
  readonly body?: readonly Node[];
  readonly program?: Node;
  readonly comments?: readonly Node[];
};
const { __debug } = prettier as unknown as {
  __debug: { parse(text: string, options: object): Promise<{ ast: Node }> };
};
const treeOf = async (parser: string, text: string): Promise<Node> =>
  (await __debug.parse(text, { parser })).ast;

const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const holds = (check: (text: string) => Promise<void> | void) =>
  fc.assert(
    fc.asyncProperty(hostile, async (text) => check(text)),
    { numRuns, examples: [["*\u200b/ evil(); /*"], ["@\u200bts-nocheck"], ["\\\u200b"]] },
  );

describe("whatever the text, the output is one", { timeout: 3_600_000 }, () => {
  it("comment of TypeScript", () =>
    holds(async (text) => {
      const shown = escape.commentLine(text);
      const { comments, program, body } = await treeOf(
        "babel-ts",
        `/** ${shown} */\n// ${shown}\n1;\n`,
      );
      expect(comments).toHaveLength(2);
      expect(program?.body ?? body).toHaveLength(1);
      expect(shown).not.toMatch(/@ts-|@(vitest|jest)-|[@#]__|(^|\s)@jsx/i);
      expect(shown).not.toMatch(hidden);
    }));

  it("comment of YAML", () =>
    holds((text) => {
      expect(parseYaml(`# ${escape.commentLine(text)}\na: 1\n`)).toEqual({ a: 1 });
    }));

  it("string of TypeScript, JSON and YAML", () =>
    holds(async (text) => {
      const tree = await treeOf("babel-ts", `(${escape.stringLiteral(text)});`);
      const { body = [] } = tree.program ?? tree;
      expect(body).toHaveLength(1);
      expect(body[0]?.expression?.value).toBe(text);
      expect(escape.stringLiteral(text)).not.toMatch(hidden);
      expect(escape.jsonString(text)).not.toMatch(hidden);
      expect(JSON.parse(escape.jsonString(text))).toBe(text);
      expect(parseYaml(escape.jsonString(text))).toBe(text);
    }));

  it("name of a property", () =>
    holds(async (text) => {
      const name = text === "__proto__" ? "proto" : text;
      const made = new Function(`return { ${escape.propertyKey(name)}: 1 };`)() as object;
      expect(Object.keys(made)).toEqual([name]);
      expect(new Function("o", `return o${escape.memberAccess(name)};`)({ [name]: 2 })).toBe(2);
    }));

  it("expression, which means the same", () =>
    holds((text) => {
      for (const flags of ["", "u"]) {
        let expected: RegExp;
        try {
          expected = new RegExp(text, flags);
        } catch {
          continue;
        }
        const literal = escape.regexLiteral(text, flags);
        const made = new Function(`return ${literal};`)() as RegExp;
        expect(made).toBeInstanceOf(RegExp);
        expect(literal).not.toMatch(hidden);
        for (const probe of ["", text, "a", "\n", "\u200b", "/", "]", "\\", "*/"]) {
          expect(made.test(probe), `${literal} on ${JSON.stringify(probe)}`).toBe(
            expected.test(probe),
          );
        }
      }
    }));

  it("text of Markdown, in a heading, a paragraph and a table", () =>
    holds(async (text) => {
      const shown = escape.markdown(text);
      const tree = await treeOf("markdown", `# x ${shown}\n\n| a |\n| --- |\n| ${shown} |\n`);
      const plain = ["root", "heading", "table", "tableRow", "tableCell", "sentence", "text"];
      expect([...kindsOf(tree)].filter((kind) => !plain.includes(kind))).toEqual([]);
      expect(tree.children?.map(({ type }) => type).slice(0, 2)).toEqual(["heading", "table"]);
      expect(tree.children?.[1]?.children).toHaveLength(2);
    }));

  it("code span of Markdown", () =>
    holds(async (text) => {
      const { children } = await treeOf("markdown", `### ${escape.markdownCode(text)}\n`);
      const spans = [...flat(children ?? [])].filter(({ type }) => type === "inlineCode");
      expect(children).toHaveLength(1);
      expect(spans).toHaveLength(1);
      expect(
        [...flat(children ?? [])].some(({ type }) => ["link", "html", "emphasis"].includes(type)),
      ).toBe(false);
    }));

  it("string of Terraform without interpolation", () =>
    holds((text) => {
      const quoted = JSON.parse(escape.terraformString(text)) as string;
      expect(evaluateHcl(quoted)).toBe(text);
    }));

  it("line of a terminal that is no workflow command", () =>
    holds((text) => {
      expect(escape.terminalText(text)).not.toMatch(hidden);
      expect(escape.terminalText(text)).toHaveLength(text.length);
      for (const line of escape.terminalLines(text).split("\n")) {
        expect(line).not.toMatch(hidden);
        expect(line).not.toMatch(/^\s*::|##\[/);
      }
      expect(escape.jsonText({ text }, 2).replaceAll("\n", "")).not.toMatch(hidden);
      expect(JSON.parse(escape.jsonText({ text }, 2))).toEqual({ text });
    }));

  it("workflow command of GitHub", () =>
    holds((text) => {
      const line = `::error file=${escape.commandProperty(text)}::${escape.commandData(text)}`;
      expect(line).not.toMatch(/[\r\n]/);
      expect(line.slice("::error file=".length).split("::")[0]).not.toMatch(/[,:]/);
    }));
});

function* flat(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    yield* flat(node.children ?? []);
  }
}

function kindsOf(tree: Node): Set<string> {
  return new Set([...flat([tree])].map(({ type }) => type));
}

/** Terraform's string templates (HCL native syntax, Templates): `$${` and `%%{` are signs, `${"x"}` is its text. */
function evaluateHcl(text: string): string {
  let out = "";
  for (let at = 0; at < text.length;) {
    const literal = /^\$\{"([$%])"\}/.exec(text.slice(at, at + 6));
    if (literal !== null) {
      out += literal[1];
      at += 6;
    } else if (/^(\$\$|%%)\{/.test(text.slice(at, at + 3))) {
      out += text.slice(at + 1, at + 3);
      at += 3;
    } else if (/^[$%]\{/.test(text.slice(at, at + 2))) {
      throw new Error(`interpolated at ${at} of ${text}`);
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}
