import { CORE_SCHEMA, load, mergeTag, YAMLException } from "js-yaml";
import { parseDocument } from "yaml";
import type { Place } from "../diagnostics/diagnostic.ts";
import { lineOf } from "./position.ts";

/** What the reader says, as people can use it. */
const words = new Map([
  [
    "deficient indentation",
    "a bracket or a quoted text goes on at the column of its key; YAML wants one more space before it",
  ],
]);

/** Data read from text, or why there is none and where. */
export type Parsed =
  { readonly data: unknown } | { readonly reason: string; readonly place: Place };

/** YAML 1.2, and merge keys (`<<`) of 1.1, which documents use to say the same once. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/**
 * Reads YAML 1.2 (core schema: dates stay text) or JSON. What every reader takes though YAML asks for one more space
 * (§7.4: a closing bracket, or a quoted text that goes on, at the column of its key) is taken too.
 *
 * @param shown the file's name as people should see it
 */
export function parseYaml(text: string, shown: string): Parsed {
  try {
    return { data: load(text, { schema }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    const lenient = error.reason === "deficient indentation" ? leniently(text) : null;
    if (lenient !== null) {
      return lenient;
    }
    const line = (error.mark?.line ?? 0) + 1;
    const column = (error.mark?.column ?? 0) + 1;
    const reason = words.get(error.reason) ?? error.reason;
    return { reason, place: { file: shown, line, column, text: lineOf(text, line) } };
  }
}

/** The same text by a reader that minds no indentation inside brackets and quotes; null where more is wrong. */
function leniently(text: string): Parsed | null {
  const document = parseDocument(text, { merge: true, logLevel: "silent" });
  const isFine = document.errors.every(({ code }) => code === "BAD_INDENT");
  return isFine ? { data: document.toJS({ maxAliasCount: -1 }) as unknown } : null;
}
