import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/** Runs the demo in a folder of its own: ./demo may hold somebody's work. */
function demo(folder: string) {
  const args = [join(root, "tools", "demo", "demo.js"), "--once", "--dir", folder];
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
}

it("the demo of the README ends by itself, shows real answers, and removes nobody's work", () => {
  // Inside the checkout, whose packages it uses.
  const folder = join(root, ".cache", `demo-${process.pid}`);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { status, stdout, stderr } = demo(folder);
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("6 operations; files: ");
  expect(stdout).toMatch(/^ {2}201 POST \/users \d+ ms arn:aws:iam::/m);
  expect(stdout).toContain('"users":[{"userId":"');
  expect(stdout).toContain('"pointer":"/email"');
  expect(stdout).toMatch(
    /^\$ curl --aws-sigv4 aws:amz:us-east-1:execute-api -u AKIA\w+:\w+ .* http:/m,
  );
  expect(stdout).toContain('"detail":"Missing Authentication Token"');

  expect(demo(folder)).toMatchObject({ status: 0 });
  const handler = join(folder, "src", "handlers", "getUser.ts");
  expect(existsSync(handler)).toBe(true);
  appendFileSync(handler, "// mine\n");
  const again = demo(folder);
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining("getUser.ts")]);
  expect(readFileSync(handler, "utf8")).toContain("// mine");
}, 120_000);
