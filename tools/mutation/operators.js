// Mutants of generated TypeScript: each is one edit, switched on by its number while the tests run.
import { parseAst } from "vitest/node";

/**
 * Every mutant of a file, and the file with all of them in it: `m(7)` is true while mutant 7 is on.
 *
 * @param first number of the first mutant
 * @returns `{ text, mutants: [{ id, kind, line, was }] }`
 */
export function switched(source, path, first) {
  const mutants = [];
  const edits = [];
  const add = (node, kind, mutate) => {
    const id = first + mutants.length;
    const line = source.slice(0, node.start).split("\n").length;
    const was = source.slice(node.start, node.end).split("\n")[0].slice(0, 80);
    mutants.push({ id, kind, path, line, was });
    edits.push({ start: node.start, end: node.end, make: (text) => mutate(text, `m(${id})`) });
  };
  walk(parseAst(source, { lang: "ts" }, path), [], (node, above) =>
    operate(node, above, add, source),
  );
  return { text: `declare function m(id: number): boolean;\n${applied(source, edits)}`, mutants };
}

const value = (other) => (text, on) => `(${on} ? ${other} : ${text})`;
const dropped = (text, on) => `if (!${on}) { ${text} }`;

const boundary = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };

function operate(node, above, add, source) {
  const parent = above.at(-1);
  const text = (each) => source.slice(each.start, each.end);
  switch (node.type) {
    case "IfStatement":
      if (isGuard(node)) {
        add(node.test, "drop a check", value("false"));
      }
      break;
    case "BinaryExpression": {
      const isLoop = above.some(
        (each, at) => each.type === "ForStatement" && (above[at + 1] ?? node) === each.test,
      );
      if (!isLoop && boundary[node.operator] !== undefined) {
        const other = `${text(node.left)} ${boundary[node.operator]} ${text(node.right)}`;
        add(node, "flip a comparison", value(other));
        offByOne(node.right, add);
      } else if (node.operator === "!==" && typeof node.right.value === "number") {
        add(node, "flip a comparison", value(`${text(node.left)} < ${text(node.right)}`));
      }
      break;
    }
    case "LogicalExpression":
      if (node.operator === "&&" && above.some(isTestOf(node))) {
        add(node, "drop a type", value(text(node.left)));
        add(node, "drop a type", value(text(node.right)));
      }
      break;
    case "CallExpression":
      ofCall(node, parent, add, text);
      break;
    case "SwitchCase":
      if (node.test !== null && node.test.type === "Literal") {
        add(node.test, "skip a member", value('"\\u0000 none"'));
      }
      break;
    case "ReturnStatement":
      if (above.some((each) => each.type === "SwitchCase" && each.test === null) && isFalse(node)) {
        add(node, "let a stranger through", dropped);
      }
      break;
    case "VariableDeclarator":
      if (parent?.type === "VariableDeclaration" && above.at(-2)?.type === "ForStatement") {
        offByOne(node.init, add, [1]);
      }
      break;
    case "ExpressionStatement":
      if (/^check\.(put|remove)\(/.test(text(node))) {
        add(
          node,
          /put/.test(text(node).slice(0, 10)) ? "drop a default" : "keep what may not be sent",
          dropped,
        );
      }
      break;
    case "Property":
      ofProperty(node, above, add, text);
      break;
    default:
  }
}

const isTestOf = (node) => (each) => each.type === "IfStatement" && contains(each.test, node);
const contains = (outer, inner) => outer.start <= inner.start && inner.end <= outer.end;
const isFalse = (node) => node.argument?.value === false;

/** An `if` that refuses: it returns false, or adds a failure. */
function isGuard({ consequent }) {
  const [first, ...rest] = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  const isAdding =
    first?.type === "ExpressionStatement" && first.expression.callee?.property?.name === "add";
  return rest.length === 0 && ((first?.type === "ReturnStatement" && isFalse(first)) || isAdding);
}

function offByOne(node, add, steps = [1, -1]) {
  if (node?.type === "Literal" && typeof node.value === "number") {
    for (const step of steps) {
      add(node, "off by one", value(String(node.value + step)));
    }
  }
}

function ofCall(node, parent, add, text) {
  const name = text(node.callee);
  if (/^check\.(isShorter|isLonger)$/.test(name)) {
    offByOne(node.arguments[1], add);
  } else if (name === "check.isMultiple") {
    add(node.arguments[1], "another multiple", value(`${text(node.arguments[1])} * 2`));
  } else if (
    /^(is[A-Z_]|check\.[a-z])/.test(name) &&
    parent?.operator === "!" &&
    !/^check\.is(Object|Array)$/.test(name)
  ) {
    add(node, "swap is and true", value("true"));
  } else if (/^\/\^.*\$\/u?\.test$/s.test(name)) {
    const loose = name.replace(/^\/\^/, "/").replace(/\$(\/u?\.test)$/s, "$1");
    add(
      node.callee,
      "loosen a pattern",
      (was, on) => `((t: string) => ${on} ? ${loose}(t) : ${was}(t))`,
    );
  } else if (name === "out.add" && node.arguments[1]?.type === "Literal") {
    add(node.arguments[1], "another keyword", value('"other"'));
    add(node.arguments[0], "another pointer", value('"/other"'));
  } else if (name === "http.cognitoCaller") {
    add(node, "drop scopes", value("http.cognitoCaller([])"));
  }
}

/** Settings of an operation are read again each time: a getter is switched, a value would not be. */
function ofProperty(node, above, add, text) {
  const inOperation = above.some(
    (each) => each.type === "VariableDeclarator" && /(Operation|Answers)$/.test(each.id.name),
  );
  const key = node.key.name;
  const other = inOperation ? otherSetting(key, text(node.value), node.value) : undefined;
  if (other !== undefined) {
    add(node, other[0], (was, on) => {
      const at = was.indexOf(":");
      return `get ${key}(): any { return ${on} ? ${other[1]} : ${was.slice(at + 1)}; }`;
    });
  }
}

function otherSetting(key, text, node) {
  const flipped = text === "true" ? "false" : "true";
  switch (key) {
    case "is":
      return text === "check.isAnything" ? undefined : ["swap is and true", "() => true"];
    case "errors":
      return text === "check.noErrors" ? undefined : ["drop errors", "() => {}"];
    case "settle":
      return ["drop defaults", "undefined"];
    case "style":
      return ["skip a style", text === "http.simple" ? "http.label" : "http.simple"];
    case "isExploded":
      return ["skip a style", flipped];
    case "isRequired":
      return ["flip required", flipped];
    case "isClosed":
      return ["let a stranger through", "false"];
    case "scalars":
      return node.elements.length > 0
        ? ["read another type", text === '["string"]' ? '["number"]' : '["string"]']
        : undefined;
    case "status":
      return ["swap statuses", `"${node.value === "299" ? "298" : "299"}"`];
    case "type":
      return text === '""' ? undefined : ["another media type", '"application/x-other"'];
    case "auth":
      return text.startsWith("http.noCaller") ? undefined : ["remove security", "http.noCaller"];
    default:
      return undefined;
  }
}

function walk(node, above, visit) {
  visit(node, above);
  for (const [key, child] of Object.entries(node)) {
    const children = Array.isArray(child) ? child : [child];
    for (const each of key === "parent" ? [] : children) {
      if (typeof each === "object" && each !== null && typeof each.type === "string") {
        walk(each, [...above, node], visit);
      }
    }
  }
}

/** Applies edits from the inside out: those inside another are made first, and several of one place each in turn. */
function applied(source, edits) {
  const inside = (start, end, list) => {
    const outer = list.filter(
      (each) => !list.some((other) => other !== each && isAround(other, each, list)),
    );
    let text = "";
    let at = start;
    for (const edit of outer.sort((a, b) => a.start - b.start)) {
      const rest = list.filter(
        (each) => each !== edit && each.start >= edit.start && each.end <= edit.end,
      );
      text += source.slice(at, edit.start) + edit.make(inside(edit.start, edit.end, rest));
      at = edit.end;
    }
    return text + source.slice(at, end);
  };
  return inside(0, source.length, edits);
}

/** Of two edits of one place the first is the outer one. */
function isAround(outer, inner, list) {
  const isSame = outer.start === inner.start && outer.end === inner.end;
  return isSame
    ? list.indexOf(outer) < list.indexOf(inner)
    : outer.start <= inner.start && inner.end <= outer.end;
}
