import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf } from "../support/document.ts";
import { projectFolder } from "../support/stacks.ts";
import { documentOf } from "../support/document.ts";

const golden = join(import.meta.dirname, "..", "golden", "expected");

type Answer = { readonly statusCode: number; readonly body: string };
type Wrap = (handle: () => never) => (event: object, context: object) => Promise<Answer>;

describe.each(["users", "parameters", "orders", "store"])("the events of %s", (project) => {
  const folder = join(golden, project, "events");

  it.each(readdirSync(folder))("%s reaches the handler", async (file) => {
    const name = file.split(".")[0] ?? "";
    const path = join(golden, project, "src", "generated", "operations", `${name}.ts`);
    const loaded = (await import(path)) as Record<string, Wrap & { readonly env?: string[] }>;
    const event = JSON.parse(readFileSync(join(folder, file), "utf8")) as object;
    loaded[`${name}Operation`]?.env?.forEach((each) => (process.env[each] ??= "test"));
    const seen: unknown[] = [];
    const handler = loaded[name]?.(() => {
      seen.push(file);
      throw new Error("seen");
    });
    await handler?.(event, { awsRequestId: "r" }).catch(() => null);
    expect(seen).toEqual([file]);
  });
});

describe("which tests are generated", () => {
  const document = documentOf({
    "/x": { get: { operationId: "run", responses: { 204: { description: "" } } } },
  });
  const paths = async (tests: "all" | "contract" | "off") =>
    [...(await filesOf(document, { tests })).keys()].filter((path) => /^test\/|vitest/.test(path));

  it("all of them", async () => {
    expect(await paths("all")).toContain("test/run.test.ts");
  });

  it("those of the contract", async () => {
    const found = await paths("contract");
    expect(found).toContain("test/generated/operations/run.test.ts");
    expect(found).not.toContain("test/run.test.ts");
  });

  it("none, and then no package for them", async () => {
    expect(await paths("off")).toEqual([]);
    const files = await filesOf(document, { tests: "off" });
    expect(files.get("package.json")).not.toContain("vitest");
  });
});

it("npm run test:coverage tells what of the document the tests cover", async () => {
  const folder = await projectFolder("users");
  const script = join("test", "generated", "coverage.mjs");
  const { stdout, status } = spawnSync(process.execPath, [script], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^operations +5 of 5 +100 %$/m);
  expect(stdout).toMatch(/^statuses +12 of 12 +100 %$/m);
  const told = JSON.parse(readFileSync(join(folder, "coverage", "contract.json"), "utf8"));
  expect(told.constraints.all).toBeGreaterThan(100);
  expect(told.constraints.missing).toEqual([]);
}, 120_000);
