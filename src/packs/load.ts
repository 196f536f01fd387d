import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, parse, resolve, sep } from "node:path";
import { faultsOf } from "../config/schema.ts";
import { stop } from "../diagnostics/collector.ts";
import { inOrder, refuseMisuse } from "./contract.ts";
import { tested } from "./folders.ts";
import type { Role } from "./file.ts";
import type { CopiedFolder, Pack, PackFile, PackManifest, Slots } from "./pack.ts";
import { packNames, templatesFolder } from "./slots.ts";

/**
 * Reads the packs that fill the slots.
 *
 * @param folder of the project: where packs of its own and those of npm are looked for
 * @returns them in the order in which they are rendered: each after those that it needs
 * @throws Stop (exit code 2) where a pack does not exist, is not as the contract says, or lacks what it needs
 */
export function loadPacks(slots: Slots, folder: string): Pack[] {
  const packs = Object.entries(slots).map(([slot, said]) => loadPack(slot, said, folder));
  packs.filter(({ isBuiltIn }) => !isBuiltIn).forEach((pack) => refuseMisuse(pack, packs));
  return inOrder(packs);
}

/**
 * Where the files are that sls-gen itself asks for.
 *
 * @returns their paths as `pack.json` has them, by role
 * @throws Stop (exit code 2) where a pack does not exist
 */
export function pathsByRole(slots: Slots, folder: string): Partial<Readonly<Record<Role, string>>> {
  const files = Object.entries(slots).flatMap(
    ([slot, said]) => manifestOf(homeOf(slot, said, folder), slot).files ?? [],
  );
  return Object.fromEntries(files.flatMap(({ role, path }) => (role ? [[role, path]] : [])));
}

/** Reads one pack. @param said its name, or its path from the folder; see {@link Slots} */
export function loadPack(slot: string, said: string, folder: string): Pack {
  const home = homeOf(slot, said, folder);
  const { files = [], copy = [], ...manifest } = manifestOf(home, slot);
  const { base: baseName, extends: wholeName } = manifest;
  const base = baseName === undefined ? null : baseOf(manifest, baseName);
  const whole = wholeName === undefined ? null : baseOf(manifest, wholeName);
  const own = [...wordsOf(manifest), ...textsOf(home)];
  const texts = new Map([...(whole?.texts ?? []), ...(base?.texts ?? []), ...own]);
  const { asks = {}, fills = {} } = whole ?? base ?? {};
  const copied = copy.flatMap((each) => copiedFiles(each, new Map(own)));
  return {
    ...whole,
    ...manifest,
    ...(whole === null ? {} : together(whole, manifest)),
    asks: { ...asks, ...manifest.asks },
    fills: { ...fills, ...manifest.fills },
    name: said.startsWith(".")
      ? basename(home)
      : said.replaceAll(/^@|\//g, (at) => (at === "@" ? "" : "-")),
    home,
    isBuiltIn: home.startsWith(templatesFolder + sep),
    files: [...(whole?.files ?? []), ...files, ...copied],
    texts,
  };
}

/** What two packs need, provide and install together. */
function together(
  whole: Pack,
  own: PackManifest,
): Pick<PackManifest, "needs" | "provides" | "packages"> {
  const { needs = [], provides = {}, packages = {} } = own;
  const { partials = [], links = [] } = provides;
  return {
    needs: [...new Set([...(whole.needs ?? []), ...needs])],
    provides: {
      partials: [...(whole.provides?.partials ?? []), ...partials],
      links: [...(whole.provides?.links ?? []), ...links],
    },
    packages: {
      dependencies: { ...whole.packages?.dependencies, ...packages.dependencies },
      devDependencies: { ...whole.packages?.devDependencies, ...packages.devDependencies },
    },
  };
}

/** Only a built-in pack can be a base: others could be each other's. */
function baseOf({ slot }: PackManifest, base: string): Pack {
  return packNames(slot).includes(base)
    ? loadPack(slot, base, templatesFolder)
    : refuse(
        `${slot}/${base}`,
        "a base must be a built-in pack",
        `use one of: ${packNames(slot).join(", ")}`,
      );
}

/** A row for each file of a folder that is copied. */
function copiedFiles(
  { folder, to, when }: CopiedFolder,
  texts: ReadonlyMap<string, string>,
): PackFile[] {
  return [...texts.keys()]
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => ({
      id: `${folder}/${parse(path).name}`,
      template: path,
      path: `${to}${path.slice(folder.length)}`,
      mode: "generated",
      ...(when === undefined ? {} : { when }),
    }));
}

/** Words are partials like any other, under the first line of a template; what ends without a line break stands within a line. */
function wordsOf({ words = {} }: PackManifest): [string, string][] {
  return Object.entries(words).flatMap(([type, rows]) =>
    Object.entries(rows).map(([name, text]): [string, string] => [
      `${name}.hbs`,
      `{{! takes ${type} }}\n${text}`,
    ]),
  );
}

/** What is no part of a pack: what it is tried with, and what npm put there. */
const notTemplates = new RegExp(`^(?:${Object.values(tested).join("|")}|node_modules)/`);

function textsOf(home: string): [string, string][] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "pack.json")
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(home.length + 1).replaceAll("\\", "/"))
    .filter((path) => !notTemplates.test(path))
    .sort()
    .map((path) => [path, readFileSync(join(home, path), "utf8")]);
}

function homeOf(slot: string, said: string, folder: string): string {
  const places = /^\.\.?(?:[/\\]|$)/.test(said)
    ? [resolve(folder, said)]
    : [join(templatesFolder, slot, said), ...installed(said, folder)];
  const isName = said.startsWith(".") || /^(?:@[\w.-]+\/)?[\w-][\w.-]*$/.test(said);
  const home = isName ? places.find((place) => existsSync(join(place, "pack.json"))) : undefined;
  const known = packNames(slot).join(", ") || "none";
  const fix = `choose a built-in pack for ${slot} (${known}), a folder such as ./packs/mine, or an installed npm package`;
  return home ?? refuse(`${slot}/${said}`, "there is no pack.json", fix);
}

/** Where npm may have put a package, from the project upwards. */
function installed(name: string, folder: string): string[] {
  const above = dirname(folder);
  const here = join(folder, "node_modules", name);
  return above === folder ? [here] : [here, ...installed(name, above)];
}

function manifestOf(home: string, slot: string): PackManifest {
  const pack = `${slot}/${basename(home)}`;
  const manifest = parsed(join(home, "pack.json"), pack);
  const [fault] = faultsOf("pack", manifest);
  if (fault !== undefined) {
    const reason = fault.kind === "unknown" ? "is not a key of pack.json" : fault.reason;
    const fix = fault.kind === "unknown" ? fault.suggestion : fault.fix;
    refuse(pack, `${fault.key} ${reason}`, fix);
  }
  const said = manifest as PackManifest;
  return said.slot === slot
    ? said
    : refuse(pack, `it fills the slot ${said.slot}`, `name it under ${said.slot} in \`packs\``);
}

function parsed(path: string, pack: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    return refuse(pack, `pack.json: ${(error as Error).message}`, "correct pack.json");
  }
}

function refuse(pack: string, reason: string, fix: string): never {
  return stop(2, "template/pack", { pack, reason, fix }, null);
}
