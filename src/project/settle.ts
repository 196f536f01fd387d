import { Collector, Stop } from "../diagnostics/collector.ts";
import type { FileChange } from "./change.ts";
import { formatFile } from "../packs/format.ts";
import type { Spec } from "../document/spec.ts";
import { compare, type CompareOptions } from "./compare.ts";
import { diffOf } from "./diff.ts";
import type { Manifest } from "./record.ts";
import { movesOf, withMoves } from "./move.ts";
import { formersOf, type Former } from "./renames.ts";
import { located } from "../document/problems.ts";
import type { PlannedFile } from "../packs/file.ts";
import type { Hooks } from "../packs/pack.ts";

/** What a template leaves to Prettier, which sees it when it is first written. */
async function formatCreated(
  changes: readonly FileChange[],
  files: readonly PlannedFile[],
): Promise<FileChange[]> {
  const left = new Set(files.filter((file) => file.isUnformatted).map(({ path }) => path));
  return Promise.all(
    changes.map(async (change) =>
      left.has(change.path) && change.text !== null
        ? { ...change, text: await formatFile(change.path, change.text) }
        : change,
    ),
  );
}

/** What is planned for a project. */
export type Plan = {
  readonly files: readonly PlannedFile[];
  /** What packs do in code. */
  readonly hooks: readonly Hooks[];
  /** The files again, with names that operations had before, and without some files of the user's. */
  readonly replan: (
    formers: ReadonlyMap<string, readonly string[]>,
    orphans: readonly string[],
  ) => readonly PlannedFile[];
};

/** What a run would do to the disk. */
export type SettledPlan = {
  readonly files: readonly PlannedFile[];
  readonly changes: readonly FileChange[];
  /** Handlers under a former name of their operation, by its key: they stay, and are re-exported. */
  readonly formers: ReadonlyMap<string, readonly Former[]>;
  readonly served: readonly HandlerHandover[];
};

/** A handler that serves another operation than it was written for: keys of both. */
export type HandlerHandover = { readonly path: string; readonly from: string; readonly to: string };

type Careful = Omit<CompareOptions, "wired"> & {
  /** Moves files of the user's to the new names of their operations. */
  readonly move: boolean;
};

/**
 * Compares what is planned with the disk. Files of the user's that are planned no more change the plan:
 * handlers whose operation has another name are kept wired, the others are left out of types and tests.
 */
export async function settle(
  folder: string,
  rendered: Plan,
  before: Manifest,
  careful: Careful,
): Promise<SettledPlan> {
  const first = compare(folder, rendered.files, before, careful);
  const moves = careful.move ? movesOf(folder, first, rendered, before) : [];
  const gone = new Set(moves.map(({ from }) => from ?? ""));
  const handlers = rendered.files.filter(({ role }) => role === "handler");
  const formers = formersOf(folder, handlers, before, gone);
  const wired = new Set([...formers.values()].flat().map(({ path }) => path));
  const orphans = first
    .filter(({ kind, path }) => kind === "orphan-yours" && !wired.has(path) && !gone.has(path))
    .map(({ path }) => path);
  const isPlain = formers.size + orphans.length === 0;
  const names = new Map([...formers].map(([key, all]) => [key, all.map(({ camel }) => camel)]));
  const files = isPlain ? rendered.files : rendered.replan(names, orphans);
  const changes = isPlain ? first : compare(folder, files, before, { ...careful, wired });
  const served = handoversOf(handlers, changes, before);
  return { files, changes: withMoves(await formatCreated(changes, files), moves), formers, served };
}

/** Handlers that were worked on for another operation, which has another name now. */
function handoversOf(
  handlers: readonly PlannedFile[],
  changes: readonly FileChange[],
  before: Manifest,
): HandlerHandover[] {
  const kept = new Set(changes.filter(({ kind }) => kind === "same").map(({ path }) => path));
  return handlers.flatMap(({ path, operation }) => {
    const earlier = before.files[path]?.operation ?? null;
    return kept.has(path) && operation !== null && earlier !== null && earlier !== operation
      ? [{ path, from: earlier, to: operation }]
      : [];
  });
}

/** Reports all files that were edited or are in the way, with their changes. */
export function refuseInTheWay({ changes, files }: SettledPlan, spec: Spec): void {
  const planned = new Map(files.map((file) => [file.path, file]));
  const found = new Collector();
  for (const { kind, path } of changes) {
    const template = planned.get(path)?.template ?? "";
    if (kind === "blocked") {
      found.add("write/blocked", { path }, null);
    } else if (kind === "edited") {
      found.add("write/edited", { path, template }, null);
    } else if (kind === "conflict") {
      found.add("write/conflict", { path }, null);
    }
  }
  if (found.hasErrors) {
    const shown = changes.filter(({ kind }) => kind === "edited" || kind === "conflict");
    const diffs = shown.map((change) =>
      diffOf(change, change.text ?? planned.get(change.path)?.text ?? null),
    );
    throw new Stop(located(found, spec), 4, diffs.join("\n"));
  }
}
