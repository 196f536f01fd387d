import type { Expectation, Mode, Role } from "./file.ts";

/** A file, or one for each item of a list, that a pack produces. */
export type PackFile = {
  /** Other packs link to the file as `slot.id`. */
  readonly id: string;
  /** A `.hbs` template, or a file that is copied as it is. */
  readonly template: string;
  /** A path into `Backend` that leads to a list: one file for each item. Without it, one file. */
  readonly each?: string;
  /** What templates call the item. Without it, its members stand beside those of `Backend`. */
  readonly as?: string;
  /** A member of the items: only those for which it holds get a file. */
  readonly where?: string;
  /** A path into `Backend`: without what it leads to, the file is not made. */
  readonly when?: string;
  /** Path in the project; `{camel}` and `{pascal}` stand for the name of the item. */
  readonly path: string;
  readonly mode: Mode;
  readonly role?: Role;
  /** True for a file that may have been there before the project was. */
  readonly adopts?: boolean;
  /** True for an optional file of the user's: if it is deleted, it is not written again. */
  readonly dispensable?: boolean;
  /**
   * Prettier formats the file after its template: always, or where a path into what the template receives leads to
   * something. Without it, the template prints what it means.
   */
  readonly prettier?: true | string;
  /** What a file of the user's must say for the generated part to work, and what is to be done where it does not. */
  readonly expects?: readonly Expectation[];
};

/** npm packages that the generated project needs because of a pack, by name. */
export type Packages = Readonly<Record<string, string>>;

/** A size that AWS limits: that of several files together. */
export type SizeLimit = {
  /** Files as `slot.id`. Without the first of them, nothing is limited. */
  readonly of: readonly string[];
  readonly bytes: number;
  /** Completes "there are N …". */
  readonly what: string;
  readonly fix: string;
};

/** A folder of a pack that is copied; with a path into `Backend`, only where that leads to something. */
export type CopiedFolder = {
  readonly folder: string;
  readonly to: string;
  readonly when?: string;
};

/** What `pack.json` says: `schemas/pack.schema.json` describes it, and `docs/write-a-pack.md` shows one. */
export type PackManifest = {
  readonly slot: string;
  readonly about: string;
  /** True for the pack that fills its slot where the config names none. */
  readonly default?: boolean;
  /** A built-in pack of the same slot whose templates serve where this one has none of its own. */
  readonly base?: string;
  /** A built-in pack of the same slot all of which is part of this one, which adds to it. */
  readonly extends?: string;
  /** A path into `Backend`: without what it leads to, the pack makes no files and needs no packages. */
  readonly when?: string;
  /** Slots that this pack relies on: what it uses of them, they must provide. */
  readonly needs?: readonly string[];
  /** What other packs may use: partials by their path in the pack, and ids of files to link to. */
  readonly provides?: { readonly partials?: readonly string[]; readonly links?: readonly string[] };
  /** Partials of this slot that another pack must fill, by name, each with the type it receives. */
  readonly asks?: Readonly<Record<string, string>>;
  /** Partials of this pack that fill what others ask for: `{ "gateway/uri": "uri" }`. */
  readonly fills?: Readonly<Record<string, string>>;
  readonly packages?: { readonly dependencies?: Packages; readonly devDependencies?: Packages };
  readonly files?: readonly PackFile[];
  /** Folders whose files are copied into the project; they are linked to as `slot.folder/name`. */
  readonly copy?: readonly CopiedFolder[];
  /** Partials of one line: for each type that they receive, their texts by name. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** True for infrastructure that can give the functions of each tag a stack of their own. */
  readonly splits?: boolean;
  /** What infrastructure would replace in texts of some slots, and what is to stand there instead. */
  readonly escape?: {
    readonly slots: readonly string[];
    readonly pattern: string;
    readonly with: string;
  };
  /** How infrastructure calls functions, where it does so itself: `{name}` and `{id}` stand for names. */
  readonly functionName?: string;
  readonly limits?: readonly SizeLimit[];
};

/** A pack as it is read: what `pack.json` says, and the texts beside it. */
export type Pack = Omit<PackManifest, "files" | "copy"> & {
  readonly name: string;
  /** Absolute. */
  readonly home: string;
  readonly isBuiltIn: boolean;
  /** Those that are copied are among them. */
  readonly files: readonly PackFile[];
  /** Text of every file of the pack, and of its words, by path inside it. */
  readonly texts: ReadonlyMap<string, string>;
};

/** What a pack may do in code: `pack.ts` of a built-in pack, `pack.js` of any other exports it. */
export type Hooks = {
  /**
   * A file of the user's that moves with its operation.
   *
   * @param from what the operation was called: camel case; @param to what it is called
   * @returns the text with its imports under the new name
   */
  readonly rename?: (text: string, from: string, to: string) => string;
};

/** Which pack fills each slot: the name of a built-in pack or of an npm package, or a path that begins with a dot. */
export type Slots = Readonly<Record<string, string>>;

/** The file that `slot.id` names, in whichever pack fills the slot. @throws Error where there is none */
export function fileNamed(packs: readonly Pack[], reference: string): PackFile {
  const dot = reference.indexOf(".");
  const [slot, id] = [reference.slice(0, dot), reference.slice(dot + 1)];
  const file = packs.find((pack) => pack.slot === slot)?.files.find((each) => each.id === id);
  if (file === undefined) {
    throw new Error(`no pack has a file ${reference}`);
  }
  return file;
}

/** The name of an item as paths are made of it. */
export type ItemName = { readonly camel: string; readonly pascal: string };

/** The path of a file for one name. */
export function pathFor(file: PackFile, name: ItemName | string | null): string {
  const { camel, pascal } = typeof name === "string" ? { camel: name, pascal: name } : (name ?? {});
  return camel === undefined || pascal === undefined
    ? file.path
    : file.path.replaceAll("{camel}", camel).replaceAll("{pascal}", pascal);
}
