import { generate } from "../generate.ts";
import type { Choices } from "../model/choices.ts";
import type { Terminal } from "./main.ts";
import { countsOf, orphanLines, outcomeJson, planLines, problemText, summary } from "./report.ts";

export type GenerateOptions = {
  readonly config: string;
  readonly dryRun: boolean;
  readonly json: boolean;
} & ChoiceFlags;

/** Choices that may be said on the command line. */
export type ChoiceFlags = Partial<Pick<Choices, "unroutable" | "undeclared">>;

/** The choices among the flags that are given. */
export function choicesOf({ unroutable, undeclared }: ChoiceFlags): Partial<Choices> {
  return {
    ...(unroutable === undefined ? {} : { unroutable }),
    ...(undeclared === undefined ? {} : { undeclared }),
  };
}

/** `sls-gen generate`. @returns the exit code */
export async function runGenerate(options: GenerateOptions, terminal: Terminal): Promise<number> {
  const write = !options.dryRun;
  const outcome = await generate(options.config, {
    write,
    cwd: terminal.cwd,
    choices: choicesOf(options),
  });
  if (outcome.warnings.length > 0) {
    terminal.err(problemText(outcome.warnings));
  }
  if (options.json) {
    terminal.out(outcomeJson(outcome, write));
    return 0;
  }
  planLines(outcome).forEach((line) => terminal.out(line));
  terminal.err(summary(outcome, write ? "done" : "would"));
  orphanLines(outcome).forEach((line) => terminal.err(line));
  terminal.err(nextStep(countsOf(outcome).create > 0, write));
  return 0;
}

function nextStep(hasNew: boolean, written: boolean): string {
  if (!written) {
    return "nothing was written; run `sls-gen generate` to write it";
  }
  return hasNew
    ? "next: npm install, then write what your handlers do in src/handlers"
    : "next: npm run typecheck";
}

/** `sls-gen check`. @returns 0 in sync, 3 if anything would change */
export async function runCheck(
  options: Pick<GenerateOptions, "config" | "json">,
  terminal: Terminal,
): Promise<number> {
  const outcome = await generate(options.config, {
    write: false,
    cwd: terminal.cwd,
    choices: {},
  });
  const lines = planLines(outcome).filter((line) => !line.startsWith("?"));
  if (options.json) {
    terminal.out(outcomeJson(outcome, false));
  } else {
    lines.forEach((line) => terminal.out(line));
  }
  terminal.err(
    lines.length === 0
      ? "in sync"
      : `${lines.length} files differ from the document; run \`sls-gen generate\``,
  );
  return lines.length === 0 ? 0 : 3;
}
