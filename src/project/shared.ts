import { join } from "node:path";
import type { ChangeKind } from "./change.ts";
import { isAsWritten, readText } from "./disk.ts";
import { lines } from "../lib/lines.ts";
import { hasMarks, merge } from "./merge.ts";
import type { KeptFile, ManifestEntry, Manifest } from "./record.ts";
import { sha256 } from "../lib/hash.ts";
import type { PlannedFile } from "../packs/file.ts";

/** What becomes of a place where both sides changed the same: stop, write marks, or keep what is there. */
export type OnConflict = "stop" | "markers" | "yours";

/** Where the text is kept that a shared file was last written with: what later changes are merged from. */
export function pristinePath(path: string): string {
  return `.sls-gen/pristine/${path}`;
}

/** What becomes of a shared file, and the text where it is known. */
export type SharedResult = { readonly kind: ChangeKind; readonly text: string | null };

/**
 * Compares a shared file, which is the user's to edit and which our changes are merged into.
 *
 * @param found its text on disk
 */
export function compareShared(
  folder: string,
  { path, text, adopts }: PlannedFile,
  found: string,
  entry: ManifestEntry | undefined,
  onConflict: OnConflict,
): SharedResult {
  if (hasMarks(lines(found))) {
    return { kind: "conflict", text: found };
  }
  if (lines(found) === text) {
    return same;
  }
  if (entry === undefined) {
    return adopts ? same : { kind: "blocked", text: null };
  }
  if (isAsWritten(found, entry)) {
    return { kind: "update", text };
  }
  if (entry.mode !== "generated" && sha256(text) === entry.sha256) {
    return same;
  }
  const base = pristineOf(folder, path, entry);
  if (base === null) {
    // Older versions wrote some of them once: what is there stays, and is merged from now on.
    const isKept = entry.mode === "yours" || onConflict === "yours";
    return isKept ? same : { kind: "edited", text: null };
  }
  return mergedWith(path, { base, mine: found, ours: text }, onConflict);
}

const same: SharedResult = { kind: "same", text: null };

function mergedWith(
  path: string,
  sides: { readonly base: string; readonly mine: string; readonly ours: string },
  onConflict: OnConflict,
): SharedResult {
  const { text, conflicts } = merge(path, sides);
  if (conflicts > 0 && onConflict !== "markers") {
    return onConflict === "yours" ? same : { kind: "conflict", text };
  }
  return text === sides.mine ? same : { kind: "merged", text };
}

/** The text that a file was last written with; null where it is not kept, or not as it was. */
function pristineOf(folder: string, path: string, entry: ManifestEntry): string | null {
  const kept = readText(join(folder, pristinePath(path)))?.text ?? null;
  return kept !== null && sha256(lines(kept)) === entry.sha256 ? lines(kept) : null;
}

/** The texts to keep of a run, for the next merge; those of files that are planned no more go. */
export function pristines(files: readonly PlannedFile[], before: Manifest): KeptFile[] {
  const shared = files.filter(({ mode }) => mode === "shared");
  const planned = new Set(shared.map(({ path }) => path));
  const gone = Object.entries(before.files).filter(
    ([path, { mode }]) => mode === "shared" && !planned.has(path),
  );
  return [
    ...shared.map(({ path, text }) => ({ path: pristinePath(path), text })),
    ...gone.map(([path]) => ({ path: pristinePath(path), text: null })),
  ];
}
