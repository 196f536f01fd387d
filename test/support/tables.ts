import { Stop } from "../../src/diagnostics/collector.ts";
import { projectOf } from "./document.ts";
import { notesDocument, type NotesParts } from "./store.ts";

/** Everything that is wrong with a document: code, words, and the place in it. */
export async function faultsOf(change: (parts: NotesParts) => void): Promise<string[]> {
  try {
    const { found } = await projectOf(notesDocument(change));
    return found.map(({ code, message }) => `${code}: ${message}`);
  } catch (error) {
    const { diagnostics } = error as Stop;
    return diagnostics.map(({ code, message }) => `${code}: ${message}`);
  }
}

/** Sets a value deep in plain data. */
export function put(holder: object, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop() ?? "";
  const inner = names.reduce((at, name) => at[name] as never, holder as Record<string, unknown>);
  if (value === undefined) {
    delete inner[last];
  } else {
    inner[last] = value;
  }
}
