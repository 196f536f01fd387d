import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configWith, type Config } from "../../src/config/config.ts";
import { catalogue, type Code } from "../../src/diagnostics/catalogue.ts";
import { Collector, Stop } from "../../src/diagnostics/collector.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { located } from "../../src/document/problems.ts";
import { understandDocument } from "../../src/understand.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "specs", "broken");
const files = readdirSync(folder).sort();

/** Documents that show a second way to a problem: the code is not in their name. */
const others: Readonly<Record<string, Code>> = {
  "spec-alias-cycle.yaml": "spec/syntax",
  "spec-duplicate-path.yaml": "operation/unroutable",
};

const security = {
  key: { kind: "apiKey" },
  token: { kind: "token" },
  oauth: { kind: "iam" },
} as const;

/** What the config must say for a problem to come up. */
const configs: Readonly<Record<string, Partial<Config>>> = {
  "operation-omitted.yaml": { unroutable: "omit" },
  "operation-none-left.yaml": { unroutable: "omit" },
  "spec-assumed.yaml": { undeclared: "assume" },
  "settings-shared.yaml": { functions: "single" },
  "security-unmapped.yaml": { security: {} },
  "security-scopes.yaml": { security: { oauth: { kind: "apiKey", header: "x-api-key" } } },
};

/** Everything that is told of a document. */
async function told(file: string): Promise<readonly Diagnostic[]> {
  const path = join(folder, file);
  const config = configWith({ folder, spec: file, security, ...configs[file] });
  const found = new Collector();
  try {
    const { spec } = await understandDocument({ path, root: null }, config, root, found);
    return located(found, spec);
  } catch (error) {
    if (error instanceof Stop) {
      return error.diagnostics;
    }
    throw error;
  }
}

const codeOf = (file: string) =>
  others[file] ?? (file.replace(/\.yaml$/, "").replace("-", "/") as Code);

/** Families that a document can cause, and what in them it cannot, or only by its size. */
const families = /^(?:spec|ref|name|schema|operation|security|gateway|settings|table)\//;
const exceptions = ["spec/unreadable", "spec/revision", "gateway/model-size", "gateway/limit"];

describe("a document of specs/broken", () => {
  it.each(files)("%s is told of by its code", async (file) => {
    const all = await told(file);
    const code = codeOf(file);
    const mine = all.filter((each) => each.code === code);
    expect(all.map((each) => each.code)).toContain(code);
    const { severity } = catalogue[code];
    expect(mine.every((each) => each.severity === severity)).toBe(true);
    // Errors of others would hide what the document shows.
    const errors = all.filter((each) => each.severity === "error" && each.code !== code);
    expect(errors).toEqual([]);
  });

  it("is there for each code that a document can cause", () => {
    const shown = new Set(files.map(codeOf));
    const missing = Object.keys(catalogue).filter(
      (code) => families.test(code) && !exceptions.includes(code) && !shown.has(code as Code),
    );
    expect(missing).toEqual([]);
  });
});

describe("each code", () => {
  const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:test\.ts|ts)$/.test(path) && !path.startsWith("golden/expected"))
    .map((path) => readFileSync(join(root, "test", path), "utf8").replaceAll("\\/", "/"))
    .join("\n");
  const shown = new Set<string>(files.map(codeOf));

  it.each(Object.keys(catalogue).filter((code) => !shown.has(code)))(
    "is named in a test: %s",
    (code) => {
      expect(tests.includes(code)).toBe(true);
    },
  );
});
