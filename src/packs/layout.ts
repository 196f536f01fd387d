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
  const parts = measured(text.match(tokens) ?? []);
  const out: Output = { done: [], current: "", indent: 0 };
  print(parts, 0, parts.texts.length, false, out, width);
  return [...out.done, out.current].join("\n");
}

type Output = { done: string[]; current: string; indent: number };

/** The parts of a text, and what is asked of them again and again: a text may be nested a thousand levels deep. */
type Parts = {
  readonly texts: readonly string[];
  /** For each mark that opens something, where it is closed. */
  readonly closings: ReadonlyMap<number, number>;
  /** Width of everything before a part, on one line, without what stands in broken groups only. */
  readonly widths: readonly number[];
  /** How many parts before a part break their line in any case. */
  readonly breaks: readonly number[];
};

const closes: Readonly<Record<string, string>> = {
  [marks.close]: marks.open,
  [marks.brokenClose]: marks.brokenOpen,
};

function measured(texts: readonly string[]): Parts {
  const closings = new Map<number, number>();
  const open: number[] = [];
  const widths = [0];
  const breaks = [0];
  let hidden = 0;
  for (const [at, part] of texts.entries()) {
    const opener = closes[part];
    if (part === marks.open || part === marks.brokenOpen) {
      open.push(at);
    } else if (opener !== undefined && texts[open.at(-1) ?? -1] === opener) {
      closings.set(open.pop() ?? 0, at);
    } else if (opener !== undefined) {
      throw new Error("a group in a template is not closed");
    }
    hidden += part === marks.brokenOpen ? 1 : part === marks.brokenClose ? -1 : 0;
    const isShown = hidden === 0;
    const isBreak = part === "\n" || part === marks.force;
    widths.push((widths[at] ?? 0) + (isShown && !isBreak ? flatWidthOf(part) : 0));
    breaks.push((breaks[at] ?? 0) + (isShown && isBreak ? 1 : 0));
  }
  if (open.length > 0) {
    throw new Error("a group in a template is not closed");
  }
  return { texts, closings, widths, breaks };
}

function flatWidthOf(part: string): number {
  return part === marks.line ? 1 : any.test(part) ? 0 : part.length;
}

/** Prints parts from..to; `isBroken` says whether line marks here break. */
function print(
  parts: Parts,
  from: number,
  to: number,
  isBroken: boolean,
  out: Output,
  width: number,
): void {
  for (let at = from; at < to; at += 1) {
    const part = parts.texts[at] ?? "";
    const end = parts.closings.get(at) ?? at;
    if (part === marks.open) {
      const fits =
        out.current.length + flatWidth(parts, at + 1, end) + restWidth(parts, end + 1) <= width;
      const outer = out.indent;
      out.indent = fits ? outer : Math.max(outer, indentOf(out.current));
      print(parts, at + 1, end, !fits, out, width);
      out.indent = outer;
      at = end;
    } else if (part === marks.brokenOpen) {
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

/** Width of parts printed on one line; infinite where they hold a line break of their own. */
function flatWidth({ widths, breaks }: Parts, from: number, to: number): number {
  return breaks[to] === breaks[from]
    ? (widths[to] ?? 0) - (widths[from] ?? 0)
    : Number.POSITIVE_INFINITY;
}

/** Width of what follows a group up to the next place where the line may end. */
function restWidth({ texts }: Parts, from: number): number {
  let width = 0;
  for (const part of texts.slice(from, from + 20)) {
    if (part === "\n" || part === marks.line || part === marks.softline) {
      break;
    }
    width += any.test(part) ? 0 : part.length;
  }
  return width;
}
