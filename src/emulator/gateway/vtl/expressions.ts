import type { Cursor } from "./cursor.ts";
import type { Expression, Operator, Reference, VtlStep } from "./syntax.ts";

/** The operators of each level, the loosest first, with the words that stand for them (VTL reference). */
const levels: readonly (readonly [RegExp, Readonly<Record<string, Operator>>])[] = [
  [/\s*(\|\||or\b)/y, { "||": "||", or: "||" }],
  [/\s*(&&|and\b)/y, { "&&": "&&", and: "&&" }],
  [/\s*(==|!=|eq\b|ne\b)/y, { "==": "==", "!=": "!=", eq: "==", ne: "!=" }],
  [
    /\s*(<=|>=|<|>|le\b|ge\b|lt\b|gt\b)/y,
    { "<=": "<=", ">=": ">=", "<": "<", ">": ">", le: "<=", ge: ">=", lt: "<", gt: ">" },
  ],
  [/\s*([+-])/y, { "+": "+", "-": "-" }],
  [/\s*([*/%])/y, { "*": "*", "/": "/", "%": "%" }],
];

/** Reads an expression. @throws TemplateError where there is none */
export function parseExpression(cursor: Cursor, level = 0): Expression {
  const rule = levels[level];
  if (rule === undefined) {
    return cursor.inside(() => unary(cursor));
  }
  const [pattern, operators] = rule;
  let left = parseExpression(cursor, level + 1);
  for (let found = cursor.take(pattern); found !== null; found = cursor.take(pattern)) {
    const operator = operators[found[1] ?? ""] as Operator;
    left = { kind: "binary", operator, left, right: parseExpression(cursor, level + 1) };
  }
  return left;
}

function unary(cursor: Cursor): Expression {
  return cursor.take(/\s*(?:!(?!=)|not\b)/y) === null
    ? primary(cursor)
    : { kind: "not", of: cursor.inside(() => unary(cursor)) };
}

function primary(cursor: Cursor): Expression {
  cursor.take(/\s*/y);
  const number = cursor.take(/-?\d+(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?/y);
  if (number !== null) {
    return { kind: "literal", value: Number(number[0]) };
  }
  const word = cursor.take(/(?:true|false|null)\b/y);
  if (word !== null) {
    return { kind: "literal", value: JSON.parse(word[0]) as null | boolean };
  }
  const single = cursor.take(/'((?:[^']|'')*)'/y);
  if (single !== null) {
    return { kind: "literal", value: (single[1] ?? "").replaceAll("''", "'") };
  }
  const double = cursor.take(/"((?:[^"]|"")*)"/y);
  if (double !== null) {
    const text = (double[1] ?? "").replaceAll('""', '"');
    return { kind: "template", body: cursor.quoted(text) };
  }
  if (cursor.eat("(")) {
    const inner = parseExpression(cursor);
    cursor.expect(")");
    return inner;
  }
  if (cursor.eat("[")) {
    return list(cursor);
  }
  if (cursor.eat("{")) {
    return map(cursor);
  }
  const reference = parseReference(cursor);
  return reference === null
    ? cursor.fail("expected an expression")
    : { kind: "reference", reference };
}

function list(cursor: Cursor): Expression {
  const items = separated(cursor, "]", () => parseExpression(cursor));
  const [from, to] = items;
  return to !== undefined && from !== undefined && items.isRange
    ? { kind: "range", from, to }
    : { kind: "list", items };
}

function map(cursor: Cursor): Expression {
  const entries = separated(cursor, "}", () => {
    const key = parseExpression(cursor);
    cursor.expect(":");
    return [key, parseExpression(cursor)] as const;
  });
  return { kind: "map", entries };
}

/** What stands between commas, or around `..`, up to a closing sign. */
function separated<Item>(
  cursor: Cursor,
  close: string,
  read: () => Item,
): Item[] & { isRange?: boolean } {
  const items: Item[] & { isRange?: boolean } = [];
  if (cursor.eat(close)) {
    return items;
  }
  do {
    items.push(read());
    if (items.length === 1 && cursor.eat("..")) {
      items.push(read());
      items.isRange = true;
    }
  } while (cursor.eat(","));
  cursor.expect(close);
  return items;
}

/** Reads `$name…`, `$!name…` or `${name…}`. @returns null where none begins here */
export function parseReference(cursor: Cursor): Reference | null {
  const start = cursor.take(/\$!?(\{)?([A-Za-z_][\w-]*)/y);
  if (start === null) {
    return null;
  }
  const [, brace, name = ""] = start;
  const steps: VtlStep[] = [];
  for (let step = stepOf(cursor); step !== null; step = stepOf(cursor)) {
    steps.push(step);
  }
  if (brace !== undefined) {
    cursor.expect("}");
  }
  return { name, steps };
}

function stepOf(cursor: Cursor): VtlStep | null {
  const named = cursor.take(/\.([A-Za-z_][\w-]*)/y);
  if (named !== null) {
    const [, name = ""] = named;
    if (cursor.take(/\(/y) === null) {
      return { kind: "property", name };
    }
    const args = cursor.inside(() => separated(cursor, ")", () => parseExpression(cursor)));
    return { kind: "call", name, args };
  }
  if (cursor.take(/\[/y) === null) {
    return null;
  }
  const at = cursor.inside(() => parseExpression(cursor));
  cursor.expect("]");
  return { kind: "index", at };
}
