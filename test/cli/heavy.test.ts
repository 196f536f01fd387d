import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { segmentOf } from "../../src/read/segments.ts";
import { run } from "../support/cli.ts";
import { documentWithSchema, projectOf } from "../support/document.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { casesIn } from "../support/contract-cases.ts";

/** A document as a command meets it. */
async function init(document: object | string) {
  const folder = newFolder();
  const text = typeof document === "string" ? document : JSON.stringify(document);
  writeFiles(folder, { "openapi.yaml": text });
  return { ...(await run(folder, "init", "--spec", "openapi.yaml", "--yes")), folder };
}

/** Schemas each of which names the next one twice. */
function doubling(keyword: string, levels: number) {
  const ref = (index: number) => ({ $ref: `#/components/schemas/S${index}` });
  const schemas = Array.from({ length: levels }, (_, index) => [
    `S${index}`,
    { [keyword]: [ref(index + 1), ref(index + 1)] },
  ]);
  return documentWithSchema(ref(0), {
    ...Object.fromEntries(schemas),
    [`S${levels}`]: { type: "string" },
  });
}

function nested(wrap: (inner: object) => object, levels: number): object {
  let made: object = { type: "string" };
  for (let level = 0; level < levels; level += 1) {
    made = wrap(made);
  }
  return made;
}

describe("what could not be checked", () => {
  it.each(["oneOf", "allOf", "anyOf"])(
    "is refused at its place: 20 levels of %s",
    async (keyword) => {
      const { code, err, folder } = await init(doubling(keyword, 20));
      expect(code).toBe(1);
      expect(err).toMatch(
        /openapi\.yaml:1:\d+: error: a single value would be checked against \d+/,
      );
      expect(err.match(/ error: /g)).toHaveLength(1);
      expect(existsSync(`${folder}/gateway`)).toBe(false);
    },
  );

  it("goes on where it is much and not too much", async () => {
    expect(await init(doubling("anyOf", 10))).toMatchObject({ code: 0 });
  }, 60_000);

  it("is refused where aliases of YAML stand for aliases", async () => {
    const lines = Array.from(
      { length: 12 },
      (_, index) => `  - &a${index + 1} [${Array(4).fill(`*a${index}`).join(", ")}]`,
    );
    const { code, err } = await init(
      `openapi: 3.1.0\ninfo: {title: T, version: '1'}\nx-defs:\n  - &a0 [x, x, x, x, x]\n${lines.join("\n")}\npaths: {}\n`,
    );
    expect(code).toBe(1);
    expect(err).toMatch(/openapi\.yaml:\d+:\d+: error: .*aliases make \d+ values/);
  });
});

describe("what is nested or long", () => {
  it.each([
    ["not", (inner: object) => ({ not: inner })],
    ["if", (inner: object) => ({ if: inner, then: true })],
    ["items", (inner: object) => ({ type: "array", items: inner })],
    ["contains", (inner: object) => ({ contains: inner })],
  ])(
    "is generated from: 100 levels of %s",
    async (_, wrap) => {
      const { files } = await projectOf(documentWithSchema(nested(wrap, 100)));
      const sizes = [...files.values()].map((text) => text.length);
      expect(Math.max(...sizes)).toBeLessThan(2_000_000);
    },
    60_000,
  );

  it("is generated from: 2,000 required properties", async () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
    const document = documentWithSchema({ type: "object", required: names, properties });
    const { files } = await projectOf(document);
    const cases = files.get("test/generated/operations/send.jsonl") ?? "";
    const missing = cases.split("\n").filter((line) => /"without": true.*"required /.test(line));
    expect(casesIn(cases).refused.length).toBeLessThan(20);
    expect(missing.length).toBeGreaterThanOrEqual(2_000);
  }, 60_000);
});

describe("several variables in one segment", () => {
  it.each([
    ["{a}-{b}-{c}-{d}.json", "1-2-3-4.json", ["1", "2", "3", "4"]],
    ["{a}-{b}", "x-y-z", ["x", "y-z"]],
    ["{a}-{b}", "-x-y", ["-x", "y"]],
    ["{a}::{b}", "x:y::z", ["x:y", "z"]],
    ["{a}{b}", "xyz", ["x", "yz"]],
    ["{a}.json", "x.json.json", ["x.json"]],
    ["v{a}", "v1", ["1"]],
  ])("%s takes %s apart", (template, text, values) => {
    expect(new RegExp(segmentOf(template).source).exec(text)?.slice(1)).toEqual(values);
  });

  it.each(["{a}-{b}-{c}-{d}.json", "{a}{b}{c}{d}.json", "{a}-{b}--{c}-{d}x"])(
    "%s tries no value again: only the last may be of any length",
    (template) => {
      expect(segmentOf(template).source.match(/\.[+*]/g)).toEqual([".+"]);
      expect(segmentOf(template).source).not.toMatch(/\([^?)]*\.\*\?/);
    },
  );
});
