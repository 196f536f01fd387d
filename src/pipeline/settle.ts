import { Collector, Stop } from "../diagnostics/collector.ts";
import type { Change, PlannedFile } from "../model/plan.ts";
import { formatFile } from "../render/format.ts";
import type { Spec } from "../spec/spec.ts";
import { compare, type Comparing } from "../write/compare.ts";
import { diffOf } from "../write/diff.ts";
import type { Manifest } from "../write/manifest.ts";
import { formersOf, type Former } from "../write/renames.ts";
import { located } from "./problems.ts";
import type { Rendered } from "./render.ts";

/** Prettier sees the user's files when they are first written; generated ones are printed formatted. */
async function formatCreated(changes: readonly Change[]): Promise<Change[]> {
  return Promise.all(
    changes.map(async (change) =>
      change.mode === "yours" && change.text !== null
        ? { ...change, text: await formatFile(change.path, change.text) }
        : change,
    ),
  );
}

/** What a run would do to the disk. */
export type Settled = {
  readonly files: readonly PlannedFile[];
  readonly changes: readonly Change[];
  /** Handlers under a former name of their operation, by its key: they stay, and are re-exported. */
  readonly formers: ReadonlyMap<string, Former>;
};

type Careful = Omit<Comparing, "wired">;

/**
 * Compares what is planned with the disk. Files of the user's that are planned no more change the plan:
 * handlers whose operation has another name are kept wired, the others are left out of types and tests.
 */
export async function settle(
  folder: string,
  rendered: Rendered,
  before: Manifest,
  careful: Careful,
): Promise<Settled> {
  const handlers = rendered.files.filter(({ template }) => template.endsWith("/handler.ts.hbs"));
  const byKey = new Map(handlers.map((file) => [file.operation ?? "", file]));
  const formers = formersOf(folder, byKey, before);
  const wired = new Set([...formers.values()].map(({ path }) => path));
  const first = compare(folder, rendered.files, before, { ...careful, wired });
  const orphans = first.filter(({ kind }) => kind === "orphan-yours").map(({ path }) => path);
  if (formers.size + orphans.length === 0) {
    return { files: rendered.files, changes: await formatCreated(first), formers };
  }
  const names = new Map([...formers].map(([key, { camel }]) => [key, camel]));
  const files = rendered.replan(names, orphans);
  const changes = compare(folder, files, before, { ...careful, wired });
  return { files, changes: await formatCreated(changes), formers };
}

/** Files that somebody edited, or that are not ours, are told all at once, with what was changed. */
export function refuseInTheWay({ changes, files }: Settled, spec: Spec): void {
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
