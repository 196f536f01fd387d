import { jsonText } from "../lib/escape.ts";
import { resolve } from "node:path";
import { readConfig } from "../config/config.ts";
import { Collector, stop } from "../diagnostics/collector.ts";
import { ejectTemplate, templatesFor } from "../project/templates.ts";
import { isOutdated, threeWayDiff } from "../project/ejected.ts";
import { hasMarks } from "../project/merge.ts";
import type { OnConflict } from "../project/shared.ts";
import type { Terminal } from "./terminal.ts";

type Options = { readonly config: string };

/** `sls-gen templates list`: every template of the packs in use, and which are the project's. */
export function runTemplatesList(
  { config, json }: Options & { readonly json: boolean },
  terminal: Terminal,
): number {
  const { names, overrides } = templatesFor(configOf(config, terminal), new Collector());
  const own = new Map(overrides.map((each) => [each.name, each]));
  const all = names.map((name) => {
    const mine = own.get(name);
    const state = mine === undefined ? "built-in" : isOutdated(mine) ? "outdated" : "yours";
    return { name, state };
  });
  if (json) {
    terminal.out(jsonText({ version: 1, ok: true, templates: all }, 2));
  } else {
    all.forEach(({ name, state }) => terminal.out(`${state.padEnd(8)} ${name}`));
  }
  return 0;
}

/** `sls-gen templates eject NAME`. @returns the exit code: 4 where marks of a conflict were written */
export async function runTemplatesEject(
  name: string,
  { config, conflict }: Options & { readonly conflict: OnConflict },
  terminal: Terminal,
): Promise<number> {
  const { path, did, text } = await ejectTemplate(configOf(config, terminal), name, conflict);
  terminal.err(`${path}: ${words[did]}`);
  return hasMarks(text) ? 4 : 0;
}

const words = {
  copied: "is yours now; `sls-gen generate` uses it",
  merged: "now includes the changes of the built-in template",
  nothing: "is already yours, and the built-in template has not changed",
} as const;

/** `sls-gen templates diff [NAME]`: the user's changes, and the changes of the built-in template since. */
export function runTemplatesDiff(
  name: string | null,
  { config }: Options,
  terminal: Terminal,
): number {
  const { overrides } = templatesFor(configOf(config, terminal), new Collector());
  const chosen = overrides.filter((each) => name === null || each.name === name);
  if (name !== null && chosen.length === 0) {
    const suggestion = "`sls-gen templates list` shows them";
    stop(2, "template/not-yours", { name, suggestion }, null);
  }
  chosen.forEach((each) => terminal.out(threeWayDiff(each)));
  return 0;
}

function configOf(path: string, { cwd }: Terminal) {
  return readConfig(resolve(cwd, path), cwd);
}
