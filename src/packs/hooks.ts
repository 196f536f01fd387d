import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Hooks, Pack } from "./pack.ts";
import { templatesFolder } from "./slots.ts";

/**
 * The code that packs bring.
 *
 * @returns one object a pack that has some, in the order of the packs
 */
export async function hooksOf(packs: readonly Pack[]): Promise<Hooks[]> {
  const places = packs.map(placeOf).filter((place) => place !== null);
  return Promise.all(places.map((place) => import(place) as Promise<Hooks>));
}

/** The code of a pack itself, else that of the pack which it extends. */
function placeOf({ slot, name, home, isBuiltIn, extends: whole }: Pack): string | null {
  const own = isBuiltIn ? builtInPlace(slot, name) : join(home, "pack.js");
  if (existsSync(isBuiltIn ? join(home, "pack.ts") : own)) {
    return isBuiltIn ? own : pathToFileURL(own).href;
  }
  const isCoded = whole !== undefined && existsSync(join(templatesFolder, slot, whole, "pack.ts"));
  return isCoded ? builtInPlace(slot, whole) : null;
}

/** Built-in packs are compiled as this file is. */
function builtInPlace(slot: string, name: string): string {
  const path = `../../templates/${slot}/${name}/pack${extname(import.meta.filename)}`;
  return new URL(path, import.meta.url).href;
}
