import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, readFiles } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");
const preload = join(import.meta.dirname, "save.mjs");

/** Every 97th call in `npm test`, every call in the long run. */
const step = process.env["SLS_GEN_TEST_LONG"] === undefined ? 97 : 1;

/** Generates in a process of its own, in which a file is saved at one call. */
function saving(folder: string, path: string, at: number) {
  rmSync(join(folder, "..", "saved"), { force: true });
  const args = ["--import", preload, join(root, "bin", "sls-gen.js"), "generate"];
  const env = { ...process.env, SLS_GEN_TEST_SAVE_AT: String(at), SLS_GEN_TEST_SAVE_PATH: path };
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, stderr, wasSaved: existsSync(join(folder, "..", "saved")) };
}

/** A project whose document changes in a way that reaches its shared files. */
async function changedProject(): Promise<string> {
  const folder = join(newFolder(), "save-project");
  mkdirSync(folder);
  const operation = (id: string) =>
    `  /${id}: { get: { operationId: ${id}, responses: { "204": { description: A. } } } }\n`;
  const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n';
  writeFileSync(join(folder, "openapi.yaml"), head + operation("a"));
  expect(await run(folder, "init", "--spec", "openapi.yaml", "--yes")).toMatchObject({ code: 0 });
  writeFileSync(join(folder, "openapi.yaml"), head + operation("a") + operation("b"));
  return folder;
}

describe("a file that is saved while a run goes on", () => {
  it.each(["template.yaml", "gateway/openapi.json"])(
    "keeps what was saved at every step: %s",
    async (path) => {
      const folder = await changedProject();
      const before = join(folder, "..", "before");
      cpSync(folder, before, { recursive: true });
      let stopped = 0;
      for (let at = 1; ; at += step) {
        rmSync(folder, { recursive: true });
        cpSync(before, folder, { recursive: true });
        const { status, stderr, wasSaved } = saving(folder, path, at);
        if (!wasSaved) {
          break;
        }
        expect(readFileSync(join(folder, path), "utf8"), `${at}: ${stderr}`).toContain(
          "# saved meanwhile",
        );
        if (status !== 0) {
          expect(status, stderr).toBe(4);
          const expected = readFiles(before);
          expected.set(path, `${expected.get(path)}# saved meanwhile\n`);
          expect(readFiles(folder), `saved at ${at}`).toEqual(expected);
          stopped += 1;
        }
      }
      expect(stopped).toBeGreaterThan(0);
    },
    1_200_000,
  );
});

describe("a write that is cut short", () => {
  it("replaces nothing", async () => {
    const folder = await changedProject();
    const before = readFiles(folder);
    const command = `ulimit -f 12; exec ${process.execPath} ${join(root, "bin", "sls-gen.js")} generate`;
    writeFileSync(
      join(folder, "template.yaml"),
      `${before.get("template.yaml")}${"# long\n".repeat(5_000)}`,
    );
    const files = readFiles(folder);
    const { status, stderr } = spawnSync("bash", ["-c", command], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stderr).toContain("write/refused");
    expect(status).toBe(2);
    expect(readFiles(folder)).toEqual(files);
  });
});
