import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Slots } from "./pack.ts";

/** The folder of this package. */
export const packageRoot = packageFolder(dirname(fileURLToPath(import.meta.url)));

/** The folder of the built-in packs. */
export const templatesFolder = join(packageRoot, "templates");

/** Which pack fills each slot: the built-in ones, and those that the config names. */
export function slotsOf(choice: { readonly iac: string }): Slots {
  return {
    types: "typescript",
    validator: "inline",
    handler: "lambda",
    gateway: "rest",
    iac: choice.iac,
    test: "vitest",
    project: "node",
  };
}

/** Compiled code and sources lie at different depths below it. */
function packageFolder(from: string): string {
  return existsSync(join(from, "package.json")) ? from : packageFolder(dirname(from));
}
