import { parseAst } from "vitest/node";
import { describe, expect, it } from "vitest";
import { isCollection, isPair, isScalar, parseAllDocuments } from "yaml";
import { filesOf } from "../support/document.ts";

/** What ends a comment, a text, a template, a line or a cell somewhere, or is taken for a command. */
const breakouts = [
  "*/ process.exit(); /*",
  "*\u200b/ process.exit(); /*",
  "*\u202e/ x /\u2066*",
  "`${process.exit()}`",
  '"; process.exit(); "',
  "'; process.exit(); '",
  "\\",
  '\\" + process.exit() + \\"',
  "\u2028process.exit()\u2029",
  "</script><script>alert(1)</script>",
  "<!-- x -->",
  "| a | b |\n| --- | --- |\n| c | d |",
  "```\n# Heading\n```",
  "text\n---\nkey: value\n- !Sub x",
  "# comment",
  "&anchor *alias !tag",
  "{% raw %} {{lambda}} {{{x}}} #{x}",
  "//# sourceMappingURL=x",
  "@ts-nocheck\n@ts-ignore",
  "::error file=a::b",
  "\u001b[31mred",
  "$(touch x) ; rm -rf x",
  "%0A::set-output",
  "\r\nSet-Cookie: a=b",
] as const;
/** What the infrastructure would evaluate: where a rule of a model holds it, the rule is left to the function. */
const evaluated = ["${AWS::AccountId}", "{{resolve:secretsmanager:a}}", "%{ if true }x%{ endif }"];

/** The same text with nothing in it that any language knows. */
const twinOf = (text: string) => text.replaceAll(/[^A-Za-z0-9 \n]/gu, "x");

/** A document with a text in every place that may hold any text. */
function documentWith(text: (index: number) => string) {
  let index = 0;
  const t = () => text((index += 1));
  const schema = () => ({
    type: "object",
    title: t(),
    description: t(),
    required: ["kind", `req ${t()}`],
    properties: {
      kind: { type: "string", description: t(), enum: [`1 ${t()}`, `2 ${t()}`], default: "1 x" },
      one: { const: `3 ${t()}` },
      many: { type: "array", items: { type: "string", examples: [t()] }, description: t() },
      [`req ${t()}`]: { type: "string", description: t(), example: t() },
      [`opt ${t()}`]: { type: "integer", deprecated: true, description: t() },
    },
    patternProperties: { "^x-": { type: "string", description: t() } },
  });
  const content = () => ({ "application/json": { schema: schema(), "x-more": t() } });
  const parameter = (place: string, name: string) => ({
    name,
    in: place,
    required: place === "path",
    description: t(),
    schema: { type: "string", default: t(), enum: undefined },
  });
  const post = {
    operationId: "run",
    summary: t(),
    description: t(),
    tags: ["things"],
    "x-any": t(),
    parameters: [
      parameter("path", "id"),
      parameter("query", `q ${t()}`),
      parameter("header", "X-One"),
      parameter("cookie", "one"),
    ],
    requestBody: { required: true, description: t(), content: content() },
    responses: {
      200: {
        description: t(),
        headers: { "X-Two": { description: t(), schema: { type: "string" } } },
        content: content(),
      },
      "4XX": { description: t() },
    },
  };
  return {
    openapi: "3.1.0",
    info: { title: t(), version: t(), description: t() },
    tags: [{ name: t(), description: t() }],
    paths: { "/things/{id}": { description: t(), post } },
    components: { schemas: { Thing: schema() } },
  };
}

/** The kinds of a tree's nodes, without names and values. */
function kindsOf(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(kindsOf);
  }
  if (typeof node !== "object" || node === null) {
    return typeof node === "boolean" ? node : null;
  }
  const { type, start: _, end: __, ...rest } = node as Record<string, unknown>;
  return [type, ...Object.entries(rest).map(([key, value]) => [key, kindsOf(value)])];
}

function yamlKinds(node: unknown): unknown {
  if (isPair(node)) {
    return [yamlKinds(node.key), yamlKinds(node.value)];
  }
  if (isCollection(node)) {
    return [node.tag ?? node.constructor.name, node.items.map(yamlKinds)];
  }
  return isScalar(node) ? [node.tag ?? typeof node.value] : null;
}

const jsonKinds = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(jsonKinds)
    : typeof value === "object" && value !== null
      ? Object.values(value).map(jsonKinds)
      : typeof value;

/** What a line of Markdown is: a heading, a row of cells, an item, a fence, and the tags in it. */
const markdownKinds = (text: string) =>
  text
    .split("\n")
    .map((line) => [
      /^(#+ |[-*] |\d+\. |```|> |\||---)?/.exec(line)?.[0],
      line.replaceAll(/\\./g, "").split("|").length,
      (line.replaceAll(/\\./g, "").match(/<[a-z/!]/gi) ?? []).length,
    ]);

function treeOf(path: string, text: string): unknown {
  if (path.endsWith(".ts")) {
    return kindsOf(parseAst(text, { lang: "ts" }, path));
  }
  if (path.endsWith(".json")) {
    return jsonKinds(JSON.parse(text));
  }
  if (/\.ya?ml$/.test(path)) {
    const documents = parseAllDocuments(text);
    return [documents].flat().map((each) => [each.errors, yamlKinds(each.contents)]);
  }
  if (path.endsWith(".jsonl")) {
    const rows = text.split("\n").filter((line) => line !== "");
    return [...new Set(rows.map((row) => Object.keys(JSON.parse(row) as object)[0]))].sort();
  }
  return markdownKinds(text);
}

async function treesOf(text: (index: number) => string, iac: string) {
  const files = await filesOf(documentWith(text), { iac } as never);
  return new Map([...files].map(([path, each]) => [path, treeOf(path, each)]));
}

const cases = ["sam", "cdk", "terraform", "serverless"].flatMap((iac) =>
  (iac === "sam" ? [0, 7, 13, 19] : [0, 13]).map((shift) => [iac, shift] as const),
);

describe("a hostile document and its harmless twin", () => {
  it.each(cases)(
    "make the same syntax trees of every file (%s, from breakout %d)",
    async (iac, shift) => {
      const hostile = (index: number) => breakouts[(index + shift) % breakouts.length] ?? "";
      const bad = await treesOf(hostile, iac);
      const good = await treesOf((index) => twinOf(hostile(index)), iac);
      expect([...bad.keys()]).toEqual([...good.keys()]);
      for (const [path, tree] of bad) {
        expect({ path, tree }).toEqual({ path, tree: good.get(path) });
      }
    },
  );

  it.each(evaluated)("make the same code of what infrastructure evaluates: %s", async (text) => {
    const bad = await treesOf(() => text, "sam");
    const good = await treesOf(() => twinOf(text), "sam");
    for (const [path, tree] of [...bad].filter(([name]) => /^src\/.*\.ts$/.test(name))) {
      expect({ path, tree }).toEqual({ path, tree: good.get(path) });
    }
  });
});
