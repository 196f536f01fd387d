import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import { isRaw } from "../spec/json.ts";
import type { Change, Mode, PlannedFile } from "../model/plan.ts";

/** Where the record of what was written is kept: committed with the project. */
export const manifestPath = ".sls-gen/manifest.json";

/** One file as it was last written. */
export type Entry = {
  readonly mode: Mode;
  readonly sha256: string;
  readonly operation: string | null;
};

/** The record of a project: entries by path. */
export type Manifest = {
  readonly version: 1;
  /** Logical ids of operations in the stack, by `METHOD path`: they outlive a new name. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, Entry>>;
};

/**
 * Reads the record of a project; an empty one where there is none yet.
 *
 * @throws Stop (exit code 2) where it is not one that this version can use
 */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestPath), "utf8");
  } catch {
    return { version: 1, files: {} };
  }
  const data = parse(text);
  if (!isRaw(data) || !isRaw(data["files"])) {
    return stop(2, "write/manifest", { reason: "it is not JSON of the expected form" }, null);
  }
  if (data["version"] !== 1) {
    return stop(2, "write/manifest", { reason: "a newer sls-gen wrote it" }, null);
  }
  return data as Manifest;
}

/** The logical ids that a manifest keeps, by operation key. */
export function idsOf({ ids }: Manifest): Map<string, string> {
  const entries = isRaw(ids) ? Object.entries(ids) : [];
  return new Map(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The record after a run: sorted, without times. A file that is the user's keeps the hash of what
 * was first written, so that an untouched one can be told from one that was worked on.
 */
export function manifestText(
  changes: readonly Change[],
  files: readonly PlannedFile[],
  before: Manifest,
  ids: ReadonlyMap<string, string>,
): string {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const entries = changes
    .filter((change) => change.kind !== "remove")
    .map((change): [string, Entry] => [
      change.path,
      entryOf(change, texts.get(change.path) ?? "", before.files[change.path]),
    ]);
  const kept = Object.fromEntries([...ids].sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifest = { version: 1, ids: kept, files: Object.fromEntries(entries) };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function entryOf(
  { kind, mode, operation, text }: Change,
  planned: string,
  earlier: Entry | undefined,
): Entry {
  const isOld = kind === "kept" || kind === "orphan";
  return isOld && earlier !== undefined
    ? earlier
    : { mode, sha256: sha256(text ?? planned), operation };
}

/** The hash by which a file is known as unchanged. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
