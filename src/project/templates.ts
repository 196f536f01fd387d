import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/config.ts";
import { Collector, Stop, stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { loadPacks } from "../packs/load.ts";
import {
  overridden,
  overridesFolder,
  readOverrides,
  reportUnknown,
  suggestionFor,
  templatesOf,
} from "../packs/overrides.ts";
import { slotsOf, templatesFolder } from "../packs/slots.ts";
import type { Pack } from "../packs/pack.ts";
import { apply, settleTraces } from "./apply.ts";
import { baseOf, basePath, isOutdated, threeWayDiff } from "./ejected.ts";
import { merge } from "./merge.ts";
import type { OnConflict } from "./shared.ts";
import type { TemplateOverride } from "./record.ts";

/** The templates of a project: the packs as they are used, and those that stand for built-in ones. */
export type Templates = {
  readonly packs: readonly Pack[];
  readonly overrides: readonly TemplateOverride[];
  /** Names of all templates of the packs in use. */
  readonly names: readonly string[];
};

/** Reads the packs of a project, its own templates in the places of the built-in ones. */
export function templatesFor(config: Config, found: Collector): Templates {
  const packs = loadPacks(slotsOf(config), config.folder);
  const own = readOverrides(config.folder, templatesFolder);
  reportUnknown(own, packs, found);
  const builtIn = templatesOf(packs);
  const overrides = [...own].flatMap(([name, mine]): TemplateOverride[] => {
    const text = builtIn.get(name);
    return text === undefined
      ? []
      : [{ name, mine, builtIn: text, base: baseOf(config.folder, name) ?? text }];
  });
  for (const { name } of overrides.filter(isOutdated)) {
    found.add("template/outdated", { name }, null);
  }
  return { packs: overridden(packs, own), overrides, names: [...builtIn.keys()].sort() };
}

/** What `eject` did: a new copy, both sides merged, or nothing because there was nothing new. */
export type EjectResult = {
  readonly path: string;
  readonly text: string;
  readonly did: "copied" | "merged" | "nothing";
};

/**
 * Makes a template the project's own; one that is already gets what has changed in the built-in one since.
 *
 * @throws Stop where there is no such template, or both sides changed the same
 */
export async function ejectTemplate(
  config: Config,
  name: string,
  onConflict: OnConflict,
): Promise<EjectResult> {
  const { overrides, names, packs } = templatesFor(config, new Collector());
  const path = `${overridesFolder}/${name}`;
  if (!names.includes(name)) {
    stop(2, "template/no-such", { name, suggestion: suggestionFor(name, names) }, null);
  }
  const own = overrides.find((each) => each.name === name);
  if (own === undefined && lstatSync(join(config.folder, path), { throwIfNoEntry: false })) {
    stop(4, "write/blocked", { path }, null);
  }
  await settleTraces(config.folder);
  if (own !== undefined && !isOutdated(own)) {
    return { path, text: own.mine, did: "nothing" };
  }
  const text = own === undefined ? (templatesOf(packs).get(name) ?? "") : mergedOf(own, onConflict);
  const base = own?.builtIn ?? text;
  await apply(
    config.folder,
    [],
    [
      { path, text },
      { path: basePath(name), text: base },
    ],
  );
  return { path, text, did: own === undefined ? "copied" : "merged" };
}

function mergedOf(own: TemplateOverride, onConflict: OnConflict): string {
  const { text, conflicts } = merge(own.name, { ...own, ours: own.builtIn });
  if (conflicts > 0 && onConflict === "stop") {
    const path = `${overridesFolder}/${own.name}`;
    throw new Stop([diagnostic("write/conflict", { path }, null)], 4, threeWayDiff(own));
  }
  return conflicts > 0 && onConflict === "yours" ? own.mine : text;
}
