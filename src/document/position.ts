import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Place } from "../diagnostics/diagnostic.ts";
import { tokensOf } from "../lib/pointer.ts";
import type { SpecFile } from "./file.ts";

/** Documents parsed with positions: slow, so only for files with a problem to report. */
const parsed = new WeakMap<SpecFile, { document: Document; lines: LineCounter }>();

/**
 * Where a JSON pointer stands in a file: the key of a mapping entry, the item of a sequence; the
 * nearest ancestor where the pointer leads further than the text does.
 *
 * @param shown the file's name for messages
 */
export function placeOf(file: SpecFile, shown: string, pointer: string): Place {
  const { document, lines } = positions(file);
  const offset = offsetOf(document.contents, tokensOf(pointer));
  const { line, col } = lines.linePos(offset);
  return {
    file: shown,
    line,
    column: col,
    text: textFrom(file.text, lines.lineStarts[line - 1] ?? 0),
  };
}

function positions(file: SpecFile): { document: Document; lines: LineCounter } {
  let found = parsed.get(file);
  if (found === undefined) {
    const lines = new LineCounter();
    const document = parseDocument(file.text, {
      lineCounter: lines,
      uniqueKeys: false,
      logLevel: "silent",
    });
    found = { document, lines };
    parsed.set(file, found);
  }
  return found;
}

/** Walks down token by token, remembering the last place that exists. */
function offsetOf(root: Node | null, tokens: readonly string[]): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const token of tokens) {
    const step = stepTo(node, token);
    if (step === null) {
      break;
    }
    offset = step.offset;
    node = step.node;
  }
  return offset;
}

function stepTo(node: unknown, token: string): { node: unknown; offset: number } | null {
  if (isMap(node)) {
    const pair = pairsOf(node).get(token);
    return pair === undefined
      ? null
      : { node: pair.value, offset: (pair.key as Node).range?.[0] ?? 0 };
  }
  if (isSeq(node)) {
    const item = node.items[Number(token)] as Node | undefined;
    return item === undefined ? null : { node: item, offset: item.range?.[0] ?? 0 };
  }
  return null;
}

/** The entries of a mapping by key: a mapping of many paths is asked again for each problem. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = indexes.get(map);
  if (known !== undefined) {
    return known;
  }
  const made = new Map<string, Pair>();
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : null;
    if (key !== null && !made.has(key)) {
      made.set(key, pair);
    }
  }
  indexes.set(map, made);
  return made;
}

const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** One line of a text, from 1, as {@link textFrom} has it. */
export function lineOf(text: string, line: number): string {
  let from = 0;
  for (let number = 1; number < line; number += 1) {
    from = text.indexOf("\n", from) + 1;
  }
  return textFrom(text, from);
}

/** What is left of a line, with control characters made blanks (a terminal would obey them). */
function textFrom(text: string, from: number): string {
  const end = text.indexOf("\n", from);
  return text.slice(from, end < 0 ? undefined : end).replace(/\r$/, "");
}
