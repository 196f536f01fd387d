import { because, type Because } from "../diagnostics/reasons.ts";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../lib/nearest.ts";
import type { Origin } from "../lib/origin.ts";
import { escapeToken, pointerOfFragment, tokensOf } from "../lib/pointer.ts";
import { canonicalText, isRaw, own, textAt } from "../lib/json.ts";
import { fileUri, findIdentifiers, resolveUri, type Identifiers } from "./identifiers.ts";
import { dataFault } from "./data.ts";
import { placeOf } from "./position.ts";
import { fromDisk, readSpecFile, type Asker, type Reader } from "./read.ts";
import type { SpecFile } from "./file.ts";

type Parent = { readonly file: string; readonly parent: object | null; readonly key: string };

/** What a `$ref` leads to. */
export type RefTarget = {
  readonly value: unknown;
  readonly file: string;
  readonly pointer: string;
};

/**
 * The user's document: the root file and, as references are followed, the files it refers to.
 * Files are known by their path relative to the folder that references may not leave, with `/`.
 */
export class Spec {
  readonly folder: string;
  readonly root: string;
  readonly #files = new Map<string, SpecFile>();
  readonly #identifiers = new Map<string, Identifiers>();
  #parents = new WeakMap<object, Parent>();
  readonly #pointers = new WeakMap<object, string>();
  readonly #shownFrom: string;
  readonly #read: Reader;
  /** References followed inside one another, to end where they lead in a circle. */
  #depth = 0;

  /**
   * @param path of the root file
   * @param shownFrom folder that paths in messages are relative to
   * @param folder that references may not leave; null for that of the root file
   * @param read how files are read
   */
  constructor(
    path: string,
    shownFrom: string,
    folder: string | null = null,
    read: Reader = fromDisk,
  ) {
    this.folder = resolve(folder ?? dirname(path));
    this.root = relative(this.folder, resolve(path)).replaceAll("\\", "/");
    this.#shownFrom = shownFrom;
    this.#read = read;
  }

  /** The same document where its files have been copied to. @param folder that references may not leave there */
  movedTo(folder: string): Spec {
    const moved = new Spec(join(folder, this.root), this.#shownFrom, folder, this.#read);
    moved.#parents = this.#parents;
    this.#files.forEach((file, name) =>
      moved.#files.set(name, { ...file, path: resolve(folder, name) }),
    );
    return moved;
  }

  /** Every file read so far, sorted, as absolute paths. */
  get paths(): string[] {
    return [...this.#files.values()].map((file) => file.path).sort();
  }

  /** Every file read so far and the data in it, sorted by name. */
  get files(): { readonly file: string; readonly data: unknown }[] {
    return [...this.#files]
      .map(([file, { data }]) => ({ file, data }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** Everything that the files read so far say, whatever the order of their keys. */
  get canonical(): string {
    const names = [...this.#files.keys()].sort();
    return names.map((name) => `${name} ${canonicalText(this.#files.get(name)?.data)}`).join("\n");
  }

  /** The data of the root file; call {@link open} for it first. */
  get data(): unknown {
    return this.#files.get(this.root)?.data;
  }

  /** Reads a file once. @returns the problem that prevents it, or null */
  open(name: string, asker: Asker): Diagnostic | null {
    if (this.#files.has(name)) {
      return null;
    }
    const path = resolve(this.folder, name);
    const read = readSpecFile(path, this.#shown(path), asker, this.#read);
    if ("code" in read) {
      return read;
    }
    const fault = dataFault(read.data);
    if (fault !== null) {
      return diagnostic(
        "spec/syntax",
        { reason: fault.reason },
        placeOf(read, this.#shown(path), fault.pointer),
      );
    }
    this.#files.set(name, read);
    this.#remember(read.data, { file: name, parent: null, key: "" });
    return null;
  }

  /** Where a node that came out of this document stands (lists and mappings only). */
  originOf(node: object, ...below: readonly string[]): Origin {
    const file = this.#parents.get(node)?.file ?? this.root;
    const inner = below.map((token) => `/${escapeToken(token)}`).join("");
    return { file, pointer: this.#pointerOf(node) + inner };
  }

  /** A node is asked for again and again: by each operation that uses it. */
  #pointerOf(node: object): string {
    const known = this.#pointers.get(node);
    const at = this.#parents.get(node);
    if (known !== undefined || at === undefined || at.parent === null) {
      return known ?? "";
    }
    const pointer = `${this.#pointerOf(at.parent)}/${escapeToken(at.key)}`;
    this.#pointers.set(node, pointer);
    return pointer;
  }

  /** Lets a node made from another (upgraded) stand where that one stands. */
  adopt(made: object, from: object): void {
    const at = this.#parents.get(from);
    if (at !== undefined) {
      this.#parents.set(made, at);
      this.#pointers.delete(made);
    }
  }

  /** The line and column of an origin. */
  placeOf(origin: Origin): Diagnostic["place"] {
    const file = this.#files.get(origin.file);
    return file === undefined ? null : placeOf(file, this.#shown(file.path), origin.pointer);
  }

  /**
   * Resolves a reference (OpenAPI 3.1 §4.8.23) written in `holder`.
   *
   * @returns the target, or the problem
   */
  resolve(ref: string, holder: object): RefTarget | Diagnostic {
    const where = this.originOf(holder, "$ref");
    const hash = ref.indexOf("#");
    const address = hash < 0 ? ref : ref.slice(0, hash);
    const fragment = hash < 0 ? "" : ref.slice(hash + 1);
    const identified = this.#identified(ref, fragment, holder, where);
    if (identified !== null) {
      return identified;
    }
    if (/^[a-z][a-z0-9+.-]+:/i.test(address) || address.startsWith("//")) {
      return diagnostic("ref/remote", { ref }, where);
    }
    const file = this.#fileOf(address, where);
    if (file === null) {
      return diagnostic("ref/outside", { ref, folder: this.#shown(this.folder) || "." }, where);
    }
    const problem = this.open(file, { from: where.file, place: where });
    return (
      problem ??
      this.#find(ref, fragment, { value: this.#files.get(file)?.data, file, pointer: "" }, where)
    );
  }

  /** A target that names itself by `$id`, `$anchor` or `$dynamicAnchor` (Core §8.2); null for any other. */
  #identified(
    ref: string,
    fragment: string,
    holder: object,
    where: Origin,
  ): RefTarget | Diagnostic | null {
    const uri = resolveUri(ref, this.#baseOf(holder, where.file));
    if (uri === null) {
      return null;
    }
    uri.hash = "";
    const base = uri.href;
    const identifiers = [...this.#files.keys()].map((file) => this.#identifiersOf(file));
    const anchor = identifiers
      .map(({ anchors }) => anchors.get(`${base}#${decodeAddress(fragment)}`))
      .find((node) => node !== undefined);
    if (anchor !== undefined) {
      return { value: anchor, ...this.originOf(anchor) };
    }
    const resource = identifiers
      .map(({ resources }) => resources.get(base))
      .find((node) => node !== undefined);
    return resource === undefined
      ? null
      : this.#find(ref, fragment, { value: resource, ...this.originOf(resource) }, where);
  }

  /** The base URI at a node: the nearest `$id` above it, else its file. */
  #baseOf(holder: object, file: string): string {
    const { bases } = this.#identifiersOf(file);
    let at: object | null = holder;
    while (at !== null && !bases.has(at)) {
      at = this.#parents.get(at)?.parent ?? null;
    }
    return (at === null ? undefined : bases.get(at)) ?? fileUri(file);
  }

  #identifiersOf(name: string): Identifiers {
    const known = this.#identifiers.get(name);
    if (known !== undefined) {
      return known;
    }
    const file = this.#files.get(name);
    const hasSome = file !== undefined && /\$(id|anchor|dynamicAnchor)\b/.test(file.text);
    const made = findIdentifiers(name, hasSome && isRaw(file.data) ? file.data : {});
    this.#identifiers.set(name, made);
    return made;
  }

  #fileOf(address: string, where: Origin): string | null {
    if (address === "") {
      return where.file;
    }
    const path = resolve(this.folder, dirname(where.file), decodeAddress(address));
    const name = relative(this.folder, path).replaceAll("\\", "/");
    return name.startsWith("../") || isAbsolute(name) || name === ".." ? null : name;
  }

  /** Follows the fragment of a reference from where its address leads. */
  #find(ref: string, fragment: string, from: RefTarget, where: Origin): RefTarget | Diagnostic {
    const pointer = pointerOfFragment(fragment);
    const { anchors } = this.#identifiersOf(from.file);
    const anchor = pointer === null ? anchors.get(`${fileUri(from.file)}#${fragment}`) : undefined;
    if (anchor !== undefined) {
      return { value: anchor, ...this.originOf(anchor) };
    }
    if (pointer === null) {
      return diagnostic("ref/broken", { ref, ...because("no-anchor", { name: fragment }) }, where);
    }
    let at: RefTarget = from;
    for (const token of tokensOf(pointer)) {
      const holder = this.#through(at, token);
      const next = own(holder.value, token);
      if (next === undefined) {
        return diagnostic("ref/broken", { ref, ...missing(at.value, token) }, where);
      }
      at = { value: next, file: holder.file, pointer: `${holder.pointer}/${escapeToken(token)}` };
    }
    return at;
  }

  /**
   * Resolves a reference to a schema. A schema of another file that a component only refers to is the
   * component: both are one.
   *
   * @returns the schema itself, with the names of the components that stand for it
   */
  resolveSchema(ref: string, holder: object): (RefTarget & { names: string[] }) | Diagnostic {
    let at = this.resolve(ref, holder);
    const names: string[] = [];
    for (let hops = 0; hops < 20 && !("code" in at); hops += 1) {
      const alias = isComponent(at.pointer) ? aliasOf(at.value) : null;
      const next = alias === null ? null : this.resolve(alias, at.value as object);
      if (next === null || "code" in next || next.file === at.file) {
        return { ...at, names };
      }
      names.push(tokensOf(at.pointer).at(-1) ?? "");
      at = next;
    }
    return "code" in at ? at : { ...at, names };
  }

  /** Where a pointer goes on: a node that is a reference itself is followed for what it does not hold. */
  #through(from: RefTarget, token: string): RefTarget {
    const ref = own(from.value, token) === undefined ? refOf(from.value) : null;
    if (ref === null || this.#depth > 20) {
      return from;
    }
    this.#depth += 1;
    const target = this.resolve(ref, from.value as object);
    const found = "code" in target ? from : this.#through(target, token);
    this.#depth -= 1;
    return found;
  }

  /** Records, for each list and mapping, what holds it; the first place wins for a YAML alias. */
  #remember(value: unknown, at: Parent): void {
    if (typeof value !== "object" || value === null || this.#parents.has(value)) {
      return;
    }
    this.#parents.set(value, at);
    for (const key of Object.keys(value)) {
      this.#remember((value as Record<string, unknown>)[key], {
        file: at.file,
        parent: value,
        key,
      });
    }
  }

  #shown(path: string): string {
    return relative(this.#shownFrom, path).replaceAll("\\", "/");
  }
}

/** True for a named schema of a document (OpenAPI 3.1 §4.8.7, 2.0 `definitions`). */
function isComponent(pointer: string): boolean {
  return /^(\/components\/schemas|\/definitions)\/[^/]*$/.test(pointer);
}

/** The reference that a node is and nothing else. */
function aliasOf(node: unknown): string | null {
  return isRaw(node) && Object.keys(node).length === 1 ? textAt(node, "$ref") : null;
}

/** A reference is a URI: `%20` in it is a space in the file's name. */
function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Says which step of a pointer fails, with the nearest name that exists. */
function missing(value: unknown, token: string): Because {
  const names = isRaw(value) ? Object.keys(value) : [];
  const near = nearest(token, names);
  const fix =
    near === null ? "correct the reference, or declare what it names" : `did you mean \`${near}\`?`;
  return because("no-such-member", { name: token, fix });
}

/**
 * The reference that a node is, or null (OpenAPI 3.1 §4.8.23). A `$dynamicRef` is taken for what it
 * leads to before the dynamic scope is asked (JSON Schema 2020-12 Core §8.2.3.2).
 */
export function refOf(node: unknown): string | null {
  return textAt(node, "$ref") ?? textAt(node, "$dynamicRef");
}
