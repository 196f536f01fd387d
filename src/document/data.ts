import { because } from "../diagnostics/reasons.ts";
import { escapeToken } from "../lib/pointer.ts";

/** What makes parsed data unfit, and where. */
export type DataFault = { readonly reason: string; readonly pointer: string };

/** Nodes that a file may come to once its aliases are written out. */
const mostNodes = 5_000_000;

/** How many times as many nodes a file may come to as it has. */
const mostTimes = 20;

/**
 * Finds what YAML can say and JSON cannot: an alias inside what it names, a number without end, aliases that
 * make of a small file more than any reader holds.
 *
 * @returns the first such place, null where there is none
 */
export function dataFault(data: unknown): DataFault | null {
  return valueFault(data) ?? expansionFault(data);
}

/** Aliases of aliases double a file with each line: what it comes to is counted, not written out. */
function expansionFault(data: unknown): DataFault | null {
  const sizes = new Map<object, number>();
  const sizeOf = (value: unknown): number => {
    if (typeof value !== "object" || value === null) {
      return 1;
    }
    const known = sizes.get(value);
    if (known !== undefined) {
      return known;
    }
    let size = 1;
    for (const inner of Object.values(value)) {
      size += sizeOf(inner);
    }
    sizes.set(value, size);
    return size;
  };
  const isTooMuch = (value: unknown) => sizeOf(value) > mostNodes;
  if (!isTooMuch(data) || sizeOf(data) < sizes.size * mostTimes) {
    return null;
  }
  let at = data;
  let pointer = "";
  for (;;) {
    const next = Object.entries(at as object).find(([, inner]) => isTooMuch(inner));
    if (next === undefined) {
      const counts = { count: String(sizeOf(at)), most: String(mostNodes) };
      return { reason: because("too-many-aliases", counts).reason, pointer };
    }
    pointer += `/${escapeToken(next[0])}`;
    at = next[1];
  }
}

function valueFault(data: unknown): DataFault | null {
  const above = new Set<object>();
  const done = new Set<object>();
  const visit = (value: unknown, pointer: string): DataFault | null => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      return { reason: because("number-not-json", { value: String(value) }).reason, pointer };
    }
    if (typeof value !== "object" || value === null || done.has(value)) {
      return null;
    }
    if (above.has(value)) {
      return { reason: because("alias-in-itself", {}).reason, pointer };
    }
    above.add(value);
    for (const [key, inner] of Object.entries(value)) {
      const fault = visit(inner, `${pointer}/${escapeToken(key)}`);
      if (fault !== null) {
        return fault;
      }
    }
    above.delete(value);
    done.add(value);
    return null;
  };
  return visit(data, "");
}
