import { jsonText } from "../lib/escape.ts";
import { explainGateway } from "../generate.ts";
import type { Terminal } from "./terminal.ts";

/** `sls-gen explain --gateway`. @returns the exit code */
export async function runExplain(
  { config, json }: { readonly config: string; readonly json: boolean },
  terminal: Terminal,
): Promise<number> {
  const { text, enforcement } = await explainGateway(config, terminal.cwd);
  terminal.out(json ? jsonText({ version: 1, ok: true, ...enforcement }, 2) : text.trimEnd());
  return 0;
}
