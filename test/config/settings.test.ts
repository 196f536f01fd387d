import { describe, expect, it } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { configWith } from "../../src/config/config.ts";
import { readSettings } from "../../src/aws/settings/read.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { apiOf, documentOf, projectOf } from "../support/document.ts";

const responses = { 200: { description: "" } };

function settingsOf(root: object, own: object, said: Partial<Config> = {}) {
  const get = { operationId: "read", responses, "x-sls-gen": own };
  const { api } = apiOf({ ...documentOf({ "/a": { get } }), "x-sls-gen": root });
  const found = new Collector();
  const settings = readSettings(api, configWith({ folder: ".", spec: "x", ...said }), found);
  return { api: settings.api, read: settings.operations.get("GET /a"), found: found.all };
}

describe("x-sls-gen", () => {
  it("has defaults for everything", () => {
    expect(settingsOf({}, {}).read).toEqual({
      function: {
        memory: 512,
        timeout: 28,
        architecture: "arm64",
        environment: [],
        layers: [],
        reservedConcurrency: null,
        provisionedConcurrency: null,
        logRetention: null,
        deadLetter: null,
        vpc: null,
        kms: null,
      },
      grants: [],
      async: null,
      throttle: null,
      cache: null,
      stored: null,
    });
  });

  it("lets the operation win over the config, and the config over the document", () => {
    const root = { function: { memory: 128, timeout: 1, architecture: "x86_64" } };
    const settings = { function: { memory: 256, timeout: 2 } };
    const { read } = settingsOf(root, { memory: 1024 }, { settings });
    expect(read?.function).toMatchObject({ memory: 1024, timeout: 2, architecture: "x86_64" });
  });

  it("lets browsers send and read the headers that the document declares", () => {
    const parameter = { name: "If-Match", in: "header", schema: { type: "string" } };
    const odd = { ...parameter, name: "X'Odd" };
    const headers = { ETag: { schema: { type: "string" } } };
    const get = {
      operationId: "read",
      parameters: [parameter, odd],
      responses: { 200: { description: "", headers } },
    };
    const corsOf = (cors: object) => {
      const { api } = apiOf({ ...documentOf({ "/a": { get } }), "x-sls-gen": { cors } });
      const config = configWith({ folder: ".", spec: "x" });
      return readSettings(api, config, new Collector()).api.cors;
    };
    const origins = ["https://a.example"];
    expect(corsOf({ origins })?.headers).toEqual(
      expect.arrayContaining(["Authorization", "If-Match"]),
    );
    expect(corsOf({ origins })?.headers).not.toContain("X'Odd");
    expect(corsOf({ origins })?.exposeHeaders).toEqual(["ETag"]);
    expect(corsOf({ origins, headers: [], exposeHeaders: [] })).toMatchObject({
      headers: [],
      exposeHeaders: [],
    });
  });

  it("adds environments together", () => {
    const root = { function: { environment: { A: "1", B: "1" } } };
    expect(settingsOf(root, { environment: { B: "2" } }).read?.function.environment).toEqual([
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ]);
  });

  it("takes the API's settings from the document and the config", () => {
    const root = {
      throttle: { rate: 1, burst: 2 },
      waf: "arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b",
    };
    const { api } = settingsOf(root, {}, { settings: { throttle: { rate: 3, burst: 4 } } });
    expect(api).toMatchObject({ throttle: { rate: 3, burst: 4 }, waf: root.waf });
  });

  it.each([
    [{ memry: 512 }, "settings/unknown-key", "/x-sls-gen/memry", "did you mean `memory`?"],
    [{ memory: 64 }, "settings/value", "/x-sls-gen/memory", ""],
    [{ memory: "512" }, "settings/value", "/x-sls-gen/memory", "write it as integer"],
    [{ architecture: "arm" }, "settings/value", "/x-sls-gen/architecture", "write arm64 or x86_64"],
    [{ timeout: 30 }, "settings/timeout", "/x-sls-gen/timeout", "async: true"],
    [
      { access: { tables: { Users: ["all"] } } },
      "settings/value",
      "/x-sls-gen/access/tables/Users/0",
      "",
    ],
    [{ layers: ["x"] }, "settings/value", "/x-sls-gen/layers/0", ""],
    [{ cache: { ttl: 0 } }, "settings/value", "/x-sls-gen/cache/ttl", ""],
  ])("tells what is wrong with %j, and where", (own, code, place, fix) => {
    const [first] = settingsOf({}, own).found;
    expect(first).toMatchObject({ code, severity: "error" });
    expect(first?.origin?.pointer).toBe(`/paths/~1a/get${place}`);
    expect(first?.fix).toContain(fix);
  });

  it("gives an async operation more time than the gateway waits", () => {
    expect(settingsOf({}, { async: true }).read).toMatchObject({
      function: { timeout: 300 },
      async: { onFailure: null, retries: 2 },
    });
    expect(settingsOf({}, { async: true, timeout: 900 }).found).toEqual([]);
  });

  it("lets no cache be told apart by what the gateway does not know", async () => {
    const get = {
      operationId: "read",
      responses,
      "x-sls-gen": { cache: { ttl: 5, keys: ["query.q"] } },
    };
    await expect(projectOf(documentOf({ "/a": { get } }))).rejects.toMatchObject({
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: "settings/cache-key" }),
      ]),
    });
  });

  it("is not read anywhere else, and says so", async () => {
    const get = { operationId: "read", responses };
    const document = documentOf({ "/a": { get, "x-sls-gen": { memory: 512 } } });
    await expect(projectOf(document)).rejects.toMatchObject({
      diagnostics: [{ code: "settings/misplaced", origin: { pointer: "/paths/~1a/x-sls-gen" } }],
    });
  });
});
