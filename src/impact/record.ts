import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRaw, rawAt } from "../spec/json.ts";
import { compareContracts } from "./compare.ts";
import type { Contract } from "./contract.ts";
import type { Finding } from "./finding.ts";

/** Where the contract of the last run is kept: committed with the project. */
export const contractPath = ".sls-gen/contract.json";

/** The form of the record; any other is not read. */
const current = 1;

/** The record: sorted, one line for each operation, schema and function, so that it merges well. */
export function contractText({ api, ...parts }: Contract): string {
  const sections = Object.entries(parts).map(
    ([name, entries]) => `${JSON.stringify(name)}: {${linesOf(entries)}}`,
  );
  const all = [`"version": ${current}`, ...sections, `"api": {${linesOf(api)}}`];
  return `{\n${all.join(",\n")}\n}\n`;
}

function linesOf(entries: object): string {
  const lines = Object.entries(entries).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`;
}

/** Reads a record. @returns null where it is none that this version wrote: there is nothing to compare with */
function contractFrom(text: string): Contract | null {
  try {
    const data: unknown = JSON.parse(text);
    const isKnown = isRaw(data) && data["version"] === current;
    return isKnown
      ? {
          operations: rawAt(data, "operations") as Contract["operations"],
          schemas: rawAt(data, "schemas") as Contract["schemas"],
          functions: rawAt(data, "functions") as Contract["functions"],
          tables: rawAt(data, "tables") as Contract["tables"],
          api: rawAt(data, "api") as Contract["api"],
        }
      : null;
  } catch {
    return null;
  }
}

/**
 * What is different from the last run. A record that somebody has damaged is as good as none.
 *
 * @returns null where nothing is recorded that can be compared with
 */
export function changesSince(earlier: Contract | null, contract: Contract): Finding[] | null {
  try {
    return earlier === null ? null : compareContracts(earlier, contract);
  } catch {
    return null;
  }
}

/** The contract that a project was last generated from; null where none is recorded. */
export function recordedContract(folder: string): Contract | null {
  try {
    return contractFrom(readFileSync(join(folder, contractPath), "utf8"));
  } catch {
    return null;
  }
}
