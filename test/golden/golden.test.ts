import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import SwaggerParser from "@apidevtools/swagger-parser";
import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import { beforeAll, describe, expect, it } from "vitest";
import { configWith, type Config } from "../../src/config/config.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { renderProject } from "../../src/generate.ts";
import { formatFile, houseFormat } from "../../src/render/format.ts";
import { readFiles, writeFiles } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");
/** What stands for the schemes of orders: one of each kind. */
const security = {
  customer: { kind: "cognito" },
  partner: { kind: "apiKey" },
  session: { kind: "request", ttl: 60, identitySources: ["header.Cookie"] },
  staff: { kind: "token", ttl: 300, validation: "^Bearer [-0-9a-zA-Z._]+$" },
} as const;

const projects: Readonly<Record<string, Pick<Config, "spec"> & Partial<Config>>> = {
  users: { spec: "users.yaml" },
  shapes: { spec: "shapes.yaml" },
  parameters: { spec: "parameters.yaml" },
  orders: { spec: "orders/openapi.yaml", security },
};

describe.each(Object.keys(projects))("the golden project %s", (name) => {
  const folder = join(import.meta.dirname, "expected", name);
  const expected = existsSync(folder) ? readFiles(folder) : new Map<string, string>();
  let made = new Map<string, string>();

  beforeAll(async () => {
    const config = configWith({ folder: join(root, "specs"), spec: "", name, ...projects[name] });
    const { files } = await renderProject(config, root, new Collector());
    const texts = files.map(async ({ path, mode, text }): Promise<[string, string]> => [
      path,
      mode === "yours" ? await formatFile(path, text) : text,
    ]);
    made = new Map(await Promise.all(texts));
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

  it("is printed in the house format", async () => {
    for (const [path, text] of made) {
      if (/\.(ts|json|yaml|md)$/.test(path)) {
        expect(await format(text, { ...houseFormat, filepath: path }), path).toBe(text);
      }
    }
  });

  it("passes strict TypeScript", () => {
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const { stdout, status } = spawnSync(tsc, ["--noEmit", "-p", folder], { encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("has a gateway document that swagger-parser accepts", async () => {
    const document = JSON.parse(made.get("gateway/openapi.json") ?? "");
    await expect(SwaggerParser.validate(document)).resolves.toBeDefined();
  });

  it("has a template that AWS's validator accepts", () => {
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
  });
});
