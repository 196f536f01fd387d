import { diffLines } from "diff";
import { describe, expect, it } from "vitest";
import { documentWithSchema, filesOf } from "../support/document.ts";

const text = { type: "string", minLength: 1 };
const properties = {
  name: text,
  tags: { type: "array", items: text, minItems: 1 },
  address: {
    type: "object",
    required: ["street"],
    properties: { street: text, geo: { type: "object", properties: { lat: { type: "number" } } } },
  },
  either: { oneOf: [{ type: "object", properties: { a: text } }, { type: "integer" }] },
  map: { type: "object", additionalProperties: { type: "array", items: { type: "integer" } } },
  secret: { type: "string", writeOnly: true },
  limit: { type: "integer", default: 5 },
};

/** Lines that are gone and lines that are new in what is generated of the schema. */
async function changed(before: object, after: object) {
  const of = async (schema: object) => {
    const document = documentWithSchema({ $ref: "#/components/schemas/A" }, { A: schema });
    const files = await filesOf(document);
    return [...files].filter(([path]) => path.startsWith("src/generated/schemas/"));
  };
  const [old, now] = [await of(before), new Map(await of(after))];
  const parts = old.flatMap(([path, each]) => diffLines(each, now.get(path) ?? ""));
  const lines = (side: "added" | "removed") =>
    parts.filter((part) => part[side]).flatMap(({ value }) => value.trimEnd().split("\n"));
  return { gone: lines("removed"), added: lines("added") };
}

describe("one more optional property", () => {
  const schema = (all: object) => ({ type: "object", required: ["name"], properties: all });
  const more = { extra: { type: "array", items: { type: "object", properties: { b: text } } } };

  it.each([
    ["first", { ...more, ...properties }],
    ["last", { ...properties, ...more }],
  ])("put %s changes no line of the others", async (_, all) => {
    const { gone, added } = await changed(schema(properties), schema(all));
    expect(gone).toEqual([]);
    expect(added.length).toBeGreaterThan(10);
    const isItsOwn = /extra|Extra|^\s*([{}();]|\}.*|\* @.*|b\?: string;|)$/;
    const own = added.filter((line) => !isItsOwn.test(line));
    expect(own.filter((line) => !/return false;|must (be|have)|typeof|else/.test(line))).toEqual(
      [],
    );
  });

  it("that is called as a place is changes no other name", async () => {
    const one = schema({ items: { type: "array", items: text }, b: text });
    const two = schema({ items: { type: "array", items: text }, b: text, itemsItem: text });
    expect((await changed(one, two)).gone).toEqual([]);
  });
});
