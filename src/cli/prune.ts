import { stop } from "../diagnostics/collector.ts";
import { generate } from "../generate.ts";
import { careful } from "../options.ts";
import type { Terminal } from "./terminal.ts";
import { planLines, summary } from "./report.ts";

export type PruneOptions = { readonly config: string; readonly yes: boolean };

/**
 * `sls-gen prune`: removes files of the user's that belong to no operation any more, with consent.
 *
 * @returns the exit code
 * @throws Stop (exit code 2) off a terminal without `--yes`
 */
export async function runPrune({ config, yes }: PruneOptions, terminal: Terminal): Promise<number> {
  const options = { ...careful, cwd: terminal.cwd };
  const before = await generate(config, options);
  const orphans = before.changes.filter(({ kind }) => kind === "orphan-yours");
  if (orphans.length === 0) {
    terminal.err("nothing to prune");
    return 0;
  }
  orphans.forEach(({ path, operation }) =>
    terminal.err(`${path} (${operation ?? "no operation"})`),
  );
  if (!yes && !(await isAgreed(orphans.length, terminal))) {
    terminal.err("nothing was removed");
    return 0;
  }
  const after = await generate(config, { ...options, write: true, prune: true });
  planLines(after).forEach((line) => terminal.out(line));
  terminal.err(summary(after, "done"));
  return 0;
}

async function isAgreed(count: number, terminal: Terminal): Promise<boolean> {
  if (!terminal.isInteractive) {
    return stop(2, "config/consent", { flag: "--yes" }, null);
  }
  const { default: inquirer } = await import("inquirer");
  const message = `Remove ${count === 1 ? "this file" : `these ${count} files`}?`;
  const { sure } = await inquirer.prompt([
    { type: "confirm", name: "sure", message, default: false },
  ]);
  return sure;
}
