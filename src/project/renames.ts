import { join } from "node:path";
import type { PlannedFile } from "../packs/file.ts";
import { isAsWritten, readText } from "./disk.ts";
import type { Manifest } from "./record.ts";

/** A file of the user's that carries a name that its operation had before. */
export type Former = { readonly path: string; readonly camel: string };

type Found = Former & { readonly text: string };

/**
 * Handlers that were worked on and whose operation has another name now, by operation key: they stay where they
 * are, and must be kept wired. Of several, the first is the one in use. A file whose name another operation has
 * now is that one's.
 *
 * @param handlers the handlers of this run, as they would be without that
 * @param moving paths of those that move to the new name
 */
export function formersOf(
  folder: string,
  handlers: readonly PlannedFile[],
  manifest: Manifest,
  moving: ReadonlySet<string>,
): Map<string, Former[]> {
  const planned = new Set(handlers.map(({ path }) => path.toLowerCase()));
  const templates = new Map(handlers.map((file) => [file.operation, file.template]));
  const found = new Map<string, Found[]>();
  for (const [path, entry] of Object.entries(manifest.files)) {
    const { operation, operationId } = entry;
    const isSameKind = templates.get(operation) === entry.template && !moving.has(path);
    if (
      !isSameKind ||
      planned.has(path.toLowerCase()) ||
      operation === null ||
      operationId === null
    ) {
      continue;
    }
    const text = readText(join(folder, path))?.text ?? null;
    if (text !== null && !isAsWritten(text, entry)) {
      found.set(operation, [...(found.get(operation) ?? []), { path, camel: operationId, text }]);
    }
  }
  return new Map([...found].map(([key, all]) => [key, inUseFirst(all)]));
}

/** Names that differ in case alone would be one file on some disks: only the one in use is kept wired. */
function isSame(one: Former, other: Former): boolean {
  return one.camel.toLowerCase() === other.camel.toLowerCase();
}

/** A file that hands on to another is the later one. */
function inUseFirst(all: readonly Found[]): Former[] {
  const isNamed = ({ camel }: Found) => all.some(({ text }) => text.includes(`"./${camel}.ts"`));
  return [...all]
    .sort((a, b) => Number(isNamed(a)) - Number(isNamed(b)))
    .map(({ path, camel }) => ({ path, camel }))
    .filter((each, index, sorted) => index === sorted.findIndex((other) => isSame(each, other)));
}
