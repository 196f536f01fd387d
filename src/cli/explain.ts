import { stop } from "../diagnostics/collector.ts";
import { explainBackend, explainGateway } from "../explain.ts";
import { jsonText } from "../lib/escape.ts";
import type { Terminal } from "./terminal.ts";

type ExplainFlags = {
  readonly config: string;
  readonly gateway: boolean;
  readonly backend: boolean;
  readonly json: boolean;
};

/** `sls-gen explain`. @returns the exit code */
export async function runExplain(
  { config, gateway, backend, json }: ExplainFlags,
  terminal: Terminal,
): Promise<number> {
  if (gateway === backend) {
    const reason = gateway ? "cannot be combined with --backend" : "or --backend is required";
    const fix = "pass one of the two, or the code of a message";
    stop(2, "config/value", { key: "--gateway", reason, fix }, null);
  }
  if (backend) {
    terminal.out(jsonText(await explainBackend(config, terminal.cwd), 2));
    return 0;
  }
  const { text, enforcement } = await explainGateway(config, terminal.cwd);
  terminal.out(json ? jsonText({ version: 1, ok: true, ...enforcement }, 2) : text.trimEnd());
  return 0;
}
