import { readFileSync } from "node:fs";
import { CORE_SCHEMA, load, YAMLException } from "js-yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { lineOf } from "./position.ts";

/** A file of the document: its text and the data in it. `path` is absolute. */
export type SpecFile = { readonly path: string; readonly text: string; readonly data: unknown };

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
export function readSpecFile(path: string, shown: string, asker: Asker): SpecFile | Diagnostic {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
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
  try {
    return { path, text, data: load(text, { schema: CORE_SCHEMA, filename: shown }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    return syntaxError(error, shown, text);
  }
}

function syntaxError(error: YAMLException, shown: string, text: string): Diagnostic {
  const line = (error.mark?.line ?? 0) + 1;
  const column = (error.mark?.column ?? 0) + 1;
  const place = { file: shown, line, column, text: lineOf(text, line) };
  return diagnostic("spec/syntax", { reason: error.reason }, place);
}
