import { because } from "../diagnostics/reasons.ts";
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { Stop, stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Choices } from "./choices.ts";
import type { Counterpart } from "./counterpart.ts";
import { isRaw, rawAt, textAt, type Raw } from "../lib/json.ts";
import { placeOf } from "../document/position.ts";
import type { SpecFile } from "../document/file.ts";
import { parseYaml } from "../document/yaml.ts";
import { choicesWith } from "./choices.ts";
import { faultsOf, type Fault } from "./schema.ts";

/** The name that the config is looked for under. */
export const configName = "sls-gen.config.yaml";

/** What the config says, with its defaults. */
export type Config = Choices & {
  /** Folder of the generated project: that of the config file. Absolute. */
  readonly folder: string;
  /** Path of the document, relative to the folder. */
  readonly spec: string;
  /** Folder that references may not leave, relative to the project's; null for the document's own. */
  readonly root: string | null;
  /** Name of the project. */
  readonly name: string;
  /** Pack of the `iac` slot; null for the default. */
  readonly iac: string | null;
  /** Packs by the slots that they fill, where they are not the built-in ones. */
  readonly packs: Readonly<Record<string, string>>;
  /** What stands for each security scheme of the document, by its name. */
  readonly security: Readonly<Record<string, Counterpart>>;
  /** What the config says in the words of `x-sls-gen`. */
  readonly settings: Raw;
};

/** A config as it is where nothing is said, but for what is given. */
export function configWith(given: Pick<Config, "folder" | "spec"> & Partial<Config>): Config {
  const { root = null, name = "api", iac = null, packs = {} } = given;
  const { folder, spec, security = {}, settings = {} } = given;
  return { folder, spec, root, name, iac, packs, security, settings, ...choicesWith(given) };
}

/**
 * Reads a config file.
 *
 * @param path of the file
 * @param shownFrom folder that paths in messages are relative to
 * @throws Stop (exit code 2) where it is missing or wrong, with everything that is wrong with it
 */
export function readConfig(path: string, shownFrom: string): Config {
  const full = resolve(path);
  let text: string;
  try {
    text = readFileSync(full, "utf8");
  } catch {
    return stop(2, "config/not-found", { path: relative(shownFrom, full) || configName }, null);
  }
  return configFrom(text, full, shownFrom);
}

/**
 * Reads the text of a config.
 *
 * @param path where it is, or will be
 * @param shownFrom folder that paths in messages are relative to
 * @throws Stop (exit code 2) with everything that is wrong with it
 */
export function configFrom(text: string, path: string, shownFrom: string): Config {
  const full = resolve(path);
  const shown = relative(shownFrom, full) || configName;
  const file = { path: full, text, data: parsed(text, full, shown) };
  const faults = faultsOf("config", file.data);
  if (faults.length > 0) {
    throw new Stop(
      faults.map((fault) => told(fault, file, shown)),
      2,
    );
  }
  const raw = file.data;
  const root = textAt(raw, "root");
  const rootFolder = resolve(dirname(full), root ?? ".");
  if (rootFolder !== dirname(full) && !existsSync(rootFolder)) {
    const why = because("root-not-folder", { path: root ?? "" });
    stop(2, "config/value", { key: "root", ...why }, placeOf(file, shown, "/root"));
  }
  return configWith({
    ...(raw as Partial<Config>),
    folder: dirname(full),
    spec: String(raw["spec"]),
    security: rawAt(raw, "security") as Config["security"],
    settings: raw,
  });
}

function told(fault: Fault, file: SpecFile, shown: string) {
  const place = placeOf(file, shown, fault.pointer);
  return fault.kind === "unknown"
    ? diagnostic("config/unknown-key", { key: fault.key, suggestion: fault.suggestion }, place)
    : diagnostic("config/value", { key: fault.key, reason: fault.reason, fix: fault.fix }, place);
}

function parsed(text: string, full: string, shown: string): Raw {
  const result = parseYaml(text, shown);
  if (!("data" in result)) {
    return stop(2, "config/syntax", { reason: result.reason }, result.place);
  }
  const { data } = result;
  const place = placeOf({ path: full, text, data }, shown, "");
  return isRaw(data)
    ? data
    : stop(2, "config/syntax", { reason: because("config-not-mapping", {}).reason }, place);
}
