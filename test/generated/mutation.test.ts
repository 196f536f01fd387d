import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const golden = join(root, "test", "golden", "expected");

const known = new Map<string, ReturnType<typeof tried>>();

/** The same for a project that was tried already. */
async function noticed(project: string, most: number) {
  const key = `${project} ${most}`;
  const found = known.get(key) ?? tried(project, most);
  known.set(key, found);
  return found;
}

/** What the tests of a project notice, as `npm run mutation` tells it. */
async function tried(project: string, most: number) {
  const run = join(root, "tools", "mutation", "run.js");
  const { stdout } = await promisify(execFile)(process.execPath, [
    run,
    join(golden, project),
    "--most",
    String(most),
    "--list",
  ]);
  const [, noticed = "0", all = "0"] = /^all: (\d+) of (\d+) noticed/m.exec(stdout) ?? [];
  return { noticed: Number(noticed), all: Number(all), stdout };
}

describe("the tests of a generated project", () => {
  it.each([
    ["users", 300, 400],
    ["orders", 60, 200],
    ["store", 60, 400],
    ["parameters", 100, 300],
    ["shapes", 60, 300],
  ])("notice what is changed in %s", async (project, most, enough) => {
    const { noticed: count, all, stdout } = await noticed(project, most);
    expect(all).toBeGreaterThan(enough);
    expect(count / all, stdout).toBeGreaterThan(0.95);
  });

  it.each([
    "drop a check",
    "flip a comparison",
    "off by one",
    "swap is and true",
    "skip a member",
    "let a stranger through",
    "drop a default",
    "remove security",
    "open a policy",
    "open a resource policy",
    "another keyword",
    "swap statuses",
  ])("notice every mutant of the kind: %s", async (kind) => {
    const { stdout } = await noticed("users", 300);
    expect(stdout).toMatch(new RegExp(`^ +${kind}: \\d+ of \\d+ noticed \\(100\\.0 %\\)`, "m"));
  });

  it("notice every model that is made stricter where the gateway holds bodies to it", async () => {
    const { stdout } = await noticed("orders", 60);
    expect(stdout).toMatch(/^ +a stricter model: [1-9]\d* of \d+ noticed \(100\.0 %\)/m);
  });
});
