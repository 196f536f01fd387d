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

it("tests of a handler are to be written, and their example runs once it is asked for", async () => {
  const folder = await projectFolder("users");
  const handler = join(folder, "src", "handlers", "getUser.ts");
  const stub = readFileSync(handler, "utf8");
  expect(tested(folder, "getUser")).toBe("1 skipped | 1 todo");
  writeFileSync(handler, stub.replace(/throw .*;/, 'throw new Error("no database");'));
  expect(tested(folder, "getUser")).toBe("1 skipped | 1 todo");
  const own = join(folder, "test", "getUser.test.ts");
  writeFileSync(own, readFileSync(own, "utf8").replace("it.skip(", "it("));
  expect(tested(folder, "getUser")).toBe("1 failed | 1 todo");
  const user =
    '{ userId: "3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e", email: "a@b.c", name: "A", status: "active", createdAt: "2026-01-31T09:30:00Z" }';
  writeFileSync(handler, stub.replace(/throw .*;/, `return { status: 200, body: ${user} };`));
  expect(tested(folder, "getUser")).toBe("1 passed | 1 todo");
}, 120_000);
