import { join } from "node:path";
import { buildApi } from "../build/build.ts";
import { configWith, type Config } from "../config/config.ts";
import { readSettings } from "../config/settings.ts";
import { Collector } from "../diagnostics/collector.ts";
import { reportAsync } from "../gateway/asynchronous.ts";
import { proposedSecurity } from "../gateway/counterparts.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { projectApi } from "../gateway/project.ts";
import type { Api } from "../model/api.ts";
import type { Choices } from "../model/choices.ts";
import type { Counterpart } from "../model/settings.ts";
import type { Tables } from "../model/tables.ts";
import { loadSpec, type Document } from "../spec/load.ts";
import { fromDisk, type Reader } from "../spec/read.ts";
import { expandReferences } from "../spec/expand.ts";
import { checkReferences } from "../spec/references.ts";
import { checkRules } from "../spec/rules.ts";
import type { Spec } from "../spec/spec.ts";
import { checkStructure } from "../spec/structure.ts";
import { reportUnused } from "../spec/unused.ts";
import { buildStack } from "../stack/build.ts";
import { limitsOf, reportLimits, reportReserved } from "../stack/limits.ts";
import { reportShared } from "../stack/shared.ts";
import type { Stack } from "../stack/stack.ts";
import { buildTables } from "../tables/build.ts";
import { readManifest } from "../write/manifest.ts";
import { endIfBroken } from "./problems.ts";

/** A document that was understood, as far as what is deployed. */
export type Understood = {
  readonly spec: Spec;
  readonly api: Api;
  readonly gateway: Gateway;
  readonly tables: Tables;
  readonly stack: Stack;
};

/** From the document to the model; every problem is told at once. */
async function read(
  document: Document,
  cwd: string,
  choices: Choices,
  found: Collector,
): Promise<{ readonly spec: Spec; readonly api: Api }> {
  const spec = loadSpec(document, cwd, found);
  endIfBroken(found, spec);
  expandReferences(spec, found);
  endIfBroken(found, spec);
  checkReferences(spec, found);
  endIfBroken(found, spec);
  await checkStructure(spec, found);
  checkRules(spec, found);
  reportUnused(spec, found);
  endIfBroken(found, spec);
  return { spec, api: buildApi(spec, found, choices) };
}

/** From the document of a project to what is deployed. */
export function understand(
  config: Config,
  cwd: string,
  found: Collector,
  reader: Reader = fromDisk,
): Promise<Understood> {
  return understandDocument({ ...documentOf(config), read: reader }, config, cwd, found);
}

/** Where the document of a project is. */
export function documentOf({ folder, spec, root }: Config): Document {
  return { path: join(folder, spec), root: root === null ? null : join(folder, root) };
}

/**
 * From any document to what would be deployed in a project.
 *
 * @param securityOf what stands for the document's security schemes; without it, what the config says
 */
export async function understandDocument(
  document: Document,
  config: Config,
  cwd: string,
  found: Collector,
  securityOf: (api: Api) => Config["security"] = () => config.security,
): Promise<Understood> {
  const { folder } = config;
  const { spec, api } = await read(document, cwd, config, found);
  const settings = readSettings(api, { ...config, security: securityOf(api) }, found);
  const { ids } = readManifest(folder);
  const gateway = projectApi(api, { settings, choices: config, ids }, found);
  const tables = buildTables(api, settings, found);
  const stack = buildStack(gateway, settings, tables);
  reportAsync(gateway, found);
  reportShared(gateway, settings, found);
  reportReserved(gateway, stack, found);
  reportLimits(limitsOf(gateway, stack, settings), found);
  endIfBroken(found, spec);
  return { spec, api, gateway, tables, stack };
}

/** What `init` needs to know of a document: its files, and what would stand for its security schemes. */
export type Described = {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly security: Readonly<Record<string, Counterpart>>;
};

/**
 * Reads a document without writing anything.
 *
 * @throws Stop where it has errors
 */
export async function readDocument(
  document: Document,
  cwd: string,
  choices: Choices,
): Promise<Described> {
  const found = new Collector();
  const { spec, api } = await read(document, cwd, choices, found);
  const security = proposedSecurity(api);
  const config = configWith({ folder: "", spec: "", ...choices, security });
  const settings = readSettings(api, config, found);
  projectApi(api, { settings, choices, ids: new Map() }, found);
  buildTables(api, settings, found);
  endIfBroken(found, spec);
  return { paths: spec.paths, security };
}
