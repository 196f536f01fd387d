import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../config/package.ts";
import type { Slots } from "./pack.ts";

/** The folder of the built-in packs. */
export const templatesFolder = join(packageRoot, "templates");

/** The built-in packs of a slot, the first of them the default. */
export function packNames(slot: string): string[] {
  const names = readdirSync(join(templatesFolder, slot)).sort();
  return slot === "iac" ? ["sam", ...names.filter((name) => name !== "sam")] : names;
}

/** Which pack fills each slot: the built-in ones, and those that the config names. */
export function slotsOf(choice: { readonly iac: string }): Slots {
  return {
    types: "typescript",
    validator: "inline",
    handler: "lambda",
    data: "dynamodb",
    gateway: "rest",
    iac: choice.iac,
    test: "vitest",
    project: "node",
  };
}
