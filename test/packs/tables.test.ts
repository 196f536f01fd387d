import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { alignTable } from "../../src/packs/tables.ts";

const tables = [
  ["| a | b |", "| --- | --- |", "| longer than the head | x |"],
  ["| path | |", "| --- | --- |", "| `src/` | yours |"],
  ["| a | b |", "| --- | --- |", "| one \\| two | \\{id\\} |", "| x | |"],
  ["| 名前 | b |", "| --- | --- |", "| 利用者 | ünïcode |", "| 한국어 | ｆｕｌｌ |"],
  ["| a |", "| --- |"],
];

describe("a table of Markdown", () => {
  it.each(tables.map((lines) => lines.join("\n")))(
    "is aligned as Prettier does: %s",
    async (text) => {
      expect(alignTable(`${text}\n`)).toBe(await format(text, { parser: "markdown" }));
    },
  );
});

it("is aligned also with more rows than a call takes arguments", () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => `| ${at} |`);
  const aligned = alignTable(["| a |", "| --- |", ...rows].join("\n")).split("\n");
  expect(aligned.slice(0, 3)).toEqual(["| a      |", "| ------ |", "| 0      |"]);
});
