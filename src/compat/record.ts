import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isRaw } from "../lib/json.ts";
import { compareContracts } from "./compare.ts";
import type { Contract } from "./contract.ts";
import type { Finding } from "./finding.ts";
import { isContract } from "./valid.ts";

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

/** Reads a record. @returns null where it is none that this version wrote, or damaged: there is nothing to compare with */
function contractFrom(text: string): Contract | null {
  try {
    const data: unknown = JSON.parse(text);
    if (!isRaw(data) || data["version"] !== current) {
      return null;
    }
    const { version: _, ...contract } = data;
    return isContract(contract) ? contract : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

/** What is different from the last run. @returns null where nothing is recorded that can be compared with */
export function changesSince(earlier: Contract | null, contract: Contract): Finding[] | null {
  return earlier === null ? null : compareContracts(earlier, contract);
}

/** The contract that a project was last generated from; null where none is recorded. */
export function recordedContract(folder: string): Contract | null {
  const path = join(folder, contractPath);
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
    ? contractFrom(readFileSync(path, "utf8"))
    : null;
}
