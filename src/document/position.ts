import { YAMLException } from "js-yaml";
import type { Place } from "../diagnostics/diagnostic.ts";
import { restOfLine } from "../lib/lines.ts";
import { tokensOf } from "../lib/pointer.ts";
import type { SpecFile } from "./file.ts";
import { Offsets } from "./offsets.ts";
import { withMissingSpaces } from "./yaml.ts";

/** A text as it was read, what stands where in it, and the offset at which each of its lines begins. */
type Positions = {
  readonly text: string;
  readonly offsets: Pick<Offsets, "of">;
  readonly lines: readonly number[];
};

/** Positions are looked for only in files with a problem to report. */
const known = new WeakMap<SpecFile, Positions>();

/**
 * Where a JSON pointer stands in a file: the key of a mapping entry, the item of a sequence; the
 * nearest ancestor where the pointer leads further than the text does.
 *
 * @param shown the file's name for messages
 */
export function placeOf(file: SpecFile, shown: string, pointer: string): Place {
  const { text, offsets, lines } = positionsOf(file);
  const offset = offsets.of(tokensOf(pointer));
  const line = lineAt(lines, offset);
  const start = lines[line - 1] ?? 0;
  return { file: shown, line, column: offset - start + 1, text: restOfLine(text, start) };
}

function positionsOf(file: SpecFile): Positions {
  const made = known.get(file) ?? positionsIn(file.text);
  known.set(file, made);
  return made;
}

function positionsIn(text: string): Positions {
  try {
    return { text, offsets: new Offsets(text), lines: lineStarts(text) };
  } catch (error) {
    // Nested deeper than the reader of events goes: the pointer beside a message says where.
    if (error instanceof RangeError) {
      return { text, offsets: { of: () => 0 }, lines: [0] };
    }
    const spaced = error instanceof YAMLException ? withMissingSpaces(text) : null;
    if (spaced === null || spaced === text) {
      throw error;
    }
    return positionsIn(spaced);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}

/** The line of an offset, from 1: the last that begins at it or before. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    [low, high] = (starts[middle] ?? 0) <= offset ? [middle, high] : [low, middle];
  }
  return low + 1;
}
