import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, parse, relative } from "node:path";
import { proposedSecurity } from "./aws/gateway/counterparts.ts";
import { configWith, readConfig, type Config } from "./config/config.ts";
import { packageRoot } from "./lib/package.ts";
import { Collector, Stop, stop } from "./diagnostics/collector.ts";
import { accepts, declaredTypes } from "./packs/declared.ts";
import { loadPacks } from "./packs/load.ts";
import { tested } from "./packs/folders.ts";
import type { Pack } from "./packs/pack.ts";
import { planFiles } from "./packs/plan.ts";
import { sealed } from "./packs/seal.ts";
import { slotsOf } from "./packs/slots.ts";
import { typedBackend, typesOf } from "./packs/types.ts";
import { apply } from "./project/apply.ts";
import { understandDocument } from "./understand.ts";

/** A file that a pack made, beside what it made the last time. */
export type TriedFile = {
  /** Path of the snapshot, in the project. */
  readonly path: string;
  /** What is made now; null where it is made no more. */
  readonly text: string | null;
  /** What the snapshot holds; null where there is none. */
  readonly snapshot: string | null;
};

/**
 * Renders the packs of a project's own against documents, and compares with snapshots beside them. Documents are
 * the examples of this package, and those in the folder `fixtures` of a pack.
 *
 * @param update writes what is different into the snapshots
 * @returns every file, sorted by path
 * @throws Stop where the project has no pack of its own, or a template is broken or given another type than it names
 */
export async function tryPacks(
  configPath: string,
  cwd: string,
  { update }: { readonly update: boolean },
): Promise<TriedFile[]> {
  const config = readConfig(configPath, cwd);
  const own = loadPacks(slotsOf(config), config.folder).filter(({ home }) =>
    isInside(home, config),
  );
  if (own.length === 0) {
    stop(2, "template/no-packs", {}, null);
  }
  const tried: TriedFile[] = [];
  for (const pack of own) {
    for (const document of documentsFor(pack)) {
      tried.push(...(await triedWith(pack, document, config, cwd)));
    }
  }
  if (update) {
    const changed = tried.filter(({ text, snapshot }) => text !== snapshot);
    await apply(config.folder, [], changed);
  }
  return tried.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A pack of the project's own lies in its folder, and not among those that npm put there. */
function isInside(home: string, { folder }: Config): boolean {
  const path = relative(folder, home);
  return !path.startsWith("..") && !path.split(/[\\/]/).includes("node_modules");
}

/** Documents by their paths: those of this package, and those of the pack, which win over one of the same name. */
function documentsFor({ home }: Pack): string[] {
  const paths = [join(packageRoot, "specs", "examples"), join(home, tested.fixtures)].flatMap(
    (folder) =>
      existsSync(folder)
        ? readdirSync(folder)
            .filter((name) => /\.(?:ya?ml|json)$/.test(name))
            .sort()
            .map((name) => join(folder, name))
        : [],
  );
  return [...new Map(paths.map((path) => [parse(path).name, path])).values()];
}

/** Nothing of the project but its packs has a part in this: a snapshot is the same in every project and folder. */
async function triedWith(
  pack: Pack,
  path: string,
  config: Config,
  cwd: string,
): Promise<TriedFile[]> {
  const { name, base, dir } = parse(path);
  const { folder } = config;
  const document = { path, root: null };
  const choice = configWith({
    folder: dir,
    spec: base,
    name: "example",
    unroutable: "omit",
    undeclared: "assume",
  });
  const found = new Collector();
  const { backend } = await understandDocument(document, choice, cwd, found, proposedSecurity);
  const packs = loadPacks(slotsOf(config), folder);
  const wrong = new Collector();
  const files = planFiles({
    backend: typedBackend(backend),
    packs,
    seal: sealed,
    watch: watching(pack, wrong),
  });
  if (wrong.hasErrors) {
    throw new Stop(wrong.all, 1);
  }
  const home = relative(folder, join(pack.home, tested.snapshots, name)).replaceAll("\\", "/");
  const made = files
    .filter(({ template }) => template.startsWith(`${pack.slot}/${pack.name}/`))
    .map((file): TriedFile => beside(folder, `${home}/${file.path}`, file.text));
  const paths = new Set(made.map((each) => each.path));
  const gone = snapshotsIn(folder, home).filter((each) => !paths.has(each));
  return [...made, ...gone.map((each) => beside(folder, each, null))];
}

/** Tells once of each template that is given another type than its first line names. */
function watching(pack: Pack, found: Collector) {
  const declared = declaredTypes(pack);
  const told = new Set<string>();
  return (template: string, context: unknown): void => {
    const path = template.slice(pack.slot.length + 1);
    const type = declared.get(path);
    if (!template.startsWith(`${pack.slot}/`) || type === undefined || told.has(path)) {
      return;
    }
    const given = typesOf(context);
    if (type === null || !accepts(type, given)) {
      told.add(path);
      const name = `${pack.slot}/${pack.name}/${path}.hbs`;
      found.add(
        "template/type",
        { name, declared: type ?? "no type", given: given.join(" & ") },
        null,
      );
    }
  };
}

function beside(folder: string, path: string, text: string | null): TriedFile {
  const full = join(folder, path);
  return { path, text, snapshot: existsSync(full) ? readFileSync(full, "utf8") : null };
}

function snapshotsIn(folder: string, home: string): string[] {
  const full = join(folder, home);
  return existsSync(full)
    ? readdirSync(full, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    : [];
}
