import { describe, expect, it } from "vitest";
import { Collector } from "../../../src/diagnostics/collector.ts";
import { modelLimit, prune, sizeOf } from "../../../src/aws/gateway/size.ts";
import { loadPacks } from "../../../src/packs/load.ts";
import { slotsOf } from "../../../src/packs/slots.ts";
import type { PlannedFile } from "../../../src/packs/file.ts";
import { invokersOf, policyLimit, policySize } from "../../../src/aws/stack/invokers.ts";
import { limitsOf, reportLimits, resourcesOf, type ServiceQuota } from "../../../src/aws/limits.ts";
import { documentOf, projectOf } from "../../support/document.ts";
import { sizeLimits } from "../../../src/packs/limits.ts";

const responses = { 200: { description: "" } };

/** What is told about limits of a project. */
async function told(document: object, said: object = {}): Promise<string[]> {
  const { found } = await projectOf(document, said);
  return found.filter(({ code }) => code === "gateway/limit").map(({ message }) => message);
}

/** A document with so many resources of the API: the root and one for each path. */
function pathsOf(count: number): object {
  const names = Array.from({ length: count - 1 }, (_, index) => `/p${index}`);
  const own = { "x-amazon-apigateway-integration": { type: "mock" } };
  return documentOf(
    Object.fromEntries(
      names.map((path, index) => [path, { get: { operationId: `o${index}`, responses, ...own } }]),
    ),
  );
}

describe("limits of AWS are told before deploying", () => {
  it.each([
    [299, 0],
    [300, 0],
    [301, 1],
  ])("%i resources of the API", async (count, expected) => {
    const messages = await told(pathsOf(count));
    expect(messages).toHaveLength(expected);
    expect(messages.join()).toContain(expected === 0 ? "" : "301; the AWS quota is 300");
  });

  it.each([
    ["499", {}, 0],
    ["500", { waf: "arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b" }, 0],
    [
      "501",
      { domain: { name: "a.example.com", certificate: "arn:aws:acm:eu-west-1:1:certificate/a" } },
      1,
    ],
  ])(
    "%s resources of the stack: 124 functions of four each, the API, and what goes around",
    async (count, more, expected) => {
      const x = { name: "x", in: "path", required: true, schema: { type: "string" } };
      const paths = Array.from({ length: 124 }, (_, index) => {
        const get = {
          operationId: `o${index}`,
          tags: [`t${index % 2}`],
          responses,
          parameters: [x],
        };
        return [`/a/{x}/p${index}`, { get }] as const;
      });
      const document = { ...documentOf(Object.fromEntries(paths)), "x-sls-gen": more };
      const all = (await told(document)).filter((each) => each.includes("resources of the stack"));
      expect(all).toHaveLength(expected);
      expect(all.join()).toContain(expected === 0 ? "" : `${count}; the AWS quota is 500`);
      expect(await told(document, { functions: "tag" })).toEqual([]);
    },
    60_000,
  );

  it.each([
    [9, 0],
    [10, 0],
    [11, 1],
  ])("%i authorizers", async (count, expected) => {
    const names = Array.from({ length: count }, (_, index) => `s${index}`);
    const document = {
      ...documentOf(
        Object.fromEntries(
          names.map((name) => [
            `/${name}`,
            { get: { operationId: name, responses, security: [{ [name]: [] }] } },
          ]),
        ),
      ),
      components: {
        securitySchemes: Object.fromEntries(
          names.map((name) => [name, { type: "http", scheme: "bearer" }]),
        ),
      },
    };
    const security = Object.fromEntries(names.map((name) => [name, { kind: "token" }]));
    expect(await told(document, { security })).toHaveLength(expected);
  });

  it.each([
    [4095, 0],
    [4096, 0],
    [4097, 1],
  ])("%i bytes of environment", async (all, expected) => {
    const bytes = all - "RESPONSE_CHECKSrefuseNODE_OPTIONS--enable-source-maps".length;
    const get = {
      operationId: "read",
      responses,
      "x-sls-gen": { environment: { A: "x".repeat(bytes - 1) } },
    };
    expect(await told(documentOf({ "/a": { get } }))).toHaveLength(expected);
  });

  it.each([
    ["gateway/openapi.json", 6_000_000],
    ["template.yaml", 1_000_000],
  ])("the size of %s", (path, limit) => {
    const file = (bytes: number): PlannedFile => ({
      path,
      mode: "generated",
      role: null,
      adopts: false,
      dispensable: false,
      expects: [],
      isUnformatted: false,
      former: null,
      operation: null,
      operationId: null,
      template: "",
      text: "x".repeat(bytes),
    });
    const packs = loadPacks(slotsOf({}), ".");
    const over = (bytes: number) =>
      sizeLimits([file(bytes)], packs).filter((each: ServiceQuota) => each.count > each.limit);
    expect([limit - 1, limit, limit + 1].map((bytes) => over(bytes).length)).toEqual([0, 0, 1]);
  });

  it("a model that is too large keeps its type, and says so", () => {
    const model = (bytes: number) => {
      const empty = sizeOf({ type: "string", enum: [""] });
      return { type: "string", enum: ["x".repeat(bytes - empty)] };
    };
    for (const bytes of [modelLimit - 1, modelLimit]) {
      expect(prune(new Map([["M", model(bytes)]])).get("M")).toHaveProperty("enum");
    }
    expect(prune(new Map([["M", model(modelLimit + 1)]])).get("M")).toEqual({ type: "string" });
  });

  it("the policy of a shared function: one statement for all where those of each do not fit", () => {
    const methods = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        id: `O${index}`,
        arnMethod: "GET",
        arnPath: `${index}`.padStart(36, "x"),
      })) as never;
    const most = Math.floor(policyLimit / (360 + 42));
    expect(policySize(invokersOf(methods(most)))).toBeLessThanOrEqual(policyLimit);
    expect(invokersOf(methods(most))).toHaveLength(most);
    expect(invokersOf(methods(most + 1))).toEqual([{ suffix: "", arnPath: "*/*" }]);
  });

  it.each([
    [56, 0],
    [57, 0],
    [58, 1],
  ])(
    "names of functions, where the infrastructure gives them: a project's name of %i",
    async (length, expected) => {
      const get = { operationId: "getIt6", responses };
      const document = documentOf({ "/a": { get } });
      const name = "n".repeat(length);
      expect(await told(document, { name, iac: "terraform" })).toHaveLength(expected);
      expect(await told(document, { name })).toEqual([]);
    },
  );

  it("paths that API Gateway keeps for itself", async () => {
    const get = { operationId: "ping", responses };
    const domain = { name: "a.example.com", certificate: "arn:aws:acm:eu-west-1:1:certificate/a" };
    const document = documentOf({ "/ping": { get } });
    const codes = async (more: object) =>
      (await projectOf({ ...document, ...more })).found.map(({ code }) => code);
    expect(await codes({})).not.toContain("gateway/reserved");
    expect(await codes({ "x-sls-gen": { domain } })).toContain("gateway/reserved");
  });

  it("counts each part of a path once", () => {
    expect(resourcesOf(["/", "/a/b", "/a/{c}", "/a"])).toBe(4);
  });

  it("names the count, the limit and the way out", () => {
    const found = new Collector();
    reportLimits([{ what: "things", count: 2, limit: 1, fix: "remove one" }], found);
    expect(found.all[0]).toMatchObject({
      message: "things: 2; the AWS quota is 1",
      fix: "remove one",
      severity: "warning",
    });
    expect(limitsOf).toBeTypeOf("function");
  });
});
