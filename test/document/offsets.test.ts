import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, parseDocument, type Node } from "yaml";
import { Offsets } from "../../src/document/offsets.ts";
import { placeOf } from "../../src/document/position.ts";

const specs = join(import.meta.dirname, "..", "..", "specs");

/** Every node of a document as another reader sees it: its tokens, and where it is shown. */
function* nodesOf(node: unknown, tokens: readonly string[]): Generator<[string[], number]> {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (isScalar(key)) {
        const inner = [...tokens, String(key.value)];
        yield [inner, (key as Node).range?.[0] ?? -1];
        yield* nodesOf(value, inner);
      }
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const inner = [...tokens, String(index)];
      yield [inner, (item as Node).range?.[0] ?? -1];
      yield* nodesOf(item, inner);
    }
  }
}

/** The documents of the repository that are YAML, or JSON. */
const documents = readdirSync(specs, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(?:ya?ml|json)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(specs, path), "utf8") }))
  .map((each) => ({ ...each, parsed: parseDocument(each.text, { uniqueKeys: false }) }))
  .filter(({ parsed }) => parsed.errors.length === 0);

describe("where a node stands", () => {
  it.each(documents)("is where another reader finds it: $path", ({ text, parsed }) => {
    const offsets = new Offsets(text);
    const all = [...nodesOf(parsed.contents, [])];
    // Of two entries with one key the first is shown.
    const first = new Map(all.toReversed().map(([tokens, offset]) => [tokens.join("\n"), offset]));
    const found = all.map(([tokens]) => [tokens.join("\n"), offsets.of(tokens)] as const);
    expect(new Map(found)).toEqual(first);
  });

  it.each([
    ['{"a": [1, {"b": "x"}]}', ["a", "1", "b"], 11],
    ['{\n\t"a": {\n\t\t"b": 1\n\t}\n}', ["a", "b"], 12],
    ["a: 1\n'b c': [x, \"y\"]\n", ["b c", "1"], 16],
    ["a: &x { b: 1 }\nc: *x\n", ["c"], 15],
    ["a:\n  - &y b\n  - *y\n", ["a", "1"], 16],
    ["- a: 1\n  b: 2\n", ["0", "b"], 9],
    ["--- # a comment\na: 1\n", ["a"], 16],
    ["a: 1\n", ["none", "b"], 0],
    ["a: 1\na: 2\n", ["a"], 0],
  ] as const)("is told by tokens: %j", (text, tokens, offset) => {
    expect(new Offsets(text).of(tokens)).toBe(offset);
  });
});

it("is the beginning in a document that is nested deeper than its events are read", () => {
  const text = `{\n"a": ${"[".repeat(50_000)}${"]".repeat(50_000)},\n"b": 1 }`;
  const file = { path: "/deep.json", text, data: null };
  expect(placeOf(file, "deep.json", "/b")).toMatchObject({ line: 1, column: 1, text: "{" });
});
