import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { nearest } from "../lib/nearest.ts";
import type { Collector } from "../diagnostics/collector.ts";
import type { Pack } from "./pack.ts";

/** Where a project keeps templates of its own, by `slot/pack/path` as the built-in ones are. */
export const overridesFolder = "templates";

/** Templates of a project that stand for built-in ones, by `slot/pack/path`. */
export type Overrides = ReadonlyMap<string, string>;

/**
 * Reads the templates of a project. Only folders that are called like a pack are read: a project may have a
 * `templates` folder for something else.
 *
 * @param builtIn the folder of the built-in packs
 */
export function readOverrides(folder: string, builtIn: string): Overrides {
  const home = join(folder, overridesFolder);
  const packs = subfolders(home).flatMap((slot) =>
    subfolders(join(home, slot)).map((pack) => join(slot, pack)),
  );
  const known = packs.filter((pack) => existsSync(join(builtIn, pack, "pack.json")));
  const files = known.flatMap((pack) =>
    readdirSync(join(home, pack), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(home, join(entry.parentPath, entry.name)).replaceAll("\\", "/")),
  );
  return new Map(
    files
      .sort()
      .map((name) => [name, readFileSync(join(home, name), "utf8").replaceAll("\r\n", "\n")]),
  );
}

function subfolders(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];
}

/** The text of every template of the packs in use, by `slot/pack/path`. */
export function templatesOf(packs: readonly Pack[]): Map<string, string> {
  return new Map(
    packs.flatMap(({ slot, name, texts }) =>
      [...texts].map(([path, text]) => [`${slot}/${name}/${path}`, text] as const),
    ),
  );
}

/** Packs with the templates of a project in the places of their own. */
export function overridden(packs: readonly Pack[], overrides: Overrides): Pack[] {
  return packs.map((pack) => ({
    ...pack,
    texts: new Map(
      [...pack.texts].map(([path, text]) => [
        path,
        overrides.get(`${pack.slot}/${pack.name}/${path}`) ?? text,
      ]),
    ),
  }));
}

/** Tells of templates of a project that stand for none of the packs in use. */
export function reportUnknown(
  overrides: Overrides,
  packs: readonly Pack[],
  found: Collector,
): void {
  const known = [...templatesOf(packs).keys()];
  const inUse = packs.map(({ slot, name }) => `${slot}/${name}/`);
  for (const name of overrides.keys()) {
    if (inUse.some((prefix) => name.startsWith(prefix)) && !known.includes(name)) {
      found.add("template/unknown", { name, suggestion: suggestionFor(name, known) }, null);
    }
  }
}

/** What somebody may have meant by the name of a template. */
export function suggestionFor(name: string, known: readonly string[]): string {
  const meant = known.find((each) => each.endsWith(`/${name}`)) ?? nearest(name, known);
  return meant === null
    ? "`sls-gen templates list` names those that there are"
    : `did you mean ${meant}?`;
}
