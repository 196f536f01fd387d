import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Backend } from "../../src/aws/backend.ts";
import { backendFrom, printedBackend, type PrintedBackend } from "../../src/aws/printed.ts";
import { configWith } from "../../src/config/config.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { templatesFor } from "../../src/project/templates.ts";
import { planFiles } from "../../src/packs/plan.ts";
import { understand } from "../../src/understand.ts";
import { run } from "../support/cli.ts";
import { newProject } from "../support/project.ts";
import { projects } from "../support/projects.ts";

const root = join(import.meta.dirname, "..", "..");
const schema = JSON.parse(readFileSync(join(root, "schemas", "backend.schema.json"), "utf8"));
const isValid = new Ajv2020({ strict: false, logger: false }).compile(schema);

describe.each(Object.keys(projects))("the backend of the golden project %s", (name) => {
  const said = projects[name] as (typeof projects)[string];
  const config = configWith({ folder: join(root, "specs"), name, ...said });

  it("is all that its packs need, as it is printed", async () => {
    const { backend } = await understand(config, root, new Collector());
    const text = JSON.stringify(printedBackend(backend));
    const again: Backend = backendFrom(JSON.parse(text) as PrintedBackend);
    const { packs } = templatesFor(config, new Collector());
    expect(planFiles({ backend: again, packs })).toEqual(planFiles({ backend, packs }));
  });

  it("is as the shipped schema describes it", async () => {
    const { backend } = await understand(config, root, new Collector());
    const printed: unknown = JSON.parse(JSON.stringify(printedBackend(backend)));
    expect(isValid(printed), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
  });
});

describe("sls-gen explain --backend", () => {
  it("prints it", async () => {
    const folder = await newProject();
    const { code, out } = await run(folder, "explain", "--backend");
    expect(code).toBe(0);
    const printed = JSON.parse(out) as PrintedBackend;
    expect(printed).toMatchObject({ version: 1, project: { spec: "users.yaml" } });
    expect(isValid(printed)).toBe(true);
    expect(backendFrom(printed).api.operations.map(({ key }) => key)).toContain("POST /users");
  });

  it("names a key that leads nowhere", async () => {
    const folder = await newProject();
    const printed = JSON.parse((await run(folder, "explain", "--backend")).out) as PrintedBackend;
    const gone = { ...printed, api: { ...printed.api, operations: [] } };
    expect(() => backendFrom(gone)).toThrow("the backend has no");
  });
});
