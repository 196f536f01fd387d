import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import type { Expectation, Mode } from "./file.ts";

/** One file, or one file an operation or schema, that a pack produces. */
export type PackFile = {
  /** Other packs refer to the file as `slot.id`. */
  readonly id: string;
  /** A `.hbs` template, or a static file that is copied. */
  readonly template: string;
  readonly per:
    | "api"
    | "operation"
    | "schema"
    | "former"
    | "function"
    | "authorizer"
    | "stack"
    | "caller"
    | "table";
  /** A fact of the stack without which the file is not made. */
  readonly when?: "needsLogRole";
  /** Path in the project; `{camel}` and `{pascal}` stand for the name. */
  readonly path: string;
  readonly mode: Mode;
  /** True for a shared file that may have been there before the project was. */
  readonly adopts?: boolean;
  /** True for a file of the user's that nothing needs: one that people removed stays away. */
  readonly dispensable?: boolean;
  /** What a file of the user's must say for the generated part to work, and what is to be done where it does not. */
  readonly expects?: readonly Expectation[];
};

/** npm packages that the generated project needs because of a pack, by name. */
export type Packages = Readonly<Record<string, string>>;

/** What `pack.json` says, and the templates beside it. */
export type Pack = {
  readonly slot: string;
  readonly name: string;
  readonly about: string;
  /** True for infrastructure that can give the functions of each tag a stack of their own. */
  readonly splits?: boolean;
  /** What infrastructure would replace in any text, and how that is prevented: see `escapeFor`. */
  readonly escape?: { readonly pattern: string; readonly with: string };
  /** How infrastructure calls functions, where it does so itself: `{name}` and `{id}` stand for names. */
  readonly functionName?: string;
  /** Slots that must be filled for this pack to work. */
  readonly needs: readonly string[];
  readonly dependencies: Packages;
  readonly devDependencies: Packages;
  readonly files: readonly PackFile[];
  /** Text of every file of the pack, by path inside it. */
  readonly texts: ReadonlyMap<string, string>;
};

/** Which pack fills each slot, in the order in which they are rendered. */
export type Slots = Readonly<Record<string, string>>;

/**
 * Reads the packs that fill the slots.
 *
 * @param folder the folder of all packs
 * @throws Stop where a pack does not exist or lacks what it needs
 */
export function loadPacks(folder: string, slots: Slots): Pack[] {
  const packs = Object.entries(slots).map(([slot, name]) => loadPack(folder, slot, name));
  for (const pack of packs) {
    const missing = pack.needs.find((slot) => !Object.hasOwn(slots, slot));
    if (missing !== undefined) {
      const fix = `name a pack for the slot ${missing} in the config`;
      stop(
        2,
        "template/pack",
        { pack: `${pack.slot}/${pack.name}`, reason: `it needs the slot ${missing}`, fix },
        null,
      );
    }
  }
  return packs;
}

function loadPack(folder: string, slot: string, name: string): Pack {
  const home = join(folder, slot, name);
  if (!/^[\w-]+$/.test(name) || !existsSync(join(home, "pack.json"))) {
    const known = existsSync(join(folder, slot))
      ? readdirSync(join(folder, slot)).sort().join(", ")
      : "none";
    stop(
      2,
      "template/pack",
      {
        pack: `${slot}/${name}`,
        reason: "it does not exist",
        fix: `known packs for ${slot}: ${known}`,
      },
      null,
    );
  }
  const { packages, ...said } = JSON.parse(
    readFileSync(join(home, "pack.json"), "utf8"),
  ) as PackJson;
  const base = said.base === undefined ? null : loadPack(folder, slot, said.base);
  const paths = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(home.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
  return {
    slot,
    name,
    ...said,
    ...packages,
    texts: new Map([
      ...(base?.texts ?? []),
      ...paths.map((path) => [path, readFileSync(join(home, path), "utf8")] as const),
    ]),
  };
}

type PackJson = Omit<Pack, "slot" | "name" | "texts" | "dependencies" | "devDependencies"> & {
  /** A pack of the same slot whose templates serve where this one has none of its own. */
  readonly base?: string;
  readonly packages: { readonly dependencies: Packages; readonly devDependencies: Packages };
};

/** The file that `slot.id` names, in whichever pack fills the slot. */
export function fileNamed(packs: readonly Pack[], reference: string): PackFile {
  const [slot, id] = reference.split(".", 2);
  const file = packs.find((pack) => pack.slot === slot)?.files.find((each) => each.id === id);
  if (file === undefined) {
    throw new Error(`no pack has a file ${reference}`);
  }
  return file;
}

/** The path of a file for one name. */
export function pathFor(
  file: PackFile,
  name: { readonly camel: string; readonly pascal: string } | null,
): string {
  return name === null
    ? file.path
    : file.path.replaceAll("{camel}", name.camel).replaceAll("{pascal}", name.pascal);
}
