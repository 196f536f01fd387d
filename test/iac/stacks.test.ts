import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder } from "../support/folder.ts";
import { projectFiles } from "../support/projects.ts";
import { byName, routesOf, type Canonical } from "../support/readers/canonical.ts";
import {
  around,
  cdkFunctions,
  defaultsOf,
  methodsOf,
  parseTemplate,
  samFunctions,
  serverlessFunctions,
  type Template,
} from "../support/readers/cloudformation.ts";
import { readTerraform } from "../support/readers/terraform.ts";
import { synthesized } from "../support/stacks.ts";

type Files = ReadonlyMap<string, string>;

const textOf = (files: Files, path: string) => files.get(path) ?? "";
const routes = (files: Files) => routesOf(textOf(files, "gateway/openapi.json"));
const settingsOf = ({ Resources }: Template, id: string) =>
  Resources[id]?.Properties["MethodSettings"] as never;

async function readSam(name: string): Promise<Canonical> {
  const files = await projectFiles(name);
  const template = parseTemplate(textOf(files, "template.yaml"));
  return {
    ...around(template),
    functions: samFunctions(template),
    methods: methodsOf(settingsOf(template, "Api"), defaultsOf(template)),
    routes: routes(files),
  };
}

async function readCdk(name: string): Promise<Canonical> {
  const template = parseTemplate(await synthesized(`${name}-cdk`));
  return {
    ...around(template),
    functions: cdkFunctions(template),
    methods: methodsOf(settingsOf(template, "ApiStage"), {}),
    routes: routes(await projectFiles(`${name}-cdk`)),
  };
}

async function readServerless(name: string): Promise<Canonical> {
  const files = await projectFiles(`${name}-serverless`);
  const template = parseTemplate(textOf(files, "infra/resources.yml"));
  const functions = parseTemplate<Record<string, Record<string, unknown>>>(
    textOf(files, "infra/functions.yml"),
  );
  const { logs, ...rest } = around(template);
  // The framework makes a log group for each function itself.
  const own = Object.values(functions).map(
    ({ role, logRetentionInDays = 30 }) =>
      [String(role).replace(/Role$/, ""), logRetentionInDays] as const,
  );
  return {
    ...rest,
    functions: serverlessFunctions(functions),
    methods: methodsOf(settingsOf(template, "ApiStage"), defaultsOf(template)),
    routes: routes(files),
    logs: byName([...own, ...Object.entries(logs)]),
  };
}

async function readTerraformProject(name: string): Promise<Canonical> {
  const files = await projectFiles(`${name}-terraform`);
  const main = textOf(files, "infra/main.tf.json");
  return {
    ...readTerraform(main, textOf(files, "infra/variables.tf.json")),
    routes: routes(files),
  };
}

describe.each(["users", "orders", "store"])("the four infrastructures of %s", (name) => {
  it("describe the same stack", async () => {
    const sam = await readSam(name);
    expect(Object.keys(sam.functions).length).toBeGreaterThan(4);
    expect(await readCdk(name)).toEqual(sam);
    expect(await readServerless(name)).toEqual(sam);
    expect(await readTerraformProject(name)).toEqual(sam);
  }, 120_000);

  it("keep the items of tables safe", async () => {
    const { tables } = await readSam(name);
    for (const table of Object.values(tables)) {
      const { isOnDemand, isRecoverable, isEncrypted, isKept } = table;
      expect([isOnDemand, isRecoverable, isEncrypted, isKept]).toEqual([true, true, true, true]);
    }
    expect(Object.keys(tables)).toEqual(name === "store" ? ["UsersTable"] : []);
  });

  it("tell a new account of its log role once it has an API, and log after that", async () => {
    const files = await projectFiles(`${name}-serverless`);
    const templates = [
      parseTemplate(textOf(files, "infra/resources.yml")),
      parseTemplate(await synthesized(`${name}-cdk`)),
    ];
    for (const { Resources } of templates) {
      const after = (id: string) => [(Resources[id] as { DependsOn?: unknown }).DependsOn].flat();
      const { ApiGatewayAccount } = Resources;
      const isLogged = ApiGatewayAccount !== undefined;
      expect(isLogged ? after("ApiGatewayAccount") : ["Api"]).toContain("Api");
      expect(after("ApiStage").includes("ApiGatewayAccount")).toBe(isLogged);
    }
  });

  it("allow * only where AWS has no resource level", async () => {
    const { roles } = await readSam(name);
    const wild = Object.values(roles)
      .flat()
      .filter((line) => line.endsWith(" on *"));
    const network = wild.filter((line) => line.startsWith("ec2:"));
    expect(network.length).toBe(name === "orders" ? 6 : 0);
    expect([...new Set(wild)].filter((line) => !network.includes(line))).toEqual([
      "xray:PutTelemetryRecords on *",
      "xray:PutTraceSegments on *",
    ]);
  });

  it("synthesise a template that AWS's validator accepts", async () => {
    const path = join(newFolder(), "template.json");
    writeFileSync(path, await synthesized(`${name}-cdk`));
    const engine = new RegoEngine();
    try {
      const { diagnostics } = engine.validateStandard(new TemplateFile(path));
      const bad = diagnostics.filter(
        ({ severity }) => severity === "ERROR" || severity === "FATAL",
      );
      expect(bad).toEqual([]);
    } finally {
      engine.free();
    }
  }, 120_000);
});
