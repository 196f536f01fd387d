import type { Mode } from "../packs/file.ts";

/** One file as it was last written. */
export type ManifestEntry = {
  readonly mode: Mode;
  readonly sha256: string;
  readonly operation: string | null;
  readonly operationId: string | null;
  /** Null in records of older versions. */
  readonly template: string | null;
  /** See `PlannedFile.former`. */
  readonly former: string | null;
};

/** What a project was made from, as hashes. */
export type Sources = {
  readonly tool: string;
  readonly spec: string;
  readonly config: string;
  readonly templates: string;
};

/** The record of a project: entries by path. */
export type Manifest = {
  /** Null in records of older versions, and where there is no record. */
  readonly sources: Sources | null;
  /** Logical ids of operations in the stack, by `METHOD path`: they outlive a new name. */
  readonly ids: ReadonlyMap<string, string>;
  /** Hashes of the built-in templates that those of the project replaced, by name. */
  readonly overrides: ReadonlyMap<string, string>;
  readonly files: Readonly<Record<string, ManifestEntry>>;
};

/** A template of a project that stands for a built-in one. */
export type TemplateOverride = {
  /** `slot/pack/path` */
  readonly name: string;
  readonly mine: string;
  /** The built-in one as it is now. */
  readonly builtIn: string;
  /** The built-in one as it was when it was replaced. */
  readonly base: string;
};

/** A text to be kept, or (null) taken away. */
export type KeptFile = { readonly path: string; readonly text: string | null };
