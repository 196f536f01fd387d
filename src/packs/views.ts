import type { Backend } from "../aws/backend.ts";
import type { ItemName, PackFile } from "./pack.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What one file is rendered from. */
export type View = {
  /** `Backend`, and the item that the file is for. */
  readonly view: Fields;
  /** The name of the item; null for a file that is not one of many. */
  readonly name: ItemName | null;
};

/** A view for each file that a row of `pack.json` stands for. @throws Error where a path leads to no list */
export function viewsFor(file: PackFile, backend: Backend): View[] {
  if (!holds(backend, file.when)) {
    return [];
  }
  if (file.each === undefined) {
    return [{ view: backend, name: null }];
  }
  const { as, where } = file;
  return itemsAt(file, backend)
    .filter(({ item }) => where === undefined || Boolean(item[where]))
    .map(({ around, item }) => ({
      view: { ...backend, ...around, ...(as === undefined ? item : { [as]: item }) },
      name: nameOf(item, file),
    }));
}

/**
 * True where a path into the backend, or into what a template receives, leads to something: not to null, false or an
 * empty list.
 *
 * @throws Error where there is no such member
 */
export function holds(from: object, path: string | undefined): boolean {
  let value: unknown = from;
  for (const member of path?.split(".") ?? []) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) {
      throw new Error(`a condition is ${path}, and Backend has no ${member} there`);
    }
    value = (value as Fields)[member];
  }
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

type Found = { readonly around: Fields; readonly item: Fields };

/** The items of a list, with the members of the items that its path goes through. */
function itemsAt({ id, each = "" }: PackFile, backend: Backend): Found[] {
  const start: readonly Found[] = [{ around: {}, item: backend }];
  try {
    return [...each.split(".").reduce(step, start)];
  } catch (error) {
    const told = `the file ${id}: \`each\` is ${each}: ${(error as Error).message}`;
    throw new Error(told, { cause: error });
  }
}

/** @throws Error where there is no such member */
function step(found: readonly Found[], member: string): Found[] {
  return found.flatMap(({ around, item }) => {
    const value = item[member];
    if (typeof value !== "object" || value === null) {
      throw new Error(`Backend has no ${member} there`);
    }
    const isItem = "name" in item || "camel" in item;
    const outer = isItem ? { ...around, ...item } : around;
    return Array.isArray(value)
      ? value.map((each: Fields) => ({ around: outer, item: each }))
      : [{ around, item: value as Fields }];
  });
}

/** An item has a `name` or a `camel`; what has no form for types is called the same there. */
function nameOf(item: Fields, { id, each }: PackFile): ItemName {
  const { name, camel = name, pascal = camel } = item;
  if (typeof name === "object" && name !== null) {
    return name as ItemName;
  }
  // What the document calls something is no name for a file: it could lead out of the project.
  if (!isSafe(camel) || !isSafe(pascal)) {
    throw new Error(`the file ${id}: items of ${each ?? ""} have no name that files can have`);
  }
  return { camel, pascal };
}

function isSafe(name: unknown): name is string {
  return typeof name === "string" && /^\w[\w-]*(?:\/\w[\w-]*)*$/.test(name);
}
