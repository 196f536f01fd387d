import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");

it("the demo of the README ends by itself and shows real answers", () => {
  const args = [join(root, "test", "demo", "demo.js"), "--once"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
  });
  rmSync(join(root, "demo"), { recursive: true, force: true });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("6 operations; files: ");
  expect(stdout).toMatch(/^ {2}201 POST \/users \d+ ms arn:aws:iam::/m);
  expect(stdout).toContain('"users":[{"userId":"');
  expect(stdout).toContain('"pointer":"/email"');
  expect(stdout).toMatch(
    /^\$ curl --aws-sigv4 aws:amz:us-east-1:execute-api -u AKIA\w+:\w+ .* http:/m,
  );
  expect(stdout).toContain('"detail":"Missing Authentication Token"');
});
