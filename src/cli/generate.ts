import { counted } from "../lib/counted.ts";
import { dirname, resolve } from "node:path";
import { generate } from "../generate.ts";
import { careful, type RunResult } from "../options.ts";
import type { ChangeKind } from "../project/change.ts";
import { isOutdated, threeWayDiff } from "../project/ejected.ts";
import { closingLines, isMarked } from "./closing.ts";
import { missingItself } from "./itself.ts";
import type { Terminal } from "./terminal.ts";
import { problemText } from "./problems.ts";
import { annotations, countsOf, diffLines, outcomeJson, planLines, summary } from "./report.ts";
import { runOf, writes, type GenerateOptions } from "./options.ts";

/** `sls-gen generate`. @returns the exit code */
export async function runGenerate(options: GenerateOptions, terminal: Terminal): Promise<number> {
  if (options.watch) {
    const { runWatch } = await import("./watch.ts");
    return runWatch(options, terminal);
  }
  const write = writes(options);
  const outcome = await generate(options.config, runOf(options, terminal));
  if (outcome.warnings.length > 0) {
    terminal.err(problemText(outcome.warnings));
  }
  outcome.overrides.filter(isOutdated).forEach((each) => terminal.err(threeWayDiff(each)));
  if (options.json) {
    terminal.out(outcomeJson(outcome, write));
    return isInTheWay(outcome) ? 4 : 0;
  }
  const folder = dirname(resolve(terminal.cwd, options.config));
  const lines = options.diff ? diffLines(outcome) : planLines(outcome);
  lines.forEach((line) => terminal.command(line));
  terminal.err(summary(outcome, write ? "done" : "would"));
  [...closingLines(outcome), ...(write ? missingItself(folder) : [])].forEach((line) =>
    terminal.err(line),
  );
  terminal.err(nextStep(outcome, write));
  return isInTheWay(outcome) ? 4 : 0;
}

const stopping: ReadonlySet<ChangeKind> = new Set(["edited", "blocked", "conflict"]);

function isInTheWay({ changes }: RunResult): boolean {
  return changes.some((change) => stopping.has(change.kind) || isMarked(change));
}

function nextStep(outcome: RunResult, written: boolean): string {
  if (!written) {
    return "nothing was written; run `sls-gen generate` to write it";
  }
  if (countsOf(outcome).create === 0) {
    return "next: npm run typecheck";
  }
  const handler = [...outcome.planned.values()].find(({ role }) => role === "handler");
  const handlers =
    handler === undefined ? "" : `, then implement the handlers in ${dirname(handler.path)}`;
  return `next: npm install${handlers}`;
}

export type CheckOptions = Pick<GenerateOptions, "config" | "json"> & {
  readonly strict: boolean;
  readonly format: "text" | "github";
};

/** `sls-gen check`. @returns 0 in sync, 3 stale, 4 edited or blocked files, 5 orphans with `--strict` */
export async function runCheck(options: CheckOptions, terminal: Terminal): Promise<number> {
  const outcome = await generate(options.config, { ...careful, cwd: terminal.cwd });
  const verdict = verdictOf(outcome, options.strict);
  if (options.json) {
    terminal.out(outcomeJson(outcome, false));
  } else if (options.format === "github") {
    annotations(outcome, options.strict).forEach((line) => terminal.command(line));
  } else {
    const lines = planLines(outcome).filter((line) => options.strict || !line.startsWith("?"));
    lines.forEach((line) => terminal.command(line));
  }
  terminal.err(verdict.words);
  return verdict.code;
}

function filesOf(count: number): string {
  return count === 1 ? "1 file was" : `${count} files were`;
}

function verdictOf(outcome: RunResult, strict: boolean): { code: number; words: string } {
  const counts = countsOf(outcome);
  const stale =
    counts.create +
    counts.update +
    counts.merged +
    counts.renamed +
    counts.moved +
    counts["orphan-generated"];
  const stopped = counts.edited + counts.blocked + counts.conflict;
  if (stopped > 0) {
    return { code: 4, words: `${filesOf(stopped)} edited or in the way` };
  }
  if (stale > 0) {
    const words = `${counted(stale, "file")} ${stale === 1 ? "differs" : "differ"} from the document; run \`sls-gen generate\``;
    return { code: 3, words };
  }
  if (!outcome.isRecorded) {
    return { code: 3, words: "the record in .sls-gen is not current; run `sls-gen generate`" };
  }
  const orphans = counts["orphan-yours"];
  return strict && orphans > 0
    ? { code: 5, words: `${counted(orphans, "file")} of removed operations` }
    : { code: 0, words: "in sync" };
}
