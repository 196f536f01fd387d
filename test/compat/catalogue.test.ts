import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configWith } from "../../src/config/config.ts";
import { catalogue, type KindName } from "../../src/compat/catalogue.ts";
import type { Finding } from "../../src/compat/finding.ts";
import { sentence } from "../../src/compat/words.ts";
import { impactOf } from "../../src/diff.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { type Any, base, cases, changed, use } from "./cases.ts";

/** What a change means in a project with some config. */
async function findings(before: Any, after: Any, said: object = {}): Promise<Finding[]> {
  const folder = newFolder();
  writeFiles(folder, { "old.json": JSON.stringify(before), "new.json": JSON.stringify(after) });
  const config = configWith({ folder, spec: "new.json", ...said });
  const named = { before: join(folder, "old.json"), after: join(folder, "new.json") };
  return impactOf(named, config, folder);
}

describe("the catalogue of changes", () => {
  it.each(cases.map((each) => ({ kind: each[0], each })))("finds $kind", async ({ each }) => {
    const [kind, before, after, said] = each;
    const found = await findings(before, after, said);
    const match = found.find((each) => each.kind === kind);
    expect(match, found.map((each) => `${each.kind} ${sentence(each)}`).join("\n")).toBeDefined();
    expect(sentence(match as Finding)).not.toMatch(/\{(where|before|after)\}|undefined| {2}/);
  });

  it("has a case for each of its kinds", () => {
    const tried = new Set(cases.map(([kind]) => kind));
    const kinds = Object.keys(catalogue) as KindName[];
    expect(kinds.filter((kind) => !tried.has(kind))).toEqual([]);
    expect(kinds.length).toBeGreaterThanOrEqual(60);
  });

  const schemas = (A: unknown, B: unknown) =>
    changed((document) => {
      Object.assign(document["components"].schemas, { A, B });
      use(document, "A");
      document["paths"]["/second"] = structuredClone(document["paths"]["/used"]);
      const { content } = document["paths"]["/second"].get.responses[200];
      content["application/json"].schema = { $ref: "#/components/schemas/B" };
    });
  const ref = (name: string, more: object = {}) => ({
    $ref: `#/components/schemas/${name}`,
    ...more,
  });
  const object = (properties: object) => ({ type: "object", properties });
  const text = { type: "string" };
  const number = { type: "integer" };

  it.each<[string, Any, Any, string[]]>([
    [
      "of a schema in a circle, in every operation",
      schemas(object({ b: ref("B"), x: text }), object({ a: ref("A") })),
      schemas(object({ b: ref("B"), x: number }), object({ a: ref("A") })),
      [
        "getUsed: 200.body.x changed from string to integer",
        "getSecond: 200.body.a.x changed from string to integer",
      ],
    ],
    [
      "through allOf in a circle",
      schemas(object({ child: { allOf: [ref("A")], title: "x" }, x: text }), {}),
      schemas(object({ child: { allOf: [ref("A")], title: "x" }, x: number }), {}),
      [
        "getUsed: 200.body.x changed from string to integer",
        "getUsed: 200.body.child.x changed from string to integer",
      ],
    ],
    [
      "through a reference with more beside it in a circle",
      schemas(object({ child: ref("A", { minProperties: 1 }), x: text }), {}),
      schemas(object({ child: ref("A", { minProperties: 1 }), x: number }), {}),
      [
        "getUsed: 200.body.x changed from string to integer",
        "getUsed: 200.body.child.x changed from string to integer",
      ],
    ],
    [
      "where what is inherited leads back",
      schemas(
        { allOf: [ref("B"), object({ child: ref("A") })] },
        object({ child: ref("B"), x: text }),
      ),
      schemas(
        { allOf: [ref("B"), object({ child: ref("A") })] },
        object({ child: ref("B"), x: number }),
      ),
      [
        "getUsed: 200.body.x changed from string to integer",
        "getUsed: 200.body.child.x changed from string to integer",
        "getSecond: 200.body.x changed from string to integer",
      ],
    ],
    [
      "of items that were anything",
      schemas({ type: "array" }, {}),
      schemas({ type: "array", items: number }, {}),
      ["getUsed: 200.body[] changed from any type to integer"],
    ],
    [
      "of undeclared names that held anything",
      schemas({ type: "object" }, {}),
      schemas({ type: "object", additionalProperties: number }, {}),
      ["getUsed: 200.body.* changed from any type to integer"],
    ],
    [
      "from any of to exactly one of",
      schemas({ anyOf: [text, number] }, {}),
      schemas({ oneOf: [text, number] }, {}),
      ["getUsed: 200.body now has the constraint oneOf"],
    ],
    [
      "inside a rule",
      schemas({ not: ref("B") }, text),
      schemas({ not: ref("B") }, number),
      [
        "getUsed: 200.body has a different not",
        "getSecond: 200.body changed from string to integer",
      ],
    ],
    [
      "of alternatives without names",
      schemas({ oneOf: [text, number] }, {}),
      schemas(
        {
          oneOf: [
            { ...text, maxLength: 3 },
            { ...number, maximum: 5 },
          ],
        },
        {},
      ),
      [
        "getUsed: 200.body: no maxLength, now maxLength 3",
        "getUsed: 200.body: no maximum, now maximum 5",
      ],
    ],
    [
      "from values to their type",
      schemas({ const: 1 }, {}),
      schemas(number, {}),
      ["getUsed: 200.body is no longer limited to 1"],
    ],
  ])("tells a change %s", async (_, before, after, told) => {
    const found = await findings(before, after);
    expect(found.map(sentence).sort()).toEqual([...told].sort());
  });

  it("finds nothing between a document and itself in another order", async () => {
    const shuffled = base();
    shuffled["paths"] = Object.fromEntries(Object.entries(shuffled["paths"]).reverse());
    expect(await findings(base(), shuffled)).toEqual([]);
  });
});
