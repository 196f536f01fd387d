import { resolve } from "node:path";
import type { Enforcement } from "./aws/gateway/enforced.ts";
import { printedBackend, type PrintedBackend } from "./aws/printed.ts";
import { readConfig } from "./config/config.ts";
import { Collector } from "./diagnostics/collector.ts";
import { renderProject } from "./render.ts";
import { understand } from "./understand.ts";

/** What holds requests to the document, as people read it and as data. */
export type GatewayExplanation = { readonly text: string; readonly enforcement: Enforcement };

/**
 * Says of every constraint of the document whether the gateway, the function or nobody enforces it.
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
