import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { format } from "prettier";
import SwaggerParser from "@apidevtools/swagger-parser";
import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import { beforeAll, describe, expect, it } from "vitest";
import { houseFormat } from "../../src/packs/format.ts";
import { readFiles, writeFiles } from "../support/folder.ts";
import { projectFiles, projects } from "../support/projects.ts";

const root = join(import.meta.dirname, "..", "..");
describe.each(Object.keys(projects))("the golden project %s", (name) => {
  const isVariant = name.includes("-");
  const folder = join(import.meta.dirname, "expected", name);
  const expected = existsSync(folder) ? readFiles(folder) : new Map<string, string>();
  let made = new Map<string, string>();

  beforeAll(async () => {
    const all = await projectFiles(name);
    // Another infrastructure changes nothing of the code: only what it does change is kept.
    const isKept = (path: string) => !isVariant || !/^(src|test)\//.test(path);
    made = new Map([...all].filter(([path]) => isKept(path)));
    if (process.env["UPDATE_GOLDEN"] !== undefined) {
      rmSync(folder, { recursive: true, force: true });
      writeFiles(folder, Object.fromEntries(made));
    }
  });

  it("has the expected files", () => {
    expect([...made.keys()].sort()).toEqual([...expected.keys()]);
  });

  it.each([...expected.keys()])("%s is as expected", (path) => {
    expect(made.get(path)).toBe(expected.get(path));
  });

  it("is printed in the house format where people edit it, and can be parsed everywhere", async () => {
    const ignored = (made.get(".prettierignore") ?? "")
      .split("\n")
      .filter((line) => /^\w/.test(line));
    const isIgnored = (path: string) =>
      ignored.some((pattern) => matchesGlob(path, `${pattern}**`));
    for (const [path, text] of made) {
      if (/\.(ts|json|yaml|md)$/.test(path)) {
        const formatted = await format(text, { ...houseFormat, filepath: path });
        expect(isIgnored(path) ? text : formatted, path).toBe(text);
      }
    }
  });

  it.skipIf(isVariant)("passes strict TypeScript", () => {
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const { stdout, status } = spawnSync(tsc, ["--noEmit", "-p", folder], { encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("has a gateway document that swagger-parser accepts", async () => {
    const document = JSON.parse(made.get("gateway/openapi.json") ?? "");
    await expect(SwaggerParser.validate(document)).resolves.toBeDefined();
  });

  it.skipIf(!existsSync(join(folder, "template.yaml")))(
    "has a template that AWS's validator accepts",
    () => {
      const engine = new RegoEngine();
      try {
        const { diagnostics } = engine.validateStandard(
          new TemplateFile(join(folder, "template.yaml")),
        );
        expect(
          diagnostics.filter(({ severity }) => severity === "ERROR" || severity === "FATAL"),
        ).toEqual([]);
      } finally {
        engine.free();
      }
    },
  );
});
