import type { FileChange } from "./project/change.ts";
import type { SettledPlan } from "./project/settle.ts";
import type { ReadDocument } from "./understand.ts";

/** What a new project begins with: it is written in one step with what is generated, or not at all. */
export type Starting = {
  /** Path of the config in the project, and its text. */
  readonly config: { readonly path: string; readonly text: string };
  /** The document, which is read once. */
  readonly document: ReadDocument;
  /** Texts of the document's files that are not in the project yet, by path. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * Completes the project's package.json.
   *
   * @param planned what an empty folder would get; @param found what is there, null for nothing
   */
  readonly packageJson: (planned: string, found: string | null) => string;
};

/** The changes of a run with those that begin the project. @param settled what the run would do by itself */
export function withStarting(
  { changes, files: planned }: Pick<SettledPlan, "changes" | "files">,
  { config, files, packageJson }: Starting,
): FileChange[] {
  const wanted = planned.find(({ path }) => path === "package.json")?.text ?? null;
  const started = [...files, [config.path, config.text] as const].map(([path, text]) =>
    created(path, text),
  );
  const complete = (change: FileChange) =>
    change.path === "package.json" && wanted !== null
      ? completed(change, packageJson(wanted, change.found))
      : change;
  return [...started, ...changes.map(complete)];
}

function created(path: string, text: string): FileChange {
  const nothing = { found: null, from: null, fromFound: null, backup: null, operation: null };
  return { kind: "create", path, mode: "yours", text, ...nothing };
}

function completed(change: FileChange, text: string): FileChange {
  return text === change.found
    ? change
    : { ...change, kind: change.found === null ? "create" : "update", text };
}
