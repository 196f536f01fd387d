import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { readFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

const orders = join(import.meta.dirname, "..", "..", "specs", "orders", "openapi.yaml");

describe("security schemes and the config", () => {
  it("init writes what stands for each scheme, always something that denies", async () => {
    const folder = await newProject(orders);
    const config = readFileSync(join(folder, "sls-gen.config.yaml"), "utf8");
    expect(config.split("security:\n")[1]?.trimEnd().split("\n")).toEqual([
      '  "customer": { kind: token }',
      '  "partner": { kind: apiKey }',
      '  "session": { kind: request }',
      '  "staff": { kind: token }',
    ]);
    expect(readFileSync(join(folder, "src/authorizers/staff.ts"), "utf8")).toContain(
      "async () => null",
    );
  });

  it("a scheme that is added later stops generate, naming the config key, and nothing is written", async () => {
    const folder = await newProject(orders);
    edit(join(folder, "openapi.yaml"), (text) =>
      text
        .replace("    staff: {", "    added: { type: http, scheme: basic }\n    staff: {")
        .replace("      security: []\n", "      security: [{ added: [] }]\n"),
    );
    const before = readFiles(folder);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(1);
    expect(err).toMatch(
      /openapi\.yaml:\d+:\d+: error: the security scheme `added` .*\[security\/unmapped\]/,
    );
    expect(err).toContain('security: { "added": { kind: token } }');
    expect(readFiles(folder)).toEqual(before);
    edit(join(folder, "sls-gen.config.yaml"), (text) => `${text}  added: { kind: iam }\n`);
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
  });

  it("tells every fault of the config at once, each at its place", async () => {
    const folder = await newProject(orders);
    edit(
      join(folder, "sls-gen.config.yaml"),
      (text) => `${text}  other: { kind: tokn }\nthrottle: { rate: 1 }\nfunction: { memory: 5 }\n`,
    );
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(2);
    expect(err).toMatch(
      /sls-gen\.config\.yaml:10:12: error: `security\.other\.kind` cannot be `tokn`/,
    );
    expect(err).toContain("did you mean `token`?");
    expect(err).toContain("`throttle.burst` is missing");
    expect(err).toMatch(/:12:13: error: `function\.memory` must be at least 128/);
  });
});

describe("logical ids", () => {
  it("stay when an operation gets another name, and when the document is reordered", async () => {
    const folder = await newProject(orders);
    const ids = () =>
      readFileSync(join(folder, "template.yaml"), "utf8").match(/^ {2}\w+(?=:$)/gm) ?? [];
    const before = ids();
    edit(join(folder, "paths/orders.yaml"), (text) =>
      text.replace("operationId: createOrder", "operationId: placeOrder"),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(ids()).toEqual(before);
    expect(readFileSync(join(folder, "template.yaml"), "utf8")).toContain(
      "CodeUri: dist/placeOrder/",
    );
    edit(join(folder, "paths/orders.yaml"), (text) =>
      text.replace("operationId: listOrders", "operationId: createOrder"),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(ids()).toEqual(before);
  });
});
