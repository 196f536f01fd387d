/**
 * Who owns a file of the generated project. `generated`: always rewritten. `yours`: written once,
 * never touched again. `shared`: the user's, and what changes on our side is merged into it, where the
 * format has nothing to include a generated part with.
 */
export type Mode = "generated" | "yours" | "shared";

/** What sls-gen itself asks of a file: it finds the file by this word, whatever its path. */
export type Role = "handler" | "document" | "functions" | "enforcement";

/** A text that a file of the user's must hold, and what is to be done by hand where it does not. */
export type Expectation = {
  readonly text: string;
  /** A text in the line that is to be changed. */
  readonly near: string;
  readonly advice: string;
};

/** A file that a run would write: path relative to the project with `/`, full text. */
export type PlannedFile = {
  readonly path: string;
  readonly mode: Mode;
  /** What sls-gen itself asks of the file; null for nothing. */
  readonly role: Role | null;
  /** True for a file that may have been there before the project was. */
  readonly adopts: boolean;
  /** True for an optional file of the user's: if it is deleted, it is not written again. */
  readonly dispensable: boolean;
  readonly expects: readonly Expectation[];
  /** True where the template leaves the format of the text to Prettier. */
  readonly isUnformatted: boolean;
  /** Of a handler that hands on to one under a former name of its operation: that name. */
  readonly former: string | null;
  readonly text: string;
  /** `METHOD path` of the operation that the file is for, null where it is for none. */
  readonly operation: string | null;
  /** What the operation is called; null where the file is for none. */
  readonly operationId: string | null;
  /** The template that it is made from: `handler/lambda/handler.ts.hbs`. */
  readonly template: string;
};
