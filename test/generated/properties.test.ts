import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");

/** What the property tests of a project come to. */
function tested(folder: string): string {
  const vitest = join(root, "node_modules", ".bin", "vitest");
  const { stdout } = spawnSync(vitest, ["run", "test/generated/properties.test.ts"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return /Tests\s+(.*?)\s+\(/.exec(stdout)?.[1] ?? stdout;
}

it("the pack fast-check adds properties to the contract tests", async () => {
  const folder = newFolder();
  const spec = join(root, "specs", "users.yaml");
  expect(await run(folder, "init", ".", "--spec", spec, "--yes")).toMatchObject({ code: 0 });
  appendFileSync(join(folder, "sls-gen.config.yaml"), "packs: { test: fast-check }\n");
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  expect(await run(folder, "generate")).toMatchObject({ code: 0 });
  const packages = readFileSync(join(folder, "package.json"), "utf8");
  expect(packages).toContain('"fast-check"');
  const tsc = spawnSync(join(root, "node_modules", ".bin", "tsc"), ["--noEmit"], { cwd: folder });
  expect(String(tsc.stdout)).toBe("");
  expect(tested(folder)).toMatch(/^\d+ passed$/);
  const schema = join(folder, "src", "generated", "schemas", "UserInput.ts");
  const source = readFileSync(schema, "utf8");
  writeFileSync(schema, source.replace("if (check.isLonger(vName, 100))", "if (false)"));
  expect(tested(folder)).toMatch(/ failed /);
}, 180_000);
