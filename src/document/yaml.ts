import { CORE_SCHEMA, load, mergeTag, YAMLException } from "js-yaml";
import type { Place } from "../diagnostics/diagnostic.ts";
import { lineOf } from "../lib/lines.ts";

const lacking = "deficient indentation";

/** Messages of the YAML reader in plain words. */
const words = new Map([
  [
    lacking,
    "a bracket or a quoted text goes on at the column of its key; YAML wants one more space before it",
  ],
]);

/** Data read from text, or why there is none and where. */
export type ParseResult =
  { readonly data: unknown } | { readonly reason: string; readonly place: Place };

/** YAML 1.2, and merge keys (`<<`) of 1.1, which documents use to say the same once. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/**
 * Reads YAML 1.2 (core schema: dates stay text) or JSON. What every reader takes though YAML asks for one more space
 * (§7.4: a closing bracket, or a quoted text that goes on, at the column of its key) is taken too.
 *
 * @param shown the file's name for messages
 */
export function parseYaml(text: string, shown: string): ParseResult {
  try {
    return { data: load(text, { schema }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    const spaced = error.reason === lacking ? withMissingSpaces(text) : null;
    if (spaced !== null) {
      return { data: load(spaced, { schema }) };
    }
    const line = (error.mark?.line ?? 0) + 1;
    const column = (error.mark?.column ?? 0) + 1;
    const reason = words.get(error.reason) ?? error.reason;
    return { reason, place: { file: shown, line, column, text: lineOf(text, line) } };
  }
}

/** The maximum number of lines to re-indent: each one parses the document again. */
const most = 50;

/**
 * The same text with the missing space before each line that lacks it; null where more is wrong. Inside brackets and
 * quotes, where alone this error is met, blanks before a line mean nothing.
 */
export function withMissingSpaces(text: string): string | null {
  const lines = text.split("\n");
  for (let tries = 0; tries < most; tries += 1) {
    const spaced = lines.join("\n");
    try {
      load(spaced, { schema });
      return spaced;
    } catch (error) {
      const line = error instanceof YAMLException ? error.mark?.line : undefined;
      const isMendable = error instanceof YAMLException && error.reason === lacking;
      if (!isMendable || line === undefined || lines[line] === undefined) {
        return null;
      }
      lines[line] = ` ${lines[line]}`;
    }
  }
  return null;
}
