import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Choices } from "../model/choices.ts";
import { isRaw, type Raw } from "../spec/json.ts";
import { lineOf } from "../spec/position.ts";
import { parseYaml } from "../spec/yaml.ts";

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
  /** Pack of the `iac` slot. */
  readonly iac: string;
};

/** The values of each choice; the first is the default. */
export const choices: {
  readonly [Key in keyof Choices]: readonly [Choices[Key], ...Choices[Key][]];
} = {
  unroutable: ["refuse", "omit"],
  undeclared: ["refuse", "assume"],
  formats: ["assert", "annotate"],
  unknownQuery: ["ignore", "refuse"],
  responses: ["off", "log", "refuse"],
  int64: ["number", "string", "bigint"],
  dates: ["string", "Date"],
};

/** Every choice as it is where the config says nothing, but for those that are given. */
export function choicesWith(given: Partial<Choices>): Choices {
  return choose((key) => given[key] ?? choices[key][0]);
}

function choose(value: (key: keyof Choices) => string): Choices {
  const keys = Object.keys(choices) as (keyof Choices)[];
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Choices;
}

const keys = ["spec", "root", "name", "iac", ...Object.keys(choices)];

/**
 * Reads a config file.
 *
 * @param path of the file
 * @param shownFrom folder that paths in messages are relative to
 * @throws Stop (exit code 2) where it is missing or wrong
 */
export function readConfig(path: string, shownFrom: string): Config {
  const full = resolve(path);
  const shown = relative(shownFrom, full) || configName;
  const text = readText(full, shown);
  const raw = parse(text, shown);
  const place = (key: string): Place => placeOfKey(text, shown, key);
  const unknown = Object.keys(raw).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    const near = nearest(unknown, keys);
    const suggestion =
      near === null ? `the keys are ${keys.join(", ")}` : `did you mean \`${near}\`?`;
    stop(2, "config/unknown-key", { key: unknown, suggestion }, place(unknown));
  }
  const textOf = (key: string, fallback: string | null): string => {
    const value = raw[key] ?? fallback;
    if (typeof value !== "string" || value === "") {
      const reason = value === null ? "is missing" : "must be text";
      stop(
        2,
        "config/value",
        { key, reason, fix: key === "spec" ? "write `spec: openapi.yaml`" : "write it as text" },
        place(key),
      );
    }
    return value;
  };
  const oneOf = (key: keyof Choices): string => {
    const values: readonly string[] = choices[key];
    const value = textOf(key, values[0] ?? "");
    const fix = `write ${values.join(" or ")}`;
    return values.includes(value)
      ? value
      : stop(2, "config/value", { key, reason: `cannot be \`${value}\``, fix }, place(key));
  };
  const name = textOf("name", "api");
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name)) {
    stop(
      2,
      "config/value",
      {
        key: "name",
        reason: "must be lower case letters, digits and hyphens",
        fix: "write for example `name: users-api`",
      },
      place("name"),
    );
  }
  return {
    folder: dirname(full),
    spec: textOf("spec", null),
    name,
    root: raw["root"] === undefined ? null : textOf("root", null),
    iac: textOf("iac", "sam"),
    ...choose(oneOf),
  };
}

function readText(full: string, shown: string): string {
  try {
    return readFileSync(full, "utf8");
  } catch {
    return stop(2, "config/not-found", { path: shown }, null);
  }
}

function parse(text: string, shown: string): Raw {
  const parsed = parseYaml(text, shown);
  if (!("data" in parsed)) {
    return stop(2, "config/syntax", { reason: parsed.reason }, parsed.place);
  }
  const reason = "the config is not a mapping";
  return isRaw(parsed.data)
    ? parsed.data
    : stop(2, "config/syntax", { reason }, placeOfKey(text, shown, ""));
}

/** Keys of the config stand at the beginning of a line. */
function placeOfKey(text: string, shown: string, key: string): Place {
  const index = text.split("\n").findIndex((line) => key !== "" && line.startsWith(key));
  const line = Math.max(index, 0) + 1;
  return { file: shown, line, column: 1, text: lineOf(text, line) };
}
