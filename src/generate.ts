import { join, resolve } from "node:path";
import { buildApi } from "./build/build.ts";
import { readConfig, type Config } from "./config/config.ts";
import { Collector, Stop } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { projectApi, type Unroutable } from "./gateway/project.ts";
import type { Api } from "./model/api.ts";
import type { Change, PlannedFile } from "./model/plan.ts";
import { planFiles } from "./plan/plan.ts";
import { formatFile } from "./render/format.ts";
import { loadPacks } from "./render/pack.ts";
import { slotsOf, templatesFolder } from "./render/slots.ts";
import { loadSpec } from "./spec/load.ts";
import { checkReferences } from "./spec/references.ts";
import type { Spec } from "./spec/spec.ts";
import { checkStructure } from "./spec/structure.ts";
import { apply } from "./write/apply.ts";
import { compare } from "./write/compare.ts";
import { manifestText, readManifest } from "./write/manifest.ts";

/** What a run decided, and what it noticed. */
export type Outcome = {
  readonly changes: readonly Change[];
  /** Warnings; errors end a run by {@link Stop}. */
  readonly warnings: readonly Diagnostic[];
  readonly operations: number;
};

/** How to run. `write: false` decides and reports only. */
export type Options = {
  readonly write: boolean;
  /** Folder that paths in messages are relative to. */
  readonly cwd: string;
  /** Wins over the config; null leaves it to the config. */
  readonly unroutable: Unroutable | null;
};

/**
 * One run: load, check, build, plan, compare, and (unless told not to) apply.
 *
 * @param configPath the config file of a generated project
 * @throws Stop where the document, the config or the target forbids going on; nothing is written then
 */
export async function generate(configPath: string, options: Options): Promise<Outcome> {
  const said = readConfig(resolve(options.cwd, configPath), options.cwd);
  const config = { ...said, unroutable: options.unroutable ?? said.unroutable };
  const found = new Collector();
  const { files, operations, spec } = await renderProject(config, options.cwd, found);
  const manifest = readManifest(config.folder);
  const changes = await formatCreated(compare(config.folder, files, manifest));
  refuseBlocked(changes, found);
  endIfBroken(found, spec);
  if (options.write) {
    apply(config.folder, changes, manifestText(changes, files, manifest));
  }
  return { changes, warnings: located(found, spec), operations };
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

type Rendered = {
  readonly files: readonly PlannedFile[];
  readonly operations: number;
  readonly spec: Spec;
};

/** What the config decides about understanding a document. */
export type Choices = Pick<Config, "unroutable" | "formats">;

type Understood = { readonly spec: Spec; readonly api: Api; readonly gateway: Gateway };

/** From the document to what is made of it; every problem is told at once. */
async function understand(
  path: string,
  cwd: string,
  choices: Choices,
  found: Collector,
): Promise<Understood> {
  const spec = loadSpec(path, cwd, found);
  endIfBroken(found, spec);
  checkReferences(spec, found);
  endIfBroken(found, spec);
  await checkStructure(spec, found);
  endIfBroken(found, spec);
  const api = buildApi(spec, found, choices);
  const gateway = projectApi(api, choices.unroutable, found);
  endIfBroken(found, spec);
  return { spec, api, gateway };
}

/**
 * Reads a document without writing anything.
 *
 * @returns absolute paths of all its files
 * @throws Stop where it has errors
 */
export async function readDocument(path: string, cwd: string, choices: Choices): Promise<string[]> {
  const { spec } = await understand(path, cwd, choices, new Collector());
  return spec.paths;
}

/** The pure part: from the document to every file of the project, in memory. */
export async function renderProject(
  config: Config,
  cwd: string,
  found: Collector,
): Promise<Rendered> {
  const { spec, api, gateway } = await understand(
    join(config.folder, config.spec),
    cwd,
    config,
    found,
  );
  const packs = loadPacks(templatesFolder, slotsOf(config));
  const files = planFiles({
    api,
    gateway,
    packs,
    project: { name: config.name, spec: config.spec },
  });
  return {
    files,
    operations: gateway.paths.reduce((sum, path) => sum + path.methods.length, 0),
    spec,
  };
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

function refuseBlocked(changes: readonly Change[], found: Collector): void {
  for (const change of changes.filter((each) => each.kind === "blocked")) {
    found.add("write/blocked", { path: change.path }, null);
  }
}

function endIfBroken(found: Collector, spec: Spec | null): asserts spec is Spec {
  if (found.hasErrors || spec === null) {
    const problems = located(found, spec);
    const isTarget = problems.some((each) => each.code === "write/blocked");
    throw new Stop(problems, isTarget ? 2 : 1);
  }
}

/** Places are looked up only now: most runs have nothing to tell. */
function located(found: Collector, spec: Spec | null): Diagnostic[] {
  return found.all.map((each) => ({
    ...each,
    place: each.place ?? (each.origin === null || spec === null ? null : spec.placeOf(each.origin)),
  }));
}
