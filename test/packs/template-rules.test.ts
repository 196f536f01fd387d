import Handlebars from "handlebars";
import { readdirSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, it } from "vitest";
import { layoutHelpers, printers } from "../../src/packs/helpers.ts";
import { loadPack } from "../../src/packs/load.ts";
import { builtInSlots, packNames, templatesFolder } from "../../src/packs/slots.ts";

/** Every template and every word of the built-in packs. */
const templates = builtInSlots().flatMap((slot) =>
  packNames(slot).flatMap((name) =>
    [...loadPack(slot, name, templatesFolder).texts]
      .filter(([path]) => path.endsWith(".hbs"))
      .map(([path, text]): [string, string] => [`${slot}/${name}/${path}`, text]),
  ),
);

/** Last segments that may be printed bare: names made safe in `build/names`, ids, and fixed words. */
const safe = new Set(
  "camel pascal id on typeName member prefix style digit method arnPath arnMethod model parameter from of service before after suffix folder file variable architecture".split(
    " ",
  ),
);
const printing = new Set([
  ...Object.keys(printers),
  "link",
  "path",
  "relative",
  "digest",
  "line",
  "softline",
  "string",
]);
const blocks = new Set(["if", "unless", "each", ...Object.keys(layoutHelpers)]);

type Visitor = { readonly faults: string[]; readonly depth: number };

/** Every breach of the template rules in a syntax tree. */
function faultsOf(
  program: hbs.AST.Program,
  { faults, depth }: Visitor = { faults: [], depth: 0 },
): string[] {
  for (const statement of program.body) {
    visit(statement, { faults, depth });
  }
  return faults;
}

function visit(node: hbs.AST.Statement, visitor: Visitor): void {
  switch (node.type) {
    case "MustacheStatement":
      return visitMustache(node as hbs.AST.MustacheStatement, visitor);
    case "BlockStatement":
      return visitBlock(node as hbs.AST.BlockStatement, visitor);
    case "PartialStatement":
      return visitPartial(node as hbs.AST.PartialStatement, visitor);
    case "ContentStatement":
    case "CommentStatement":
      return;
    default:
      visitor.faults.push(`${node.type} is not allowed`);
  }
}

function visitMustache(node: hbs.AST.MustacheStatement, { faults }: Visitor): void {
  const path = node.path as hbs.AST.PathExpression;
  const last = path.parts.at(-1) ?? "this";
  if (!node.escaped) {
    faults.push(`{{{${path.original}}}} prints without a helper`);
  }
  if (printing.has(path.original)) {
    node.params.forEach(
      (param) => param.type === "SubExpression" && faults.push(`a helper inside ${path.original}`),
    );
  } else if (node.params.length > 0 || !safe.has(last)) {
    faults.push(`{{${path.original}}} prints a name that is not known to be safe`);
  }
}

function visitBlock(node: hbs.AST.BlockStatement, { faults, depth }: Visitor): void {
  const path = node.path as hbs.AST.PathExpression;
  const isLayout = path.original in layoutHelpers;
  if (!blocks.has(path.original)) {
    faults.push(`{{#${path.original}}} is not a block of ours`);
  }
  if (!isLayout && (node.params.length !== 1 || node.params[0]?.type !== "PathExpression")) {
    faults.push(`{{#${path.original}}} must ask for one fact`);
  }
  const inner = isLayout ? depth : depth + 1;
  if (inner > 3) {
    faults.push(`{{#${path.original}}} is ${inner} levels deep`);
  }
  [node.program, node.inverse].forEach(
    (program) => program && faultsOf(program, { faults, depth: inner }),
  );
}

function visitPartial(node: hbs.AST.PartialStatement, { faults }: Visitor): void {
  const name = node.name as hbs.AST.SubExpression | hbs.AST.PathExpression;
  if (
    name.type === "SubExpression" &&
    (name.path as hbs.AST.PathExpression).original !== "choose"
  ) {
    faults.push("a partial is chosen by `choose` only");
  }
}

describe("the template rules", () => {
  it.each(templates)("hold in %s", (_, text) => {
    expect(faultsOf(Handlebars.parse(text))).toEqual([]);
  });

  it.each([
    ["{{description}}", "prints a name"],
    ["{{{str name}}}", "without a helper"],
    ["{{#if (eq a b)}}x{{/if}}", "must ask for one fact"],
    ["{{#with a}}x{{/with}}", "not a block of ours"],
    ["{{#if a}}{{#if b}}{{#if c}}{{#if d}}x{{/if}}{{/if}}{{/if}}{{/if}}", "4 levels deep"],
    ["{{str (choose a b)}}", "a helper inside"],
    ["{{> (lookup . 'a')}}", "chosen by"],
  ])("refuse %s", (template, fault) => {
    expect(faultsOf(Handlebars.parse(template)).join()).toContain(fault);
  });

  it("are written for every pack of the manifest", () => {
    const packs = readdirSync(templatesFolder, { recursive: true, encoding: "utf8" }).filter(
      (path) => path.endsWith("pack.json"),
    );
    expect(packs.map((path) => relative(".", path)).sort()).toEqual([
      "data/dynamodb/pack.json",
      "gateway/rest/pack.json",
      "handler/lambda/pack.json",
      "iac/cdk/pack.json",
      "iac/sam/pack.json",
      "iac/serverless/pack.json",
      "iac/terraform/pack.json",
      "project/node/pack.json",
      "test/fast-check/pack.json",
      "test/vitest/pack.json",
      "types/typescript/pack.json",
      "validator/inline/pack.json",
    ]);
  });
});
