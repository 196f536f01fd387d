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
  return itemsAt(file.each, backend)
    .filter(({ item }) => where === undefined || Boolean(item[where]))
    .map(({ around, item }) => ({
      view: { ...backend, ...around, ...(as === undefined ? item : { [as]: item }) },
      name: nameOf(item, file),
    }));
}

/** True where a path into the backend leads to something: not to null, false or an empty list. */
export function holds(backend: Backend, path: string | undefined): boolean {
  const value = path?.split(".").reduce((at: unknown, member) => (at as Fields)[member], backend);
  return path === undefined || (Array.isArray(value) ? value.length > 0 : Boolean(value));
}

type Found = { readonly around: Fields; readonly item: Fields };

/** The items of a list, with the members of the items that its path goes through. */
function itemsAt(path: string, backend: Backend): Found[] {
  const start: readonly Found[] = [{ around: {}, item: backend }];
  return [...path.split(".").reduce(step, start)];
}

function step(found: readonly Found[], member: string): Found[] {
  return found.flatMap(({ around, item }) => {
    const value = item[member];
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
  if (typeof camel !== "string" || typeof pascal !== "string") {
    throw new Error(`${id}: the items of ${each ?? ""} have no name`);
  }
  return { camel, pascal };
}
