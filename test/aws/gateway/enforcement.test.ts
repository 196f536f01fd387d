import ajvDraft4 from "ajv-draft-04";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configWith } from "../../../src/config/config.ts";
import { Collector } from "../../../src/diagnostics/collector.ts";
import type { Json } from "../../../src/api/json.ts";
import { tokensOf } from "../../../src/lib/pointer.ts";
import { setAt } from "../../../src/read/cases/vectors/places.ts";
import { renderProject } from "../../../src/render.ts";
import { projects } from "../../support/projects.ts";
import { documentOf, projectOf } from "../../support/document.ts";
import { run } from "../../support/cli.ts";
import { newFolder } from "../../support/folder.ts";

const specs = join(import.meta.dirname, "..", "..", "..", "specs");

async function rendered(name: string) {
  const said = { gatewayValidation: "all", ...(projects[name] ?? { spec: "" }) } as const;
  const config = configWith({ folder: specs, name, ...said });
  const { files, enforcement } = await renderProject(config, specs, new Collector());
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? "";
  return { enforcement, textOf };
}

type Row = {
  readonly of: number;
  readonly at: string;
  readonly values: readonly Json[];
  readonly without?: true;
  readonly fails: readonly string[];
};

/** The values that one rule alone refuses, of the cases of a schema. */
function brokenValues(text: string) {
  const lines = text.split("\n").filter((line) => line !== "");
  const all = lines.map((line) => JSON.parse(line) as Row & { readonly base: Json });
  const bases = all.flatMap((line) => ("base" in line ? [line.base] : []));
  const rows = all.filter(({ fails }) => fails?.length === 1);
  return rows.flatMap(({ of, at, values, without, fails }) => {
    const [keyword = "", pointer = ""] = fails[0]?.split(" ") ?? [];
    const puts = without === true ? [undefined] : values.slice(0, 1);
    return puts.map((put) => ({
      keyword,
      pointer,
      value: setAt(bases[of], tokensOf(at), put) as Json,
    }));
  });
}

/** Which layer refuses each body of the contract that breaks one constraint. */
async function refusals(name: string, model: string) {
  const { enforcement, textOf } = await rendered(name);
  const { components } = JSON.parse(textOf("gateway/openapi.json"));
  const AjvDraft4 = ajvDraft4 as unknown as typeof ajvDraft4.default;
  const ajv = new AjvDraft4({
    strict: false,
    validateFormats: false,
    logger: false,
    schemaId: "id",
  });
  ajv.addSchema({ id: "doc:/", components } as never, "doc:/", undefined, false);
  const takes = ajv.compile({ $ref: `doc:/#/components/schemas/${model}` });
  const rows = enforcement.models.find((each) => each.name === model)?.rows ?? [];
  return brokenValues(textOf(`test/generated/schemas/${model}.jsonl`)).flatMap((broken) => {
    const pointer = broken.pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*");
    const row = rows.find(
      ({ where, keyword }) => where === (pointer || "/") && keyword === broken.keyword,
    );
    const layer = takes(broken.value) ? "function" : "gateway";
    return row === undefined
      ? []
      : [{ what: `${broken.keyword} ${pointer}`, layer, told: row.layer }];
  });
}

describe("the table of who enforces what", () => {
  it("is true of every constraint of a body that a contract breaks", async () => {
    const found = await refusals("users", "UserInput");
    // API Gateway says that it may leave out how many items a list has; the model holds it all the same.
    const sure = found.filter(({ what }) => !/^(min|max)Items/.test(what));
    expect(sure.length).toBeGreaterThan(8);
    expect(sure.map(({ what, layer }) => [what, layer])).toEqual(
      sure.map(({ what, told }) => [what, told]),
    );
    expect(new Set(sure.map(({ layer }) => layer))).toEqual(new Set(["function", "gateway"]));
  });

  it("has a reason for everything that is not the gateway's", async () => {
    const { enforcement } = await rendered("orders");
    const rows = [...enforcement.operations, ...enforcement.models].flatMap((each) => each.rows);
    expect(rows.filter(({ layer, why }) => layer !== "gateway" && why === "")).toEqual([]);
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each([
    ["off", {}, "function"],
    ["all", {}, "gateway"],
    ["off", { "x-amazon-apigateway-request-validator": "all" }, "gateway"],
    ["all", { "x-amazon-apigateway-request-validator": "none" }, "function"],
    [
      "all",
      {
        "x-amazon-apigateway-request-validator": "mine",
        "x-amazon-apigateway-request-validators": { mine: { validateRequestBody: true } },
      },
      "body only",
    ],
  ] as const)(
    "follows what is asked of the gateway: %s, %j",
    async (gatewayValidation, own, expected) => {
      const schema = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
      const post = {
        operationId: "send",
        parameters: [{ name: "q", in: "query", required: true, schema: { type: "integer" } }],
        requestBody: { required: true, content: { "application/json": { schema } } },
        responses: { 200: { description: "" } },
      };
      const { files } = await projectOf(
        { ...documentOf({ "/a": { post } }), ...own },
        {
          gatewayValidation,
        },
      );
      const table = files.get("gateway/enforcement.md") ?? "";
      const layerOf = (where: string) =>
        new RegExp(`\\| ${where} \\| required [^|]*\\| (\\w+)`).exec(table)?.[1];
      expect([layerOf("query q"), layerOf("body /a")]).toEqual(
        expected === "body only" ? ["function", "gateway"] : [expected, expected],
      );
    },
  );

  it("names what nobody enforces", async () => {
    const schema = { type: "string", pattern: "(", format: "unheard-of" };
    const get = {
      operationId: "read",
      parameters: [{ name: "q", in: "query", schema }],
      responses: { 200: { description: "" } },
    };
    const { files } = await projectOf(documentOf({ "/a": { get } }));
    const nowhere = files.get("gateway/enforcement.md")?.split("## Nowhere")[1];
    expect(nowhere).toContain("is not enforced");
    expect(nowhere).toContain("unheard\\-of".replace("\\-", "-"));
  });

  it("is printed by `sls-gen explain --gateway`, as text and as data", async () => {
    const folder = newFolder();
    await run(folder, "init", "--spec", join(specs, "users.yaml"), "--yes");
    const { code, out } = await run(folder, "explain", "--gateway");
    expect(code).toBe(0);
    expect(out).toContain("### `POST /users`");
    const data = JSON.parse((await run(folder, "explain", "--gateway", "--json")).out);
    expect(data).toMatchObject({ version: 1, ok: true });
    expect(data.operations.map(({ key }: { key: string }) => key)).toContain("GET /users/{userId}");
  });
});
