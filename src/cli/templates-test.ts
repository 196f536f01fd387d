import { counted } from "../lib/counted.ts";
import { resolve } from "node:path";
import { tryPacks, type TriedFile } from "../try-packs.ts";
import { jsonText } from "../lib/escape.ts";
import { diffOf } from "../project/diff.ts";
import type { Terminal } from "./terminal.ts";

type Options = { readonly config: string; readonly update: boolean; readonly json: boolean };

/** `sls-gen templates test`. @returns the exit code: 3 where something is not as its snapshot, and none were written */
export async function runTemplatesTest(
  { config, update, json }: Options,
  terminal: Terminal,
): Promise<number> {
  const tried = await tryPacks(resolve(terminal.cwd, config), terminal.cwd, { update });
  const changed = tried.filter(({ text, snapshot }) => text !== snapshot);
  const code = changed.length > 0 && !update ? 3 : 0;
  if (json) {
    const files = tried.map((each) => ({ path: each.path, state: stateOf(each) }));
    terminal.out(jsonText({ version: 1, ok: code === 0, files }, 2));
    return code;
  }
  for (const each of changed) {
    terminal.out(`${stateOf(each).padEnd(7)} ${each.path}`);
    if (!update) {
      const { path, snapshot: found, text } = each;
      terminal.out(diffOf({ kind: "update", path, found, from: null }, text).trimEnd());
    }
  }
  const same = tried.length - changed.length;
  const what = update ? "written" : "different";
  terminal.err(
    `${counted(same, "file")} as before, ${counted(changed.length, "snapshot")} ${what}`,
  );
  if (code !== 0) {
    terminal.err("next: sls-gen templates test --update, where the changes are meant");
  }
  return code;
}

function stateOf({ text, snapshot }: TriedFile): "same" | "new" | "removed" | "changed" {
  if (text === snapshot) {
    return "same";
  }
  return snapshot === null ? "new" : text === null ? "removed" : "changed";
}
