import { devOptions } from "../support/dev.ts";
import { execFile, spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { startDev } from "../../src/emulator/dev/dev.ts";
import { localSettings } from "../../src/emulator/dev/settings.ts";
import { newProject } from "../support/project.ts";

const root = join(import.meta.dirname, "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The blocks of a language below a heading, in order. */
function blocks(heading: string, language: string): string[] {
  const [, below = ""] = readme.split(`\n## ${heading}\n`);
  const [section = ""] = below.split("\n## ");
  return [...section.matchAll(/```(\w+)\n([^]*?)```/g)]
    .filter(([, each]) => each === language)
    .map(([, , text = ""]) => text);
}

const [stub = "", written = ""] = blocks("Use it", "ts");
const [answer = "{}"] = blocks("Use it", "json");

/** Calls with `curl`, as the README has it. */
async function curl(url: string, folder: string, ...more: string[]): Promise<unknown> {
  const { principal } = localSettings(folder);
  const key = `${principal.accessKeyId}:${principal.secretAccessKey}`;
  const sign = ["--aws-sigv4", "aws:amz:us-east-1:execute-api", "-u", key];
  const { stdout } = await promisify(execFile)("curl", ["-s", ...sign, ...more, url]);
  return JSON.parse(stdout);
}

const hasCurl = spawnSync("curl", ["--aws-sigv4", "x", "--version"]).status === 0;

describe("what the README shows", () => {
  it("is the stub that is written", async () => {
    const folder = await newProject();
    expect(readFileSync(join(folder, "src", "handlers", "createUser.ts"), "utf8")).toBe(stub);
  });

  it("is a handler that compiles, and one that does not", async () => {
    const folder = await newProject();
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const [, imports = ""] = stub.split("\n");
    const declared = [
      'import type { User } from "../generated/schemas/User.ts";',
      'import type { UserInput } from "../generated/schemas/UserInput.ts";',
      "declare function save(body: UserInput, owner: string | null): Promise<User>;",
    ];
    const path = join(folder, "src", "handlers", "createUser.ts");
    const compiled = (text: string) => {
      writeFileSync(path, [imports, ...declared, "", text].join("\n"));
      const tsc = join(root, "node_modules", ".bin", "tsc");
      return spawnSync(tsc, ["--noEmit"], { cwd: folder, encoding: "utf8" }).stdout;
    };
    expect(compiled(written)).toBe("");
    expect(compiled(written.replace("201", "200"))).toContain("createUser.ts(");
  });

  it.skipIf(!hasCurl)("is the answer that arrives (skipped where curl does not sign)", async () => {
    const folder = await newProject();
    const dev = await startDev(devOptions(folder));
    try {
      const post = ["-X", "POST", "-H", "Content-Type: application/json", "-d"];
      const refused = await curl(`${dev.url}/users`, folder, ...post, '{"email":"ada"}');
      expect(refused).toEqual(JSON.parse(answer));
      const stubbed = await curl(
        `${dev.url}/users`,
        folder,
        ...post,
        '{"email":"a@b.org","name":"A"}',
      );
      expect(stubbed).toMatchObject({ status: 501, detail: "createUser is not implemented yet" });
    } finally {
      await dev.end();
    }
  });
});
