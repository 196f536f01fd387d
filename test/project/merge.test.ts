import { describe, expect, it } from "vitest";
import { hasMarks, merge } from "../../src/project/merge.ts";

const text = (...lines: string[]) => `${lines.join("\n")}\n`;

describe("merge of text", () => {
  const base = text("a", "b", "c", "d", "e");

  it("brings changes of both sides together", () => {
    const mine = text("mine", "a", "b", "c", "d", "e");
    const ours = text("a", "b", "c", "d", "E");
    expect(merge("t.yaml", { base, mine, ours })).toEqual({
      text: text("mine", "a", "b", "c", "d", "E"),
      conflicts: 0,
    });
  });

  it("marks the place that both changed, and takes the same change of both for none", () => {
    const mine = text("a", "mine", "c", "d", "same");
    const ours = text("a", "ours", "c", "d", "same");
    const merged = merge("t.yaml", { base, mine, ours });
    expect(merged).toEqual({
      text: text(
        "a",
        "<<<<<<< yours",
        "mine",
        "=======",
        "ours",
        ">>>>>>> sls-gen",
        "c",
        "d",
        "same",
      ),
      conflicts: 1,
    });
    expect(hasMarks(merged.text)).toBe(true);
  });

  it("keeps the line ends of the file on disk", () => {
    const mine = text("mine", "a", "b", "c", "d", "e").replaceAll("\n", "\r\n");
    const { text: merged } = merge("t.yaml", { base, mine, ours: text("a", "b", "c", "d", "E") });
    expect(merged).toBe(text("mine", "a", "b", "c", "d", "E").replaceAll("\n", "\r\n"));
  });
});

describe("merge of JSON", () => {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const base = json({ name: "x", scripts: { a: "1", b: "2" }, dev: { t: "1.0.0" } });

  it("merges member by member, whatever the layout", () => {
    const mine = '{"name":"mine","dev":{"t":"1.0.0","zod":"4.0.0"},"scripts":{"b":"2","c":"3"}}';
    const ours = json({ name: "x", scripts: { a: "1", b: "2", d: "4" }, dev: { t: "1.0.1" } });
    const { text: merged, conflicts } = merge("package.json", { base, mine, ours });
    expect(conflicts).toBe(0);
    expect(JSON.parse(merged)).toEqual({
      name: "mine",
      dev: { t: "1.0.1", zod: "4.0.0" },
      scripts: { b: "2", c: "3", d: "4" },
    });
  });

  it("leaves a file alone, byte for byte, that has all that is new", () => {
    const mine = '{ "name": "x", "dev": { "t": "1.0.1" } }';
    const ours = json({ name: "x", scripts: { a: "1", b: "2" }, dev: { t: "1.0.1" } });
    expect(merge("package.json", { base, mine, ours })).toEqual({ text: mine, conflicts: 0 });
  });

  it("is in conflict where both changed the same member, and takes no inherited one for a member", () => {
    const mine = json({ name: "x", scripts: { a: "1", b: "2" }, dev: { t: "2.0.0" } });
    const ours = json({ name: "x", scripts: { a: "1", b: "2" }, dev: { t: "1.0.1" } });
    expect(merge("package.json", { base, mine, ours }).conflicts).toBe(1);
    const odd = merge("p.json", { base: "{}", mine: '{"toString":1}', ours: '{"__proto__":2}' });
    expect(odd.text).toContain('"__proto__": 2');
  });
});
