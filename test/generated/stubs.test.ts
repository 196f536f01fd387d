import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "../support/stacks.ts";

/** What the user's own tests of an operation come to. */
function tested(folder: string, name: string): string {
  const vitest = join(folder, "node_modules", ".bin", "vitest");
  const { stdout } = spawnSync(vitest, ["run", `test/${name}.test.ts`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return /Tests\s+(.*?)\s+\(/.exec(stdout)?.[1] ?? stdout;
}

it("a written handler does not turn the test of its stub red, and a broken stub does", async () => {
  const folder = await projectFolder("users");
  const handler = join(folder, "src", "handlers", "getUser.ts");
  const stub = readFileSync(handler, "utf8");
  expect(tested(folder, "getUser")).toBe("1 passed");
  writeFileSync(handler, stub.replace(/throw .*;/, 'throw notImplemented("getUser") && null;'));
  expect(tested(folder, "getUser")).toBe("1 failed");
  writeFileSync(handler, stub.replace(/throw .*;/, 'throw new Error("no database");'));
  expect(tested(folder, "getUser")).toBe("1 skipped");
}, 120_000);
