import { devOptions } from "./dev.ts";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { startDev, type Dev } from "../../src/emulator/dev/dev.ts";
import { run } from "./cli.ts";
import { edit } from "./project.ts";

export const root = join(import.meta.dirname, "..", "..");

export const example = join(root, "specs", "examples", "users.yaml");

/** The users project, served with everything that it needs. */
export async function served(
  spec: string,
): Promise<{ dev: Dev; folder: string; end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "sls-gen-page-"));
  expect(await run(folder, "init", "--spec", spec, "--yes")).toMatchObject({ code: 0 });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  edit(join(folder, "src", "handlers", "getUser.ts"), (text) =>
    text.replace(
      "async ({ path }) => {",
      'async ({ path }) => {\n  console.log("looking", path.userId);',
    ),
  );
  const dev = await startDev(devOptions(folder));
  const end = async () => {
    await dev.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { dev, folder, end };
}
