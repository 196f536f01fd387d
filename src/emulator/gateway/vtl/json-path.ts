import { TemplateError } from "./syntax.ts";
import { isCompound, listOf, type Value } from "./values.ts";

/** A step of a path, and whether it may find several values (Goessner, JSONPath). */
type Step = { readonly find: (at: Value) => readonly Value[]; readonly isDefinite: boolean };

/**
 * What stands under a JSONPath: names, indices, `*`, slices, several names, and `..`; filters are not emulated.
 *
 * @returns one value, or the list of all that are found where the path may find several; null for nothing
 * @throws TemplateError for a path that is malformed or not emulated
 */
export function jsonPath(root: Value, path: string): Value {
  const steps = stepsOf(path.trim());
  const found = steps.reduce<readonly Value[]>((all, { find }) => gathered(all, find), [root]);
  return steps.every(({ isDefinite }) => isDefinite)
    ? (found[0] ?? null)
    : listOf([...found], true);
}

/** Values that one step of a path may find. */
const most = 1_000_000;

function gathered(all: readonly Value[], find: Step["find"]): readonly Value[] {
  const found: Value[] = [];
  for (const at of all) {
    for (const each of find(at)) {
      found.push(each);
    }
    if (found.length > most) {
      throw new TemplateError(`a path finds more than ${most} values`);
    }
  }
  return found;
}

const pieces =
  /\.\.(?=[\w*[])|\.?\*|\.([\p{L}\p{N}_$-]+)|(?<=\.\.)([\p{L}\p{N}_$-]+)|\[\s*(\*|-?\d*\s*:\s*-?\d*|-?\d+(?:\s*,\s*-?\d+)*|'[^']*'(?:\s*,\s*'[^']*')*|"[^"]*"(?:\s*,\s*"[^"]*")*)\s*\]/uy;

function stepsOf(path: string): Step[] {
  if (!path.startsWith("$")) {
    throw new TemplateError(`the path ${path} does not begin with $`);
  }
  const steps: Step[] = [];
  pieces.lastIndex = 1;
  while (pieces.lastIndex < path.length) {
    const at = pieces.lastIndex;
    const found = pieces.exec(path);
    if (found === null) {
      throw new TemplateError(`the path ${path} is not emulated from ${path.slice(at)}`);
    }
    steps.push(stepOf(found[0], found[1] ?? found[2], found[3]));
  }
  return steps;
}

function stepOf(piece: string, name: string | undefined, bracket: string | undefined): Step {
  if (piece === "..") {
    return { find: descendants, isDefinite: false };
  }
  if (name !== undefined) {
    return { find: (at) => member(at, name), isDefinite: true };
  }
  if (bracket === undefined || bracket === "*") {
    return { find: children, isDefinite: false };
  }
  if (/^['"]/.test(bracket)) {
    const names = [...bracket.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? "");
    return {
      find: (at) => names.flatMap((each) => member(at, each)),
      isDefinite: names.length === 1,
    };
  }
  if (bracket.includes(":")) {
    const [from = "", to = ""] = bracket.split(":").map((each) => each.trim());
    const end = to === "" ? undefined : Number(to);
    return {
      find: (at) => (isList(at) ? at.items.slice(Number(from), end) : []),
      isDefinite: false,
    };
  }
  const places = bracket.split(",").map(Number);
  const find = (at: Value) =>
    isList(at) ? places.flatMap((place) => at.items.at(place) ?? []) : [];
  return { find, isDefinite: places.length === 1 };
}

function isList(value: Value) {
  return isCompound(value) && value.kind === "list";
}

function member(at: Value, name: string): readonly Value[] {
  const found = isCompound(at) && at.kind === "map" ? at.entries.get(name) : undefined;
  return found === undefined ? [] : [found];
}

function children(at: Value): readonly Value[] {
  if (!isCompound(at) || at.kind === "native") {
    return [];
  }
  return at.kind === "list" ? at.items : [...at.entries.values()];
}

/** The value itself and everything below it. */
function descendants(at: Value): readonly Value[] {
  return [at, ...children(at).flatMap(descendants)];
}
