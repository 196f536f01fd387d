import type { Origin } from "../lib/origin.ts";
import type { Code, ParametersOf } from "./catalogue.ts";
import { diagnostic, type Diagnostic, type Place } from "./diagnostic.ts";

/** Gathers problems, so that a run can tell all of them at once. The same problem is kept once. */
export class Collector {
  readonly #found = new Map<string, Diagnostic>();

  /** Adds a problem; parameters as in {@link diagnostic}. */
  add<Each extends Code>(
    code: Each,
    parameters: ParametersOf<Each>,
    where: Origin | Place | null,
  ): void {
    this.keep(diagnostic(code, parameters, where));
  }

  /** Adds a problem that exists already. */
  keep(problem: Diagnostic): void {
    const at = problem.place ?? problem.origin;
    this.#found.set(JSON.stringify([problem.code, at, problem.message]), problem);
  }

  /** Everything found so far, in the order found. */
  get all(): readonly Diagnostic[] {
    return [...this.#found.values()];
  }

  /** True when something found forbids going on. */
  get hasErrors(): boolean {
    return this.all.some((each) => each.severity === "error");
  }
}

/** 1 the document or a template, 2 usage or config, 4 a file that was edited or is in the way. */
export type ExitCode = 1 | 2 | 4;

/** Thrown where a run cannot go on; `main` turns it into a report and an exit code. */
export class Stop extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
  /** Additional output, such as a diff; empty for none. */
  readonly details: string;

  constructor(diagnostics: readonly Diagnostic[], exitCode: ExitCode, details = "") {
    super(diagnostics.map((each) => each.message).join("; "));
    this.diagnostics = diagnostics;
    this.exitCode = exitCode;
    this.details = details;
  }
}

/** Stops the run with one problem. */
export function stop<Each extends Code>(
  exitCode: ExitCode,
  code: Each,
  parameters: ParametersOf<Each>,
  where: Origin | Place | null,
): never {
  throw new Stop([diagnostic(code, parameters, where)], exitCode);
}
