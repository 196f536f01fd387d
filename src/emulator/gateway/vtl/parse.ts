import { Cursor } from "./cursor.ts";
import { parseExpression, parseReference } from "./expressions.ts";
import type { VtlNode } from "./syntax.ts";

/** Reads a template. @throws TemplateError where it is malformed, or uses what is not emulated */
export function parseTemplate(text: string, depth = 0): readonly VtlNode[] {
  const cursor = new Cursor(text, depth, parseTemplate);
  const { body, ended } = bodyOf(cursor, []);
  return ended === "" ? body : cursor.fail(`#${ended} without a beginning`);
}

/** Where a directive of a block ends its line, the line end belongs to it; before `#set` the indent too. */
const directive =
  /[ \t]*#(?:\{(set)\}|(set))\s*(?=\()|#(?:\{(\w+)\}|(elseif|else|end|[A-Za-z]+))(?:[ \t]*(?=\())?/y;
const comment = /##[^\n]*(?:\n|$)|#\*[^]*?(?:\*#|$)/y;
const verbatim = /#\[\[([^]*?)\]\]#/y;
const escaped = /\\([$#])/y;
const plain = /[^$#\\ \t]+|[ \t]+|[^]/y;
const lineEnd = /[ \t]*(?:\r?\n)/y;

type Body = { readonly body: readonly VtlNode[]; readonly ended: string };

/** Reads on up to one of some directives, or to the end of the text. */
function bodyOf(cursor: Cursor, ends: readonly string[]): Body {
  const body: VtlNode[] = [];
  while (!cursor.isAtEnd) {
    if (cursor.take(comment) !== null) {
      continue;
    }
    const literal = cursor.take(verbatim) ?? cursor.take(escaped);
    if (literal !== null) {
      body.push({ kind: "text", text: literal[1] ?? "" });
      continue;
    }
    const found = cursor.take(directive);
    const name = found?.slice(1).find((each) => each !== undefined) ?? "";
    if (ends.includes(name)) {
      cursor.take(lineEnd);
      return { body, ended: name };
    }
    const node = found === null ? null : directiveOf(cursor, name);
    const reference = found === null ? parseReference(cursor) : null;
    if (node !== null) {
      body.push(node);
    } else if (reference !== null) {
      body.push({ kind: "reference", reference });
    } else {
      body.push({ kind: "text", text: found?.[0] ?? cursor.take(plain)?.[0] ?? "" });
    }
  }
  return ends.length === 0 ? { body, ended: "" } : cursor.fail("#end is missing");
}

const unknown = new Set(["macro", "define", "include", "parse", "evaluate", "return", "import"]);

/** The directive of a name whose word has been read; null for text that only looks like one. */
function directiveOf(cursor: Cursor, name: string): VtlNode | null {
  switch (name) {
    case "set":
      return setOf(cursor);
    case "if":
      return cursor.inside(() => conditionOf(cursor));
    case "foreach":
      return cursor.inside(() => loopOf(cursor));
    case "break":
    case "stop":
      cursor.take(lineEnd);
      return { kind: name };
    case "end":
    case "else":
    case "elseif":
      return cursor.fail(`#${name} without a beginning`);
    default:
      return unknown.has(name) ? cursor.fail(`#${name} is not emulated`) : null;
  }
}

function setOf(cursor: Cursor): VtlNode {
  cursor.expect("(");
  cursor.take(/\s*/y);
  const to = parseReference(cursor) ?? cursor.fail("expected a variable");
  cursor.expect("=");
  const value = parseExpression(cursor);
  cursor.expect(")");
  cursor.take(lineEnd);
  return { kind: "set", to, value };
}

function conditionOf(cursor: Cursor): VtlNode {
  const branches: { test: ReturnType<typeof parseExpression>; body: readonly VtlNode[] }[] = [];
  for (let ended = "if"; ;) {
    if (ended === "else" || ended === "end") {
      const otherwise = ended === "else" ? bodyOf(cursor, ["end"]).body : [];
      return { kind: "if", branches, otherwise };
    }
    cursor.expect("(");
    const test = parseExpression(cursor);
    cursor.expect(")");
    cursor.take(lineEnd);
    const read = bodyOf(cursor, ["elseif", "else", "end"]);
    branches.push({ test, body: read.body });
    ended = read.ended;
  }
}

function loopOf(cursor: Cursor): VtlNode {
  cursor.expect("(");
  cursor.take(/\s*/y);
  const variable = parseReference(cursor);
  if (variable === null || variable.steps.length > 0 || cursor.take(/\s+in\b/y) === null) {
    return cursor.fail("#foreach wants ($variable in …)");
  }
  const over = parseExpression(cursor);
  cursor.expect(")");
  cursor.take(lineEnd);
  return { kind: "foreach", variable: variable.name, over, body: bodyOf(cursor, ["end"]).body };
}
