import type { Collector } from "../diagnostics/collector.ts";
import { isRaw, own } from "../lib/json.ts";
import type { Reader } from "./read.ts";
import { Spec } from "./spec.ts";

/**
 * A document: its root file, the folder that its references may not leave (null: the file's own), and how its
 * files are read (from the disk, where nothing is said).
 */
export type Document = {
  readonly path: string;
  readonly root: string | null;
  readonly read?: Reader;
};

/**
 * Reads the root file of a document; files it refers to are read as references are followed.
 *
 * @param shownFrom folder that paths in messages are relative to
 * @returns null where the root file cannot be read; `found` then holds why, as it does where it is
 *   no OpenAPI document
 */
export function loadSpec(
  { path, root, read }: Document,
  shownFrom: string,
  found: Collector,
): Spec | null {
  const spec = new Spec(path, shownFrom, root, read);
  const problem = spec.open(spec.root, {
    from: "the config or the command line",
    place: null,
  });
  if (problem !== null) {
    found.keep(problem);
    return null;
  }
  checkVersion(spec, found);
  return spec;
}

/** Checks the version field (OpenAPI 3.1 §4.8.1). */
function checkVersion(spec: Spec, found: Collector): void {
  const root = { file: spec.root, pointer: "" };
  const version = own(spec.data, "openapi") ?? own(spec.data, "swagger");
  if (!isRaw(spec.data) || version === undefined) {
    found.add("spec/not-openapi", {}, root);
    return;
  }
  const key = Object.hasOwn(spec.data, "openapi") ? "openapi" : "swagger";
  const supported = key === "openapi" ? /^3\.[0-2]\.\d+/ : /^2\.0$/;
  if (typeof version !== "string" || !supported.test(version)) {
    found.add(
      "spec/version",
      { version: String(version) },
      { file: spec.root, pointer: `/${key}` },
    );
  }
}
