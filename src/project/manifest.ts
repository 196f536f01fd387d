import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import type { FileChange } from "./change.ts";
import { isRaw, rawAt, type Raw } from "../lib/json.ts";
import type { ManifestEntry, Manifest, TemplateOverride, Sources } from "./record.ts";
import { sha256 } from "../lib/hash.ts";
import type { PlannedFile } from "../packs/file.ts";

/** Where the record of what was written is kept: committed with the project. */
export const manifestPath = ".sls-gen/manifest.json";

/** The form of the record; older ones are read, newer ones refused. */
const current = 2;

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
    return { sources: null, ids: new Map(), overrides: new Map(), files: {} };
  }
  const data = parse(text);
  if (!isRaw(data) || !isRaw(data["files"]) || typeof data["version"] !== "number") {
    const isConflict = /^(<{7}|={7}|>{7})/m.test(text);
    const reason = isConflict ? "it holds the marks of a merge conflict" : "it is not valid";
    return stop(2, "write/manifest", { reason }, null);
  }
  if (data["version"] > current) {
    return stop(
      2,
      "write/manifest",
      { reason: "it was written by a newer sls-gen: install that version" },
      null,
    );
  }
  return manifestOf(data, data["files"]);
}

function manifestOf(data: Raw, files: Raw): Manifest {
  const entries = Object.entries(files).filter(([, entry]) => isRaw(entry));
  return {
    sources: isRaw(data["sources"]) ? (data["sources"] as Sources) : null,
    ids: textsAt(data, "ids"),
    overrides: textsAt(data, "overrides"),
    files: Object.fromEntries(entries.map(([path, entry]) => [path, entryFrom(entry as Raw)])),
  };
}

function textsAt(data: Raw, key: string): Map<string, string> {
  const pairs = Object.entries(rawAt(data, key));
  return new Map(pairs.filter((each): each is [string, string] => typeof each[1] === "string"));
}

function entryFrom(raw: Raw): ManifestEntry {
  const text = (key: string) => (typeof raw[key] === "string" ? raw[key] : null);
  return {
    mode: raw["mode"] === "yours" || raw["mode"] === "shared" ? raw["mode"] : "generated",
    sha256: text("sha256") ?? "",
    operation: text("operation"),
    // It becomes a part of paths and of code: a record is a file like any other.
    operationId: identifierOf(text("operationId")),
    template: text("template"),
    former: identifierOf(text("former")),
  };
}

function identifierOf(text: string | null): string | null {
  return text !== null && /^[A-Za-z_$][\w$]*$/.test(text) ? text : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a record is made from besides the changes. */
export type ManifestInput = {
  readonly files: readonly PlannedFile[];
  readonly before: Manifest;
  readonly ids: ReadonlyMap<string, string>;
  readonly sources: Sources;
  readonly overrides: readonly TemplateOverride[];
};

/**
 * The record after a run: sorted, without times. A file that is the user's keeps the hash of what
 * was first written, so that an untouched one can be told from one that was worked on.
 */
export function manifestText(changes: readonly FileChange[], recording: ManifestInput): string {
  const { files, before, ids, sources, overrides } = recording;
  const planned = new Map(files.map((file) => [file.path, file]));
  const entries = changes
    .filter((change) => change.kind !== "orphan-generated")
    .map((change): [string, ManifestEntry] => [
      change.path,
      entryOf(change, planned.get(change.path), before.files[change.path]),
    ]);
  const kept = Object.fromEntries([...ids].sort(([a], [b]) => (a < b ? -1 : 1)));
  const replaced = overrides.map(({ name, base }) => [name, sha256(base)]);
  const own = overrides.length === 0 ? {} : { overrides: Object.fromEntries(replaced) };
  const manifest = {
    version: current,
    sources,
    ...own,
    ids: kept,
    files: Object.fromEntries(entries),
  };
  const said = (key: string, value: unknown) =>
    key === "former" && value === null ? undefined : value;
  return `${JSON.stringify(manifest, said, 2)}\n`;
}

function entryOf(
  { kind, mode, operation, text }: FileChange,
  planned: PlannedFile | undefined,
  earlier: ManifestEntry | undefined,
): ManifestEntry {
  if ((kind === "orphan-yours" || planned === undefined) && earlier !== undefined) {
    return earlier;
  }
  // What is on disk then is not what we would have written: it has been worked on.
  const isWorkedOn = (mode === "shared" || kind === "moved") && planned !== undefined;
  const written = isWorkedOn ? planned.text : (text ?? planned?.text ?? "");
  const isOld = kind === "same" && mode === "yours" && earlier !== undefined;
  return {
    mode,
    sha256: isOld ? earlier.sha256 : sha256(written),
    operation,
    operationId: planned?.operationId ?? null,
    template: planned?.template ?? null,
    former: (isOld ? earlier.former : planned?.former) ?? null,
  };
}
