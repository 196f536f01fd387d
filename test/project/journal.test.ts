import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { journalPath, recover } from "../../src/project/journal.ts";
import { sha256 } from "../../src/lib/hash.ts";
import { newFolder, readFiles } from "../support/folder.ts";

/** A project with a link out of it, and a journal that somebody else wrote. */
function forged(phase: "stage" | "commit"): { project: string; outside: string } {
  const [project, outside] = [newFolder(), newFolder()];
  mkdirSync(join(project, ".sls-gen"));
  symlinkSync(outside, join(project, "link"));
  writeFileSync(join(outside, "kept"), "kept");
  writeFileSync(join(outside, "new.sls-gen-tmp"), "new");
  writeFileSync(join(project, "mine"), "mine");
  const named = ["link/new", "../new", "link/kept"].map((path) => ({
    path,
    before: "",
    temporary: "mine",
  }));
  const removals = [{ path: "link/kept", before: sha256("kept") }];
  writeFileSync(join(project, journalPath), JSON.stringify({ phase, steps: named, removals }));
  return { project, outside };
}

describe("a journal of a project that is not to be trusted", () => {
  it.each(["stage", "commit"] as const)("touches nothing outside the project (%s)", (phase) => {
    const { project, outside } = forged(phase);
    const before = readFiles(outside);
    recover(project);
    expect(readFiles(outside)).toEqual(before);
    expect(readFiles(project).get("mine")).toBe("mine");
    expect(readFiles(project).has(journalPath)).toBe(false);
  });
});
