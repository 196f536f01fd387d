import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package.ts";
import type { PackManifest, Slots } from "./pack.ts";

/** The folder of the built-in packs. */
export const templatesFolder = join(packageRoot, "templates");

/** The slots that built-in packs fill. */
export function builtInSlots(): string[] {
  return readdirSync(templatesFolder).sort();
}

/** The built-in packs of a slot, the default first. */
export function packNames(slot: string): string[] {
  const names = builtInSlots().includes(slot)
    ? readdirSync(join(templatesFolder, slot)).sort()
    : [];
  const isDefault = (name: string) => names.length === 1 || builtIn(slot, name).default === true;
  return [...names.filter(isDefault), ...names.filter((name) => !isDefault(name))];
}

/** The built-in packs of a slot that can split a stack. */
export function splittingNames(slot: string): string[] {
  return packNames(slot).filter((name) => builtIn(slot, name).splits === true);
}

/** Which pack fills each slot: what the config names, else the default. */
export function slotsOf(choice: { readonly iac?: string | null; readonly packs?: Slots }): Slots {
  const defaults = builtInSlots().map((slot) => [slot, packNames(slot)[0] ?? ""]);
  const { iac = null, packs = {} } = choice;
  return { ...Object.fromEntries(defaults), ...(iac === null ? {} : { iac }), ...packs };
}

function builtIn(slot: string, name: string): PackManifest {
  const path = join(templatesFolder, slot, name, "pack.json");
  return JSON.parse(readFileSync(path, "utf8")) as PackManifest;
}
