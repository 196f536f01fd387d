import { join, resolve } from "node:path";
import { buildApi } from "./build/build.ts";
import { configWith, readConfig, type Config } from "./config/config.ts";
import { version } from "./config/package.ts";
import { readSettings } from "./config/settings.ts";
import { Collector, Stop, stop } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { proposedSecurity } from "./gateway/authorizers.ts";
import type { Enforcement } from "./gateway/enforcement.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { projectApi } from "./gateway/project.ts";
import type { Api } from "./model/api.ts";
import type { Choices } from "./model/choices.ts";
import type { Change, PlannedFile } from "./model/plan.ts";
import type { Counterpart } from "./model/settings.ts";
import { planFiles } from "./plan/plan.ts";
import { formatFile } from "./render/format.ts";
import { loadPacks, type Pack } from "./render/pack.ts";
import { slotsOf, templatesFolder } from "./render/slots.ts";
import { buildStack } from "./stack/build.ts";
import {
  limitsOf,
  reportAsync,
  reportLimits,
  reportReserved,
  sizeLimits,
  nameLimits,
} from "./stack/limits.ts";
import type { Stack } from "./stack/stack.ts";
import { loadSpec } from "./spec/load.ts";
import { checkReferences } from "./spec/references.ts";
import type { Spec } from "./spec/spec.ts";
import { checkStructure } from "./spec/structure.ts";
import { reportUnused } from "./spec/unused.ts";
import { apply } from "./write/apply.ts";
import { compare } from "./write/compare.ts";
import { diffOf } from "./write/diff.ts";
import { isInterrupted, recover } from "./write/journal.ts";
import { formersOf, type Former } from "./write/renames.ts";
import {
  manifestText,
  readManifest,
  sha256,
  type Manifest,
  type Sources,
} from "./write/manifest.ts";

/** What a run decided, and what it noticed. */
export type Outcome = {
  readonly changes: readonly Change[];
  /** Warnings and notes; errors end a run by {@link Stop}. */
  readonly warnings: readonly Diagnostic[];
  readonly operations: number;
  /** Every file of the project as it is planned, by path. */
  readonly planned: ReadonlyMap<string, PlannedFile>;
  /** Handlers under a former name of their operation, by its key: they stay, and are re-exported. */
  readonly formers: ReadonlyMap<string, Former>;
};

/** How to run. `write: false` decides and reports only. */
export type Options = {
  readonly write: boolean;
  /** Takes over generated files that somebody edited; what they wrote is kept beside them. */
  readonly force: boolean;
  /** Removes what belongs to no operation any more, although it was worked on. */
  readonly prune: boolean;
  /** Folder that paths in messages are relative to. */
  readonly cwd: string;
  /** Choices that win over the config's. */
  readonly choices: Partial<Choices>;
};

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
  if (isInterrupted(config.folder)) {
    found.add("write/interrupted", {}, null);
    if (options.write) {
      recover(config.folder);
    }
  }
  const before = readManifest(config.folder);
  const rendered = await renderProject(config, options.cwd, found);
  const { operations, spec, ids, sources } = rendered;
  const { files, changes, formers } = await settle(config.folder, rendered, before, options);
  const planned = new Map(files.map((file) => [file.path, file]));
  const outcome = { changes, warnings: located(found, spec), operations, planned, formers };
  if (options.write) {
    refuseInTheWay(outcome, spec);
    const text = manifestText(changes, { files, before, ids, sources });
    apply(config.folder, changes, text);
  }
  return outcome;
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
  const file = files.find(({ path }) => path === "gateway/enforcement.md");
  return { text: file?.text ?? "", enforcement };
}

type Rendered = {
  readonly files: readonly PlannedFile[];
  /** The files again, with names that operations had before, and without some files of the user's. */
  readonly replan: (
    formers: ReadonlyMap<string, string>,
    orphans: readonly string[],
  ) => readonly PlannedFile[];
  readonly operations: number;
  readonly spec: Spec;
  readonly enforcement: Enforcement;
  readonly sources: Sources;
  /** Logical ids by operation key, to be kept. */
  readonly ids: ReadonlyMap<string, string>;
};

/** A document: its root file, and the folder that its references may not leave (null: the file's own). */
export type Document = { readonly path: string; readonly root: string | null };

type Understood = {
  readonly spec: Spec;
  readonly api: Api;
  readonly gateway: Gateway;
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
  checkReferences(spec, found);
  endIfBroken(found, spec);
  await checkStructure(spec, found);
  reportUnused(spec, found);
  endIfBroken(found, spec);
  return { spec, api: buildApi(spec, found, choices) };
}

/** From the document to what is deployed. */
async function understand(config: Config, cwd: string, found: Collector): Promise<Understood> {
  const { folder, root } = config;
  const document = {
    path: join(folder, config.spec),
    root: root === null ? null : join(folder, root),
  };
  const { spec, api } = await read(document, cwd, config, found);
  const settings = readSettings(api, config, found);
  const { ids } = readManifest(folder);
  const gateway = projectApi(api, { settings, choices: config, ids }, found);
  const stack = buildStack(gateway, settings);
  reportAsync(gateway, found);
  reportReserved(gateway, stack, found);
  reportLimits(limitsOf(gateway, stack, settings), found);
  endIfBroken(found, spec);
  return { spec, api, gateway, stack };
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
  projectApi(api, { settings: readSettings(api, config, found), choices, ids: new Map() }, found);
  endIfBroken(found, spec);
  return { paths: spec.paths, security };
}

/** The pure part: from the document to every file of the project, in memory. */
export async function renderProject(
  config: Config,
  cwd: string,
  found: Collector,
): Promise<Rendered> {
  const { spec, api, gateway, stack } = await understand(config, cwd, found);
  const packs = loadPacks(templatesFolder, slotsOf(config));
  refuseSplit(config, packs);
  const { name, responses } = config;
  const project = { name, spec: config.spec, responses };
  const input = { api, gateway, stack, packs, project };
  const files = planFiles(input);
  const { functionName } = packs.find(({ slot }) => slot === "iac") ?? {};
  reportLimits([...sizeLimits(files), ...nameLimits(stack, name, functionName)], found);
  const methods = gateway.paths.flatMap((path) => path.methods);
  return {
    files,
    replan: (formers, orphans) => planFiles({ ...input, formers, orphans }),
    operations: methods.length,
    spec,
    enforcement: gateway.enforcement,
    sources: sourcesOf(spec, config, packs),
    ids: new Map(methods.map(({ operation, id }) => [operation.key, id])),
  };
}

/** What the project is made from, as hashes: they tell whether anything could have changed. */
function sourcesOf(spec: Spec, config: Config, packs: readonly Pack[]): Sources {
  const { folder: _, ...said } = config;
  const templates = packs.flatMap(({ slot, name, texts }) => [slot, name, ...texts].flat());
  return {
    tool: version(),
    spec: sha256(spec.canonical),
    config: sha256(JSON.stringify(said)),
    templates: sha256(JSON.stringify(templates)),
  };
}

/** Stacks in stacks are an infrastructure's own business: not every pack makes them. */
function refuseSplit({ split, iac }: Config, packs: readonly Pack[]): void {
  if (split !== "none" && !packs.some(({ slot, splits }) => slot === "iac" && splits === true)) {
    const fix = "share functions with `functions: tag`, or choose `iac: sam`";
    stop(2, "config/value", { key: "split", reason: `is nothing that ${iac} does`, fix }, null);
  }
}

/** Prettier sees the user's files when they are first written; generated ones are printed formatted. */
async function formatCreated(changes: readonly Change[]): Promise<Change[]> {
  return Promise.all(
    changes.map(async (change) =>
      change.mode === "yours" && change.text !== null
        ? { ...change, text: await formatFile(change.path, change.text) }
        : change,
    ),
  );
}

type Settled = Pick<Outcome, "changes" | "formers"> & { readonly files: readonly PlannedFile[] };

/**
 * Compares what is planned with the disk. Files of the user's that are planned no more change the plan:
 * handlers whose operation has another name are kept wired, the others are left out of types and tests.
 */
async function settle(
  folder: string,
  rendered: Rendered,
  before: Manifest,
  { force, prune }: Options,
): Promise<Settled> {
  const handlers = rendered.files.filter(({ template }) => template.endsWith("/handler.ts.hbs"));
  const byKey = new Map(handlers.map((file) => [file.operation ?? "", file]));
  const formers = formersOf(folder, byKey, before);
  const wired = new Set([...formers.values()].map(({ path }) => path));
  const first = compare(folder, rendered.files, before, { force, prune, wired });
  const orphans = first.filter(({ kind }) => kind === "orphan-yours").map(({ path }) => path);
  if (formers.size + orphans.length === 0) {
    return { files: rendered.files, changes: await formatCreated(first), formers };
  }
  const names = new Map([...formers].map(([key, { camel }]) => [key, camel]));
  const files = rendered.replan(names, orphans);
  const changes = compare(folder, files, before, { force, prune, wired });
  return { files, changes: await formatCreated(changes), formers };
}

/** Files that somebody edited, or that are not ours, are told all at once, with what was changed. */
function refuseInTheWay({ changes, planned }: Outcome, spec: Spec): void {
  const found = new Collector();
  for (const { kind, path } of changes) {
    const template = planned.get(path)?.template ?? "";
    if (kind === "blocked") {
      found.add("write/blocked", { path }, null);
    } else if (kind === "edited") {
      found.add("write/edited", { path, template }, null);
    }
  }
  if (found.hasErrors) {
    const edited = changes.filter(({ kind }) => kind === "edited");
    const diffs = edited.map((change) => diffOf(change, planned.get(change.path)?.text ?? null));
    throw new Stop(located(found, spec), 4, diffs.join("\n"));
  }
}

function endIfBroken(found: Collector, spec: Spec | null): asserts spec is Spec {
  if (found.hasErrors || spec === null) {
    throw new Stop(located(found, spec), 1);
  }
}

/** Places are looked up only now: most runs have nothing to tell. In the order of the document. */
function located(found: Collector, spec: Spec | null): Diagnostic[] {
  const all = found.all.map((each) => ({ ...each, place: each.place ?? placeOf(each, spec) }));
  return all.sort((a, b) => compareText(a.place?.file, b.place?.file) || order(a) - order(b));
}

/** Notes are told in one line together, without their places. */
function placeOf({ origin, severity }: Diagnostic, spec: Spec | null): Diagnostic["place"] {
  return origin === null || spec === null || severity === "note" ? null : spec.placeOf(origin);
}

function order({ place }: Diagnostic): number {
  return place === null ? 0 : place.line * 10_000 + Math.min(place.column, 9_999);
}

function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
