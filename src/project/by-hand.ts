import type { Collector } from "../diagnostics/collector.ts";
import type { FileChange } from "./change.ts";
import type { PlannedFile } from "../packs/file.ts";

/**
 * Reports what users must change themselves: a file of theirs that lacks what the generated part needs, as one
 * that another version wrote may.
 */
export function reportByHand(
  changes: readonly FileChange[],
  files: readonly PlannedFile[],
  found: Collector,
): void {
  const texts = new Map(
    changes
      .filter(({ kind }) => kind === "same")
      .map(({ path, found: text }) => [path, text ?? ""]),
  );
  for (const { path, mode, expects } of files) {
    const text = mode === "yours" ? texts.get(path) : undefined;
    const missing = expects.filter((each) => text !== undefined && !text.includes(each.text));
    for (const { text: wanted, near, advice } of missing) {
      found.add("write/by-hand", { path, text: wanted, advice }, placeIn(path, text ?? "", near));
    }
  }
}

function placeIn(file: string, text: string, near: string) {
  const lines = text.split("\n");
  const index = Math.max(
    0,
    lines.findIndex((line) => line.includes(near)),
  );
  const line = lines[index] ?? "";
  return { file, line: index + 1, column: Math.max(0, line.indexOf(near)) + 1, text: line };
}
