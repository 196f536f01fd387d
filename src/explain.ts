import { resolve } from "node:path";
import type { Enforcement } from "./aws/gateway/enforced.ts";
import { printedBackend, type PrintedBackend } from "./aws/printed.ts";
import { readConfig } from "./config/config.ts";
import { Collector } from "./diagnostics/collector.ts";
import { renderProject } from "./render.ts";
import { understand } from "./understand.ts";

/** Which layer enforces each constraint, as Markdown and as data. */
export type GatewayExplanation = { readonly text: string; readonly enforcement: Enforcement };

/**
 * Returns for each constraint of the document which layer enforces it: the gateway, the function or none.
 *
 * @throws Stop where the document or the config has errors
 */
export async function explainGateway(configPath: string, cwd: string): Promise<GatewayExplanation> {
  const config = readConfig(resolve(cwd, configPath), cwd);
  const { files, enforcement } = await renderProject(config, cwd, new Collector());
  const file = files.find(({ role }) => role === "enforcement");
  return { text: file?.text ?? "", enforcement };
}

/**
 * The backend of a project as packs are given it.
 *
 * @throws Stop where the document or the config has errors
 */
export async function explainBackend(configPath: string, cwd: string): Promise<PrintedBackend> {
  const config = readConfig(resolve(cwd, configPath), cwd);
  const { backend } = await understand(config, cwd, new Collector());
  return printedBackend(backend);
}
