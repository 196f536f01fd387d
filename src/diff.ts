import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import { configWith, readConfig, type Config } from "./config/config.ts";
import { Collector, stop } from "./diagnostics/collector.ts";
import { proposedSecurity } from "./aws/gateway/counterparts.ts";
import { compareContracts } from "./compat/compare.ts";
import type { Contract } from "./compat/contract.ts";
import type { Finding } from "./compat/finding.ts";
import { changesSince, recordedContract } from "./compat/record.ts";
import { contractOf } from "./compat/take.ts";
import { documentNamed } from "./document/git.ts";
import type { Document } from "./document/load.ts";
import { documentOf, understandDocument } from "./understand.ts";

/** Two documents by name; without a name, what the project was last generated from, and what it says now. */
export type DocumentPair = { readonly before: string | null; readonly after: string | null };

/**
 * What the change from one document to another means for callers, handlers and what is deployed.
 *
 * @param configPath the config of the project; where there is none, the defaults hold
 * @throws Stop where a document or the config has errors, or there is nothing to compare with
 */
export async function diff(
  compared: DocumentPair,
  configPath: string,
  cwd: string,
): Promise<Finding[]> {
  const full = resolve(cwd, configPath);
  const isProject = existsSync(full) || compared.after === null;
  return impactOf(compared, isProject ? readConfig(full, cwd) : lenient(cwd), cwd);
}

/** Without a project, a document is taken as far as it can be. */
function lenient(folder: string): Config {
  return configWith({ folder, spec: "", unroutable: "omit", undeclared: "assume" });
}

export async function impactOf(
  { before, after }: DocumentPair,
  config: Config,
  cwd: string,
): Promise<Finding[]> {
  const later = after === null ? documentOf(config) : named(after, config, cwd);
  const contract = await promised(later, config, cwd);
  if (before !== null) {
    const earlier = await promised(named(before, config, cwd), config, cwd);
    return compareContracts(earlier, contract);
  }
  const found = changesSince(recordedContract(config.folder), contract);
  return found ?? stop(2, "write/no-contract", {}, null);
}

/** References may not leave the folder that the config names, where the document is in it. */
function named(name: string, config: Config, cwd: string): Document {
  const { root } = documentOf(config);
  const document = documentNamed(name, cwd, null);
  return root !== null && document.path.startsWith(root + sep) ? { ...document, root } : document;
}

/** Schemes that the config does not map get what `init` would propose. */
async function promised(document: Document, config: Config, cwd: string): Promise<Contract> {
  const securityOf = (api: Parameters<typeof proposedSecurity>[0]) => ({
    ...proposedSecurity(api),
    ...config.security,
  });
  // Nothing of it is tested.
  const choice = { ...config, tests: "off" } as const;
  const { backend } = await understandDocument(document, choice, cwd, new Collector(), securityOf);
  return contractOf(backend);
}
