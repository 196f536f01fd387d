import { readFileSync } from "node:fs";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { SpecFile } from "./file.ts";
import { parseYaml } from "./yaml.ts";

/** How the text of a file is got, by its absolute path; throws as the file system does. */
export type Reader = (path: string) => string;

/** Reads from the disk. */
export const fromDisk: Reader = (path) => readFileSync(path, "utf8");

/** Where a file is asked for: named in the message when the file is missing. */
export type Asker = {
  readonly from: string;
  readonly place: Diagnostic["origin"] | Diagnostic["place"];
};

/**
 * Reads one YAML 1.2 (core schema) or JSON file.
 *
 * @returns the file, or the one problem that prevents reading it
 */
export function readSpecFile(
  path: string,
  shown: string,
  asker: Asker,
  read: Reader,
): SpecFile | Diagnostic {
  let text: string;
  try {
    text = read(path).replace(/^\uFEFF/, "");
  } catch (error) {
    return unreadable(error as NodeJS.ErrnoException, shown, asker);
  }
  return parse(path, shown, text);
}

function unreadable(error: NodeJS.ErrnoException, shown: string, asker: Asker): Diagnostic {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") {
    return diagnostic("spec/not-found", { path: shown, from: asker.from }, asker.place);
  }
  const reason = error.code === "EISDIR" ? "it is a folder" : (error.code ?? "unknown error");
  return diagnostic("spec/unreadable", { path: shown, reason }, asker.place);
}

/** JSON is tried first because it is many times faster; its errors carry no column, so YAML tells them. */
function parse(path: string, shown: string, text: string): SpecFile | Diagnostic {
  if (/^\s*[{[]/.test(text)) {
    try {
      return { path, text, data: JSON.parse(text) };
    } catch {
      // YAML below either accepts it (YAML is a superset of JSON) or says where it is wrong.
    }
  }
  const parsed = parseYaml(text, shown);
  return "data" in parsed
    ? { path, text, data: parsed.data }
    : diagnostic("spec/syntax", { reason: parsed.reason }, parsed.place);
}
