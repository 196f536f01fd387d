import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { run } from "./cli.ts";
import { newFolder } from "./folder.ts";

/** The user profile API of the README. */
export const users = join(import.meta.dirname, "..", "..", "specs", "users.yaml");

/** A new project of a document, as `init --yes` makes it. */
export async function newProject(spec = users): Promise<string> {
  const folder = newFolder();
  expect(await run(folder, "init", "--spec", spec, "--yes")).toMatchObject({ code: 0 });
  return folder;
}

/** Changes a file, and holds that it did: a text that is not found would make a test prove nothing. */
export function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, "utf8");
  writeFileSync(path, change(before));
  expect(readFileSync(path, "utf8")).not.toBe(before);
}
