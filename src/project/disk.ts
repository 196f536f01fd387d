import { isUtf8 } from "node:buffer";
import { lstatSync, readFileSync } from "node:fs";
import { sha256 } from "../lib/hash.ts";
import { lines } from "../lib/lines.ts";
import type { ManifestEntry } from "./record.ts";

/** True where a text is what the record says was written. */
export function isAsWritten(text: string, entry: ManifestEntry): boolean {
  return sha256(lines(text)) === entry.sha256;
}

/** What is in a place: `text` is null where it is no file, or a file that is not UTF-8, whose bytes would be lost. */
export type FoundFile = { readonly text: string | null; readonly isFile: boolean };

/** @returns null where nothing is there */
export function readText(path: string): FoundFile | null {
  try {
    // Most files of a first run are not there, and an exception costs more than the question.
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isFile() !== true) {
      return found === undefined ? null : { text: null, isFile: false };
    }
    const bytes = readFileSync(path);
    return { text: isUtf8(bytes) ? bytes.toString("utf8") : null, isFile: true };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT"
      ? null
      : { text: null, isFile: false };
  }
}
