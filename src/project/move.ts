import { join } from "node:path";
import type { FileChange } from "./change.ts";
import { isAsWritten, readText } from "./disk.ts";
import type { Manifest } from "./record.ts";
import type { PlannedFile } from "../packs/file.ts";
import type { Hooks } from "../packs/pack.ts";

/** What is planned, and what packs do in code. */
type Movable = { readonly files: readonly PlannedFile[]; readonly hooks: readonly Hooks[] };

/** What is known around a file that may move. */
type Around = {
  readonly changes: readonly FileChange[];
  readonly manifest: Manifest;
  readonly rename: (text: string, from: string, to: string) => string;
};

/**
 * Files of the user's that carry a former name of their operation, and that move to its new one with consent.
 * Nothing in them is changed but what they import, and under which name.
 *
 * @param changes what a run would do without that
 * @returns what is to take the place of some of the changes
 */
export function movesOf(
  folder: string,
  changes: readonly FileChange[],
  { files, hooks }: Movable,
  manifest: Manifest,
): FileChange[] {
  const rename = (text: string, from: string, to: string) =>
    hooks.reduce((renamed, hook) => hook.rename?.(renamed, from, to) ?? renamed, text);
  return files
    .filter(({ mode, operation }) => mode === "yours" && operation !== null)
    .flatMap((file) => moveOf(folder, file, { changes, manifest, rename }));
}

/** Changes with moves in the places of those that they are instead of. */
export function withMoves(
  changes: readonly FileChange[],
  moves: readonly FileChange[],
): FileChange[] {
  const places = new Set(moves.flatMap(({ path, from }) => [path, from]));
  return [...changes.filter(({ path }) => !places.has(path)), ...moves].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/** A file moves to a place that holds nothing of the user's. */
function moveOf(
  folder: string,
  file: PlannedFile,
  { changes, manifest, rename }: Around,
): FileChange[] {
  const here = changes.find(({ path }) => path === file.path);
  const entry = manifest.files[file.path];
  const isFree =
    here?.found === null ||
    (here?.found !== undefined && entry !== undefined && isAsWritten(here.found, entry));
  const olds = changes.filter(
    ({ kind, path, operation }) =>
      kind === "orphan-yours" &&
      operation === file.operation &&
      manifest.files[path]?.template === file.template,
  );
  const [old] = olds;
  const text = old === undefined ? null : (readText(join(folder, old.path))?.text ?? null);
  const name = old === undefined ? null : (manifest.files[old.path]?.operationId ?? null);
  if (here === undefined || old === undefined || text === null || name === null) {
    return [];
  }
  if (!isFree || olds.length > 1) {
    return [];
  }
  const moved = rename(text, name, file.operationId ?? "");
  return [
    { ...here, kind: "moved", from: old.path, fromFound: text, text: moved },
    ...leftBehind(here),
  ];
}

/** A stub that would have moved here goes: it only handed on to the file that moves. */
function leftBehind(here: FileChange): FileChange[] {
  return here.from === null
    ? []
    : [
        {
          ...here,
          kind: "orphan-generated",
          path: here.from,
          found: here.fromFound,
          from: null,
          text: null,
        },
      ];
}
