import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, readFiles } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");
const preload = join(import.meta.dirname, "crash.mjs");

/** Every 131st point in `npm test`, every point in the long run. */
const step = process.env["SLS_GEN_TEST_LONG"] === undefined ? 131 : 1;

/** Generates in a process of its own that is killed at a write. @returns whether it was */
function crashing(folder: string, at: number): boolean {
  const args = ["--import", preload, join(root, "bin", "sls-gen.js"), "generate"];
  const env = { ...process.env, SLS_GEN_TEST_CRASH_AT: String(at) };
  const { signal } = spawnSync(process.execPath, args, { cwd: folder, env });
  return signal === "SIGKILL";
}

/** A small project whose document then changes: one operation more, one less, one renamed, one file of the user's. */
async function changedProject(): Promise<string> {
  const folder = join(newFolder(), "crash-project");
  mkdirSync(folder);
  const others = Array.from({ length: 16 }, (_, index) => `o${index}`);
  const operation = (id: string, more = "") =>
    `  /${id}: { get: { operationId: ${id},${more} responses: { "204": { description: A. } } } }\n`;
  const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n';
  const spec = join(folder, "openapi.yaml");
  const before = ["a", "b", "c", ...others].map((id) => operation(id));
  writeFileSync(spec, head + before.join(""));
  expect(await run(folder, "init", "--spec", spec, "--yes")).toMatchObject({ code: 0 });
  const query = " parameters: [{ name: q, in: query, schema: { type: string } }],";
  const renamed = operation("b").replace("operationId: b", "operationId: renamed");
  const after = [
    operation("a"),
    renamed,
    operation("d"),
    ...others.map((id) => operation(id, query)),
  ];
  writeFileSync(spec, head + after.join(""));
  const template = join(folder, "template.yaml");
  writeFileSync(template, `${readFileSync(template, "utf8")}# mine\n`);
  const mine = join(folder, "src", "handlers", "a.ts");
  writeFileSync(mine, `${readFileSync(mine, "utf8")}// mine\n`);
  return folder;
}

describe("a run that is killed", () => {
  it("is finished or undone by the next one, at whatever write it ended, and nothing of the user's is lost", async () => {
    const folder = await changedProject();
    const before = join(folder, "..", "before");
    cpSync(folder, before, { recursive: true });
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    const expected = readFiles(folder);
    let killed = 0;
    for (let at = 1; ; at += step) {
      rmSync(folder, { recursive: true });
      cpSync(before, folder, { recursive: true });
      const wasKilled = crashing(folder, at);
      const mine = readFileSync(join(folder, "src", "handlers", "a.ts"), "utf8");
      expect(mine, `after the kill at ${at}`).toContain("// mine");
      const { code, err } = await run(folder, "generate");
      expect(code, `${at}: ${err}`).toBe(0);
      expect(readFiles(folder), `killed at ${at}`).toEqual(expected);
      if (!wasKilled) {
        break;
      }
      killed += 1;
    }
    expect(killed).toBeGreaterThan(200 / step);
  }, 1_200_000);

  it("leaves what changed since alone", async () => {
    const folder = await changedProject();
    const journal = () => readFiles(folder).get(".sls-gen/journal.json") ?? "";
    const before = join(folder, "..", "before");
    cpSync(folder, before, { recursive: true });
    // Staging comes before the commit, and the end after it: half of what is left is left out each time.
    for (let [first, last, found] = [0, 4000, false]; !found && last - first > 1;) {
      const at = Math.floor((first + last) / 2);
      rmSync(folder, { recursive: true });
      cpSync(before, folder, { recursive: true });
      const wasKilled = crashing(folder, at);
      found = wasKilled && journal().includes('"commit"');
      [first, last] = wasKilled ? [at, last] : [first, at];
    }
    expect(journal()).toContain('"commit"');
    const document = join(folder, "gateway", "openapi.json");
    writeFileSync(document, "mine since\n");
    expect(await run(folder, "generate")).toMatchObject({ code: 4 });
    expect(readFileSync(document, "utf8")).toBe("mine since\n");
  }, 120_000);

  it("refuses to write where another run does", async () => {
    const folder = await changedProject();
    writeFileSync(join(folder, ".sls-gen", "lock"), String(process.ppid));
    const files = readFiles(folder);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(2);
    expect(err).toContain(`error: another run is writing here (process ${process.ppid})`);
    expect(readFiles(folder)).toEqual(files);
    writeFileSync(join(folder, ".sls-gen", "lock"), "999999");
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
  });
});
