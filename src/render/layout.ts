/**
 * Marks that templates leave in their text where a line may be broken. They are private-use
 * characters, which no escaping helper lets through from the document.
 */
export const marks = {
  open: "\uE000",
  close: "\uE001",
  line: "\uE002",
  softline: "\uE003",
  indent: "\uE004",
  dedent: "\uE005",
  brokenOpen: "\uE006",
  brokenClose: "\uE007",
  /** Breaks the groups that it stands in, whether they fit or not. */
  force: "\uE008",
} as const;

const any = /[\uE000-\uE008]/;
const tokens = /[\uE000-\uE008\n]|[^\uE000-\uE008\n]+/g;

/**
 * Lays out marked text: a group stays on its line where it fits, else every line mark of the group
 * becomes a line break (the rule Prettier's documents follow).
 *
 * @param width characters a line may have
 */
export function layOut(text: string, width: number): string {
  if (!any.test(text)) {
    return text;
  }
  const parts = text.match(tokens) ?? [];
  const out: Output = { done: [], current: "", indent: 0 };
  print(parts, 0, parts.length, false, out, width);
  return [...out.done, out.current].join("\n");
}

type Output = { done: string[]; current: string; indent: number };

/** Prints parts from..to; `isBroken` says whether line marks here break. */
function print(
  parts: readonly string[],
  from: number,
  to: number,
  isBroken: boolean,
  out: Output,
  width: number,
): void {
  for (let at = from; at < to; at += 1) {
    const part = parts[at] ?? "";
    if (part === marks.open) {
      const end = closing(parts, at, marks.open, marks.close);
      const fits =
        out.current.length + flatWidth(parts, at + 1, end) + restWidth(parts, end + 1) <= width;
      const outer = out.indent;
      out.indent = fits ? outer : Math.max(outer, indentOf(out.current));
      print(parts, at + 1, end, !fits, out, width);
      out.indent = outer;
      at = end;
    } else if (part === marks.brokenOpen) {
      const end = closing(parts, at, marks.brokenOpen, marks.brokenClose);
      if (isBroken) {
        print(parts, at + 1, end, isBroken, out, width);
      }
      at = end;
    } else {
      printPart(part, isBroken, out);
    }
  }
}

function printPart(part: string, isBroken: boolean, out: Output): void {
  if (part === "\n") {
    newline(out, 0);
  } else if (part === marks.indent || part === marks.dedent) {
    out.indent += part === marks.indent ? 2 : -2;
  } else if (part === marks.line || part === marks.softline) {
    if (isBroken) {
      newline(out, out.indent);
    } else {
      out.current += part === marks.line ? " " : "";
    }
  } else if (part !== marks.force) {
    out.current += part;
  }
}

function newline(out: Output, indent: number): void {
  out.done.push(out.current.trimEnd());
  out.current = " ".repeat(indent);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Index of the mark that closes the one at `at`. */
function closing(parts: readonly string[], at: number, open: string, close: string): number {
  let depth = 0;
  for (let index = at; index < parts.length; index += 1) {
    depth += parts[index] === open ? 1 : parts[index] === close ? -1 : 0;
    if (depth === 0) {
      return index;
    }
  }
  throw new Error("a group in a template is not closed");
}

/** Width of parts printed on one line; infinite where they hold a line break of their own. */
function flatWidth(parts: readonly string[], from: number, to: number): number {
  let width = 0;
  for (let at = from; at < to; at += 1) {
    const part = parts[at] ?? "";
    if (part === "\n" || part === marks.force) {
      return Number.POSITIVE_INFINITY;
    }
    if (part === marks.brokenOpen) {
      at = closing(parts, at, marks.brokenOpen, marks.brokenClose);
    } else {
      width += part === marks.line ? 1 : any.test(part) ? 0 : part.length;
    }
  }
  return width;
}

/** Width of what follows a group up to the next place where the line may end. */
function restWidth(parts: readonly string[], from: number): number {
  let width = 0;
  for (const part of parts.slice(from, from + 20)) {
    if (part === "\n" || part === marks.line || part === marks.softline) {
      break;
    }
    width += any.test(part) ? 0 : part.length;
  }
  return width;
}
