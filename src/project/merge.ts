import { diff3Merge } from "node-diff3";
import { isRaw, type Raw } from "../lib/json.ts";
import { lines } from "../lib/lines.ts";

/** What came of a merge: the text, with marks where both sides changed the same, and how many such places. */
export type MergeResult = { readonly text: string; readonly conflicts: number };

/** The three sides of a merge: as it was written, as it is on disk, as it would be written now. */
export type Sides = { readonly base: string; readonly mine: string; readonly ours: string };

/** Returns true if a file contains unresolved conflict markers. */
export function hasMarks(text: string): boolean {
  return /^<{7} yours$/m.test(text) && /^>{7} sls-gen$/m.test(text);
}

/**
 * Brings what changed on our side into a file that somebody works on. JSON is merged member by member, so that
 * its layout is no conflict; everything else, and JSON in conflict, by lines.
 */
export function merge(path: string, sides: Sides): MergeResult {
  const json = path.endsWith(".json") ? mergeJson(sides) : null;
  if (json === null) {
    return mergeLines(sides);
  }
  const merged = json === "conflict" ? mergeLines(sides) : json;
  // Members that both changed need not stand in the same lines: then all of the file is in conflict.
  return json === "conflict" && merged.conflicts === 0
    ? { text: wholeMarked(sides), conflicts: 1 }
    : merged;
}

function wholeMarked({ mine, ours }: Sides): string {
  return `${marked({ a: split(mine.trimEnd()), b: split(ours.trimEnd()) }).join("\n")}\n`;
}

/** True where every line ends as on Windows; a file of both kinds is left as it is, line by line. */
function hasCrlf(text: string): boolean {
  return text.includes("\r\n") && !/(^|[^\r])\n/.test(text);
}

/** Line ends stay those of the file on disk. */
function mergeLines({ base, mine, ours }: Sides): MergeResult {
  const isCrlf = hasCrlf(mine);
  const blocks = diff3Merge(split(isCrlf ? lines(mine) : mine), split(base), split(ours), {
    excludeFalseConflicts: true,
  });
  const conflicts = blocks.filter(({ conflict }) => conflict !== undefined).length;
  const text = blocks
    .map(({ ok, conflict }) => (conflict === undefined ? (ok ?? []) : marked(conflict)).join("\n"))
    .join("\n");
  return { text: isCrlf ? text.replaceAll("\n", "\r\n") : text, conflicts };
}

function split(text: string): string[] {
  return text.split("\n");
}

function marked({ a, b }: { readonly a: string[]; readonly b: string[] }): string[] {
  return ["<<<<<<< yours", ...a, "=======", ...b, ">>>>>>> sls-gen"];
}

/** @returns null where a side is no JSON object, `conflict` where both changed the same member */
function mergeJson({ base, mine, ours }: Sides): MergeResult | "conflict" | null {
  const [from, found, planned] = [base, mine, ours].map(parse);
  if (!isRaw(from) || !isRaw(found) || !isRaw(planned)) {
    return null;
  }
  const merged = mergeMembers(from, found, planned);
  if (merged === null) {
    return "conflict";
  }
  const isSame = JSON.stringify(merged) === JSON.stringify(found);
  const text = `${JSON.stringify(merged, null, /^([ \t]+)"/m.exec(mine)?.[1] ?? 2)}\n`;
  const ended = hasCrlf(mine) ? text.replaceAll("\n", "\r\n") : text;
  return { text: isSame ? mine : ended, conflicts: 0 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Members stay in the order of the file on disk; what is new on our side comes after them. */
function mergeMembers(base: Raw, mine: Raw, ours: Raw): Raw | null {
  const members: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(ours)])) {
    const [was, found, planned] = [base, mine, ours].map((side) =>
      Object.hasOwn(side, key) ? side[key] : undefined,
    );
    const merged = mergeMember(was, found, planned);
    if (merged === null) {
      return null;
    }
    if (merged.value !== undefined) {
      members.push([key, merged.value]);
    }
  }
  return Object.fromEntries(members);
}

/** @returns null where both sides changed a member, each in its way; `undefined` where it is to go */
function mergeMember(base: unknown, mine: unknown, ours: unknown): { value: unknown } | null {
  const [was, found, planned] = [base, mine, ours].map((value) => JSON.stringify(value));
  if (was === planned || found === planned) {
    return { value: mine };
  }
  if (was === found) {
    return { value: ours };
  }
  const nested =
    isRaw(mine) && isRaw(ours) ? mergeMembers(isRaw(base) ? base : {}, mine, ours) : null;
  return nested === null ? null : { value: nested };
}
