import { join } from "node:path";
import type { PlannedFile } from "../model/plan.ts";
import { isAsWritten, readText } from "./disk.ts";
import type { Manifest } from "./manifest.ts";

/** A file of the user's that carries the name that its operation had before. */
export type Former = { readonly path: string; readonly camel: string };

/**
 * Handlers that were worked on and whose operation has another name now, by operation key: they stay
 * where they are, and must be kept wired.
 *
 * @param handlers the handlers of this run, by operation key, as they would be without that
 */
export function formersOf(
  folder: string,
  handlers: ReadonlyMap<string, PlannedFile>,
  manifest: Manifest,
): Map<string, Former> {
  const formers = new Map<string, Former>();
  for (const [path, entry] of Object.entries(manifest.files)) {
    const handler = handlers.get(entry.operation ?? "");
    const isSameKind = handler !== undefined && handler.template === entry.template;
    const found = isSameKind && handler.path !== path ? readText(join(folder, path)) : null;
    const isTouched = found !== null && found.text !== null && !isAsWritten(found.text, entry);
    if (isTouched && entry.operation !== null && entry.operationId !== null) {
      formers.set(entry.operation, { path, camel: entry.operationId });
    }
  }
  return formers;
}
