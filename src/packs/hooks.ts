import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Hooks, Pack } from "./pack.ts";

/**
 * The code that packs bring.
 *
 * @returns one object a pack that has some, in the order of the packs
 */
export async function hooksOf(packs: readonly Pack[]): Promise<Hooks[]> {
  const places = packs.map(placeOf).filter((place) => place !== null);
  return Promise.all(places.map((place) => import(place) as Promise<Hooks>));
}

/** Built-in packs are compiled as this file is. */
function placeOf({ slot, name, home, isBuiltIn, texts }: Pack): string | null {
  if (isBuiltIn) {
    const path = `../../templates/${slot}/${name}/pack${extname(import.meta.filename)}`;
    return texts.has("pack.ts") ? new URL(path, import.meta.url).href : null;
  }
  const path = join(home, "pack.js");
  return existsSync(path) ? pathToFileURL(path).href : null;
}
