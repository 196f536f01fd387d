import { escapeToken } from "./pointer.ts";

/** What makes parsed data unfit, and where. */
export type DataFault = { readonly reason: string; readonly pointer: string };

/**
 * Finds what YAML can say and JSON cannot: an alias inside what it names, a number without end.
 *
 * @returns the first such place, null where there is none
 */
export function dataFault(data: unknown): DataFault | null {
  const above = new Set<object>();
  const done = new Set<object>();
  const visit = (value: unknown, pointer: string): DataFault | null => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      return { reason: `${value} is no number of JSON`, pointer };
    }
    if (typeof value !== "object" || value === null || done.has(value)) {
      return null;
    }
    if (above.has(value)) {
      return { reason: "an alias stands inside what it names", pointer };
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
