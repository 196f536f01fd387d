import { CORE_SCHEMA, load, YAMLException } from "js-yaml";
import type { Place } from "../diagnostics/diagnostic.ts";
import { lineOf } from "./position.ts";

/** Data read from text, or why there is none and where. */
export type Parsed =
  { readonly data: unknown } | { readonly reason: string; readonly place: Place };

/**
 * Reads YAML 1.2 (core schema: dates stay text) or JSON.
 *
 * @param shown the file's name as people should see it
 */
export function parseYaml(text: string, shown: string): Parsed {
  try {
    return { data: load(text, { schema: CORE_SCHEMA }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    const line = (error.mark?.line ?? 0) + 1;
    const column = (error.mark?.column ?? 0) + 1;
    return { reason: error.reason, place: { file: shown, line, column, text: lineOf(text, line) } };
  }
}
