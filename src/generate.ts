import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { configWith, readConfig, type Config } from "./config/config.ts";
import { Collector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { printedBackend, type PrintedBackend } from "./aws/printed.ts";
import type { Enforcement } from "./aws/gateway/enforced.ts";
import type { Choices } from "./api/choices.ts";
import type { Finding } from "./compat/finding.ts";
import { changesSince, contractPath, contractText, recordedContract } from "./compat/record.ts";
import type { PlannedFile } from "./packs/file.ts";
import { impactOf, type Compared } from "./diff.ts";
import { located } from "./document/problems.ts";
import { renderProject } from "./render.ts";
import { refuseInTheWay, settle, type Settled } from "./project/settle.ts";
import type { Reader } from "./document/read.ts";
import { apply, settleTraces, staleOf } from "./project/apply.ts";
import { hasTraces } from "./project/journal.ts";
import { isLocked } from "./project/lock.ts";
import { pristines, type OnConflict } from "./project/shared.ts";
import { reportByHand } from "./project/by-hand.ts";
import { bases } from "./project/ejected.ts";
import { manifestPath, manifestText, readManifest } from "./project/manifest.ts";
import type { Override } from "./project/record.ts";
import { understand } from "./understand.ts";

export { renderProject } from "./render.ts";
export { ejectTemplate, templatesFor } from "./project/templates.ts";
export { tryPacks, type Tried } from "./try-packs.ts";
export { readDocument } from "./understand.ts";

/** What a run decided, and what it noticed. */
export type Outcome = Pick<Settled, "changes" | "formers" | "served"> & {
  /** Warnings and notes; errors end a run by {@link Stop}. */
  readonly warnings: readonly Diagnostic[];
  readonly operations: number;
  /** What is different from the last run. */
  readonly findings: readonly Finding[];
  /** Templates of the project that stand for built-in ones. */
  readonly overrides: readonly Override[];
  /** False where what is remembered of the project in `.sls-gen` is not as this run leaves it. */
  readonly isRecorded: boolean;
  /** Every file of the project as it is planned, by path. */
  readonly planned: ReadonlyMap<string, PlannedFile>;
};

/** How to run. `write: false` decides and reports only. */
export type Options = {
  readonly write: boolean;
  /** Takes over generated files that somebody edited; what they wrote is kept beside them. */
  readonly force: boolean;
  /** Removes what belongs to no operation any more, although it was worked on. */
  readonly prune: boolean;
  /** Moves files of the user's that carry a former name of their operation. */
  readonly move: boolean;
  /** What becomes of a place in a shared file that both sides changed. */
  readonly conflict: OnConflict;
  /** Folder that paths in messages are relative to. */
  readonly cwd: string;
  /** Choices that win over the config's. */
  readonly choices: Partial<Choices>;
  /** How the files of the document are read; from the disk, where nothing is said. */
  readonly read?: Reader;
};

/** How a run is that changes nothing and that nobody said anything of. */
export const careful = {
  write: false,
  force: false,
  prune: false,
  move: false,
  conflict: "stop",
  choices: {},
} as const satisfies Partial<Options>;

/**
 * One run: load, check, build, plan, compare, and (unless told not to) apply.
 *
 * @param configPath the config file of a generated project
 * @throws Stop where the document, the config or the target forbids going on; nothing is written then
 */
export async function generate(configPath: string, options: Options): Promise<Outcome> {
  const full = resolve(options.cwd, configPath);
  const said = readConfig(full, options.cwd);
  const config = { ...said, ...options.choices };
  const found = new Collector();
  if (hasTraces(config.folder)) {
    if (!isLocked(config.folder)) {
      found.add("write/interrupted", {}, null);
    }
    if (options.write) {
      settleTraces(config.folder);
    }
  }
  const before = readManifest(config.folder);
  const rendered = await renderProject(config, options.cwd, found, options.read);
  const { operations, spec, ids, sources, contract, overrides } = rendered;
  const findings = changesSince(recordedContract(config.folder), contract) ?? [];
  const settled = await settle(config.folder, rendered, before, options);
  const { files, changes, formers, served } = settled;
  reportByHand(changes, files, found);
  const planned = new Map(files.map((file) => [file.path, file]));
  const records = [
    ...pristines(files, before),
    ...bases(overrides, before.overrides.keys()),
    { path: contractPath, text: contractText(contract) },
    { path: manifestPath, text: manifestText(changes, { files, before, ids, sources, overrides }) },
  ];
  const isRecorded = staleOf(config.folder, records).length === 0;
  if (options.write) {
    refuseInTheWay(settled, spec);
    apply(config.folder, changes, records);
  }
  const warnings = located(found, spec);
  return {
    changes,
    warnings,
    operations,
    findings,
    overrides,
    planned,
    formers,
    served,
    isRecorded,
  };
}

/**
 * One file of a project as it would first be written, without writing anything.
 *
 * @throws Stop where the document has errors; Error where no such file is planned
 */
export async function plannedFile(configPath: string, path: string, cwd: string): Promise<string> {
  const { files } = await renderProject(readConfig(configPath, cwd), cwd, new Collector());
  const file = files.find((each) => each.path === path);
  if (file === undefined) {
    throw new Error(`no ${path} is planned`);
  }
  return file.text;
}

/**
 * What the change from one document to another means for callers, handlers and what is deployed.
 *
 * @param configPath the config of the project; where there is none, the defaults hold
 * @throws Stop where a document or the config has errors, or there is nothing to compare with
 */
export async function diff(
  compared: Compared,
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

/** What holds requests to the document, as people read it and as data. */
export type Explained = { readonly text: string; readonly enforcement: Enforcement };

/**
 * Says of every constraint of the document whether the gateway, the function or nobody enforces it.
 *
 * @throws Stop where the document or the config has errors
 */
export async function explainGateway(configPath: string, cwd: string): Promise<Explained> {
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
