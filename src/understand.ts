import { dirname, join } from "node:path";
import type { Api } from "./api/api.ts";
import type { Choices } from "./config/choices.ts";
import { deploy, type Backend } from "./aws/backend.ts";
import { proposedSecurity } from "./aws/gateway/counterparts.ts";
import { configWith, type Config } from "./config/config.ts";
import type { Counterpart } from "./config/counterpart.ts";
import { Collector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Document } from "./document/load.ts";
import { openDocument } from "./document/open.ts";
import { endIfBroken } from "./document/problems.ts";
import type { Spec } from "./document/spec.ts";
import { readManifest } from "./project/manifest.ts";
import { buildApi } from "./read/build.ts";

/** A document that was understood, and the backend that it comes to. */
export type UnderstoodDocument = { readonly spec: Spec; readonly backend: Backend };

/** From the document of a project to its backend. */
export function understand(
  config: Config,
  cwd: string,
  found: Collector,
): Promise<UnderstoodDocument> {
  return understandDocument(documentOf(config), config, cwd, found);
}

/** Where the document of a project is. */
export function documentOf({ folder, spec, root }: Config): Document {
  return { path: join(folder, spec), root: root === null ? null : join(folder, root) };
}

/**
 * From any document to the backend that it would come to in a project.
 *
 * @param securityOf what stands for the document's security schemes; without it, what the config says
 * @throws Stop where the document or the config has errors
 */
export async function understandDocument(
  document: Document,
  config: Config,
  cwd: string,
  found: Collector,
  securityOf: (api: Api) => Config["security"] = () => config.security,
): Promise<UnderstoodDocument> {
  const spec = await openDocument(document, cwd, found);
  const api = buildApi(spec, found, config);
  const { ids } = readManifest(config.folder);
  const backend = deploy(api, { ...config, security: securityOf(api) }, ids, found);
  endIfBroken(found, spec);
  return { spec, backend };
}

/** A document that was read: its model, and what was found on the way. */
export type ReadDocument = {
  readonly spec: Spec;
  readonly api: Api;
  readonly problems: readonly Diagnostic[];
};

/**
 * Reads a document without writing anything.
 *
 * @returns the document, and what would stand for its security schemes
 * @throws Stop where it has errors
 */
export async function readDocument(
  document: Document,
  cwd: string,
  choices: Choices,
): Promise<ReadDocument & { readonly security: Readonly<Record<string, Counterpart>> }> {
  const found = new Collector();
  const spec = await openDocument(document, cwd, found);
  const api = buildApi(spec, found, choices);
  const problems = found.all;
  const security = proposedSecurity(api);
  deploy(api, configWith({ folder: "", spec: "", ...choices, security }), new Map(), found);
  endIfBroken(found, spec);
  return { spec, api, problems, security };
}

/** A document that `init` has read already, where it is copied to. */
export function recall(
  { spec, api, problems }: ReadDocument,
  config: Config,
  found: Collector,
): { readonly spec: Spec; readonly api: Api } {
  const { path, root } = documentOf(config);
  problems.forEach((each) => found.keep(each));
  return { spec: spec.movedTo(root ?? dirname(path)), api };
}
