import { devOptions } from "../support/dev.ts";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startDev } from "../../src/emulator/dev/dev.ts";
import { noteMade, tracesOf } from "../../src/emulator/dev/traces.ts";
import { newFolder } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";
import { notesDocument } from "../support/store.ts";
import type { DevOptions } from "../../src/emulator/dev/options.ts";

const packages = join(import.meta.dirname, "..", "..", "node_modules");

const spec = () => {
  const path = join(newFolder(), "notes.json");
  writeFileSync(path, JSON.stringify(notesDocument()));
  return path;
};

/** Every path below a folder. */
const listing = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

const start = (folder: string, more: Partial<DevOptions>) =>
  startDev({
    ...devOptions(folder),
    ...more,
  });

afterEach(() => vi.unstubAllEnvs());

/** Starts, which fails, and holds that every path is as it was, also where temporary files are. */
async function fails(folder: string, more: Partial<DevOptions>, told: string): Promise<void> {
  const scratch = newFolder();
  const before = listing(folder);
  vi.stubEnv("TMPDIR", scratch);
  await expect(start(folder, more)).rejects.toThrow(told);
  vi.unstubAllEnvs();
  expect(listing(folder)).toEqual(before);
  expect(listing(scratch)).toEqual([]);
}

describe("a start that fails leaves nothing behind", () => {
  it("in a folder that is no project", async () => {
    await fails(newFolder(), {}, "gateway/openapi.json");
  });

  it("where a handler cannot be built", async () => {
    const folder = await newProject(spec());
    symlinkSync(packages, join(folder, "node_modules"));
    edit(join(folder, "src", "handlers", "getNote.ts"), (text) => `${text}const const`);
    await fails(folder, { data: join(folder, "kept", "items") }, "src/handlers/getNote.ts");
  });

  it("where the port is another's", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const folder = await newProject(spec());
    symlinkSync(packages, join(folder, "node_modules"));
    await fails(folder, { port, data: join(folder, "kept") }, "it is already in use");
    other.close();
  });

  it("where the variables cannot be read", async () => {
    const folder = await newProject(spec());
    await fails(folder, { env: join(folder, "none.env") }, "none.env");
  });

  it("where a line of the variables sets nothing", async () => {
    const folder = await newProject(spec());
    const env = join(folder, "vars");
    writeFileSync(env, '# mine\nexport A=1\nB="two\nlines"\n\nFOO BAR\n');
    await fails(folder, { env }, "expected `NAME=value`");
    await start(folder, { env }).catch((error: unknown) =>
      expect(error).toMatchObject({ diagnostics: [{ place: { line: 6, text: "FOO BAR" } }] }),
    );
  });

  it("but what another start has made meanwhile", async () => {
    const folder = await newProject(spec());
    const sweep = tracesOf([join(folder, "kept"), join(folder, "mine")]);
    mkdirSync(join(folder, "kept"));
    writeFileSync(join(folder, "mine"), "");
    noteMade(join(folder, "mine"));
    sweep();
    expect([existsSync(join(folder, "kept")), existsSync(join(folder, "mine"))]).toEqual([
      true,
      false,
    ]);
  });

  it("but what was there before", async () => {
    const folder = await newProject(spec());
    const data = join(folder, "kept");
    mkdirSync(data);
    writeFileSync(join(data, "mine"), "");
    rmSync(join(folder, "gateway", "functions.json"));
    await fails(folder, { data }, "gateway/functions.json");
    expect(listing(data)).toEqual(["mine"]);
  });
});
