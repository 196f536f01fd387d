import type { Doc } from "../../api/doc.ts";
import { textAt } from "../../lib/json.ts";

/** The words that describe a node: `title` or `summary`, then `description`; null where there are none. */
export function docOf(raw: object): Doc | null {
  const isDeprecated = (raw as { deprecated?: unknown }).deprecated === true;
  const head = textAt(raw, "title") ?? textAt(raw, "summary");
  const parts = [head, textAt(raw, "description")].filter(
    (part) => part !== null && part.trim() !== "",
  );
  const lines = [...new Set(parts)]
    .join("\n\n")
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd());
  if (parts.length === 0 && !isDeprecated) {
    return null;
  }
  const trimmed = parts.length === 0 ? [] : trimBlank(lines);
  return { lines: trimmed, isSingle: trimmed.length === 1 && !isDeprecated, isDeprecated };
}

function trimBlank(lines: string[]): string[] {
  const from = lines.findIndex((line) => line !== "");
  const to = lines.findLastIndex((line) => line !== "");
  return lines.slice(from, to + 1);
}
