import { lstatSync, readFileSync } from "node:fs";
import { sha256, type Entry } from "./manifest.ts";

/** Checkouts may end lines in their own way: that alone is no edit. */
export function lines(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}

/** True where a text is what the record says was written. */
export function isAsWritten(text: string, entry: Entry): boolean {
  return sha256(lines(text)) === entry.sha256;
}

/** @returns null where nothing is there; `text: null` where something other than a file is */
export function readText(path: string): { readonly text: string | null } | null {
  try {
    return { text: lstatSync(path).isFile() ? readFileSync(path, "utf8") : null };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : { text: null };
  }
}
