import { describe, expect, it } from "vitest";
import { apiOf, documentWithSchema } from "../../support/document.ts";

const objects = {
  type: "object",
  required: ["a", "b"],
  properties: { a: { type: "integer" }, b: { type: "integer" } },
};

/** What a body of this schema is tried with: a line a row, and one for each check that nothing is known to break. */
function linesOf(schema: object): string[] {
  const { api } = apiOf(documentWithSchema(schema));
  const cases = api.operations[0]?.cases.parts.find(({ of }) => of.startsWith("body"))?.cases;
  const rows = (cases?.rows ?? []).filter(({ fails }) => !fails.includes("type "));
  return [
    ...(cases?.bases ?? []).map((value) => `base ${short(value)}`),
    ...rows.map(({ of, at, values, repeat, fails }) => {
      const what = repeat === undefined ? values : [repeat];
      return `${of}${at} ${what.map(short).join(" ")} ${fails.join(", ") || "passes"}`;
    }),
    ...(cases?.unsampled ?? []).map(({ at, keyword }) => `unsampled ${at} ${keyword}`),
  ];
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `a list of ${(value as unknown[]).length}` : text;
}

const integers = { type: "integer" };

/** Lists, and every row that they are tried with. */
const lists: readonly (readonly [name: string, schema: object, lines: readonly string[]])[] = [
  [
    "no least number",
    { minItems: 0, items: integers },
    [
      "base [1]",
      "base []",
      "0 [] passes",
      "0/0 1 passes",
      '0/0 "text" 1.5 true [] {} null type /0',
    ],
  ],
  [
    "a least number",
    { minItems: 2, items: integers },
    [
      "base [1,1]",
      "0 [1,1] passes",
      "0 [1] minItems ",
      "0/0 1 passes",
      '0/0 "text" 1.5 true [] {} null type /0',
    ],
  ],
  [
    "a greatest number",
    { maxItems: 2, items: { type: "boolean" } },
    [
      "base [true]",
      "base []",
      "0 [] [true,true] passes",
      "0 [true,true,true] maxItems ",
      "0/0 true passes",
      '0/0 "text" 1 1.5 [] {} null type /0',
    ],
  ],
  ["no item", { maxItems: 0 }, ["base []", "0 [] passes", '0 ["text"] maxItems ']],
  [
    "as many as are sent",
    { minItems: 1000, items: { const: 1 } },
    [
      "base a list of 1000",
      '0 {"of":[1],"length":1000} passes',
      '0 {"of":[1],"length":999} minItems ',
      "0/0 1 passes",
      "0/0 2 0 enum /0",
    ],
  ],
  [
    "more than are sent",
    { maxItems: 1000, items: { const: 1 } },
    [
      "base [1]",
      "base []",
      "0 [] passes",
      '0 {"of":[1],"length":1000} passes',
      "0/0 1 passes",
      "0/0 2 0 enum /0",
      "unsampled  maxItems",
    ],
  ],
  [
    "different items",
    { uniqueItems: true, items: integers },
    [
      "base [1]",
      "base []",
      "0 [] [1,0] passes",
      "0 [1,1] uniqueItems ",
      "0/0 1 passes",
      '0/0 "text" 1.5 true [] {} null type /0',
    ],
  ],
  [
    "two different items",
    { uniqueItems: true, minItems: 2, items: integers },
    [
      "base [1,0]",
      "0 [1,0] passes",
      "0 [1] minItems ",
      "0 [1,0,1] [1,1] uniqueItems ",
      "0/0 1 passes",
      '0/0 "text" 1.5 true [] {} null type /0',
    ],
  ],
  [
    "exactly two different items",
    { uniqueItems: true, minItems: 2, maxItems: 2, items: integers },
    [
      "base [1,0]",
      "0 [1,0] passes",
      "0 [1] minItems ",
      "0 [1,0,-1] maxItems ",
      "0 [1,1] uniqueItems ",
      "0/0 1 passes",
      '0/0 "text" 1.5 true [] {} null type /0',
    ],
  ],
  [
    "different objects",
    { uniqueItems: true, minItems: 1, maxItems: 2, items: objects },
    [
      'base [{"a":1,"b":1}]',
      '0 [{"a":1,"b":1}] passes',
      "0 [] minItems ",
      '0 [{"a":1,"b":1},{"a":1,"b":1},{"a":1,"b":1}] maxItems , uniqueItems ',
      '0 [{"a":1,"b":1},{"a":1,"b":1}] [{"a":1,"b":1},{"b":1,"a":1}] uniqueItems ',
      '0/0 {"a":1,"b":1} passes',
      '0/0 "text" 1 1.5 true [] null type /0',
      "0/0/a  required /0/a",
      "0/0/a 1 passes",
      '0/0/a "text" 1.5 true [] {} null type /0/a',
      "0/0/b  required /0/b",
      "0/0/b 1 passes",
      '0/0/b "text" 1.5 true [] {} null type /0/b',
    ],
  ],
  [
    "different items of a tuple",
    {
      uniqueItems: true,
      minItems: 2,
      maxItems: 2,
      prefixItems: [{ enum: [1, 2] }, { enum: [2, 3] }],
    },
    [
      "base [1,2]",
      "0 [1,2] passes",
      "0 [1] minItems ",
      '0 [1,2,"text"] maxItems ',
      "0 [2,2] uniqueItems ",
      "0/0 1 passes",
      "0/0 0 1.5 enum /0",
      "0/1 2 3 passes",
      "0/1 2.5 4 enum /1",
    ],
  ],
  [
    "different items that are none",
    { uniqueItems: true, maxItems: 1, items: integers },
    [
      "base [1]",
      "base []",
      "0 [] [1] passes",
      "0 [1,0] maxItems ",
      "0 [1,1] maxItems , uniqueItems ",
      "0/0 1 passes",
      '0/0 "text" 1.5 true [] {} null type /0',
    ],
  ],
  [
    "a tuple",
    { prefixItems: [integers, { type: "string" }], items: false },
    [
      "base []",
      "base [1]",
      'base [1,"text"]',
      "0 [] passes",
      "1/0 1 passes",
      '1/0 "text" 1.5 true [] {} null type /0',
      '2/1 "text" passes',
      "2/1 1 1.5 true [] {} null type /1",
      '2/2 "text" never /2',
    ],
  ],
  [
    "a tuple without a second",
    { maxItems: 1, prefixItems: [integers, { type: "string" }] },
    [
      "base []",
      "base [1]",
      "0 [] [1] passes",
      '0 [1,"text"] maxItems ',
      "1/0 1 passes",
      '1/0 "text" 1.5 true [] {} null type /0',
      "unsampled /1 prefixItems",
    ],
  ],
  [
    "items where none can be",
    { maxItems: 0, items: integers },
    ["base []", "0 [] passes", "0 [1] maxItems ", "unsampled /0 items"],
  ],
  ["items of any kind", { items: {} }, ['base ["text"]', "base []", "0 [] passes"]],
  [
    "items after those of a tuple",
    { prefixItems: [integers], items: { type: "string" } },
    [
      "base []",
      "base [1]",
      'base [1,"text"]',
      "0 [] passes",
      "1/0 1 passes",
      '1/0 "text" 1.5 true [] {} null type /0',
      '2/1 "text" passes',
      "2/1 1 1.5 true [] {} null type /1",
    ],
  ],
  [
    "one item of a kind",
    { contains: { type: "string" } },
    ['base ["text"]', '0 ["text"] passes', "0 [] [null] contains "],
  ],
  [
    "some items of a kind",
    { contains: integers, minContains: 2, maxContains: 3 },
    ["base [1,1]", "0 [1,1] [1,0] [1,0,-1] passes", "0 [1] [1,null] [1,0,-1,2] contains "],
  ],
  [
    "items that may be of a kind",
    { contains: integers, minContains: 0 },
    ["base []", "0 [] [1] passes"],
  ],
  [
    "items of which one may be of a kind",
    { contains: { type: "boolean" }, minContains: 0, maxContains: 1 },
    ["base []", "0 [] [true] passes", "0 [true,false] contains "],
  ],
  ["an item that does not exist", { contains: false, minContains: 0 }, ["base []", "0 [] passes"]],
  [
    "an item that is not null",
    { contains: { type: ["integer", "string", "boolean", "object", "array"] } },
    ['base ["text"]', '0 ["text"] passes', "0 [] [null] contains "],
  ],
  [
    "an item that is no text",
    { contains: { not: { type: "string" } } },
    ["base [{}]", "0 [{}] passes", '0 [] ["text"] contains '],
  ],
];

describe("the rows of a list", () => {
  it.each(lists)("are exact: %s", (_, schema, lines) => {
    expect(linesOf({ type: "array", ...schema })).toEqual(lines);
  });
});
