import { existsSync } from "node:fs";
import { join } from "node:path";
import { configName, readConfig } from "../config/config.ts";
import { pathsByRole } from "../packs/load.ts";
import { slotsOf } from "../packs/slots.ts";

/** Files of a project that the local gateway reads: paths in the project. */
export type GeneratedPaths = {
  /** What API Gateway would import. */
  readonly document: string;
  /** The functions behind it. */
  readonly functions: string;
  /** Which layer enforces each constraint, as Markdown. */
  readonly enforcement: string;
  /** Folders in which a change matters. */
  readonly folders: readonly string[];
};

/**
 * Where the packs of a project put what the local gateway reads; without a config, the built-in ones.
 *
 * @throws Stop (exit code 2) where the config or a pack is wrong
 */
export function generatedPaths(folder: string): GeneratedPaths {
  const path = join(folder, configName);
  const choice = existsSync(path) ? readConfig(path, folder) : {};
  const paths = pathsByRole(slotsOf(choice), folder);
  const folders = Object.values(paths).map((each) => each.split("/", 1)[0] ?? "");
  const { document = "", functions = "", enforcement = "" } = paths;
  return { document, functions, enforcement, folders: [...new Set(folders)] };
}
