import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isPrecompiled } from "../../src/packs/compiled.ts";
import { loadPack } from "../../src/packs/load.ts";
import { builtInSlots, packNames, templatesFolder } from "../../src/packs/slots.ts";
import { newFolder, readFiles } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");
const preload = join(import.meta.dirname, "count.mjs");

type Counts = Readonly<Record<"opened" | "synced" | "documentsRead" | "compiled", number>>;

/** Runs the command line and counts. @param document whose reads are counted */
function counted(cwd: string, document: string, ...argv: string[]): Counts {
  const counts = join(newFolder(), "counts.json");
  const env = {
    ...process.env,
    SLS_GEN_TEST_COUNTS: counts,
    SLS_GEN_TEST_DOCUMENT: document,
  };
  const command = join(root, "bin", "sls-gen.js");
  execFileSync(process.execPath, ["--import", preload, command, ...argv], {
    cwd,
    env,
    stdio: "ignore",
  });
  return JSON.parse(readFileSync(counts, "utf8")) as Counts;
}

describe("what a run costs", () => {
  it("is one write and one wait for the disk a file, and two for the journal", () => {
    const folder = join(newFolder(), "project");
    const document = join(root, "specs", "examples", "users.yaml");
    const first = counted(root, document, "init", folder, "--spec", document, "--yes");
    const files = readFiles(folder).size;
    // The document is read once to be understood, and once to be copied as it is.
    expect(first).toEqual({ opened: files, synced: files + 2, documentsRead: 2, compiled: 0 });

    const copy = join(folder, "users.yaml");
    const again = counted(folder, copy, "generate");
    expect(again).toEqual({ opened: 0, synced: 0, documentsRead: 1, compiled: 0 });
  });

  it("is no compiled template: those of built-in packs are compiled when the package is built", () => {
    const texts = builtInSlots().flatMap((slot) =>
      packNames(slot).flatMap((name) =>
        [...loadPack(slot, name, templatesFolder).texts].filter(([path]) => path.endsWith(".hbs")),
      ),
    );
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.filter(([, text]) => !isPrecompiled(text)).map(([path]) => path)).toEqual([]);
  });
});
