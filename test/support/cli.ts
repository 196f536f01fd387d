import { main } from "../../src/cli/main.ts";

/** What one run of the command line did. */
export type Run = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command line in this process, off a terminal. */
export async function run(cwd: string, ...argv: readonly string[]): Promise<Run> {
  const said = { out: [] as string[], err: [] as string[] };
  const code = await main(argv, {
    out: (text) => said.out.push(text),
    command: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
    cwd,
    isInteractive: false,
    ended: () => AbortSignal.abort(),
  });
  return { code, out: said.out.join("\n"), err: said.err.join("\n") };
}
