import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package.ts";

/** Where the documents are that `init --example` begins with. */
export const examplesFolder = join(packageRoot, "specs", "examples");

/** Their names. */
export function exampleNames(): string[] {
  return readdirSync(examplesFolder)
    .map((name) => name.replace(/\.yaml$/, ""))
    .sort();
}
