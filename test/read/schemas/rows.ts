export type Row = readonly [
  name: string,
  schema: unknown,
  good: readonly unknown[],
  bad: readonly (readonly [unknown, string])[],
];

export const thing = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };

/** A schema, values that it accepts, and values with the failure that names why not. */
export const rows: readonly Row[] = [
  ["nothing said", {}, [null, 1, "a", [], {}], []],
  ["false", { not: {} }, [], [[1, "not "]]],
  [
    "a type",
    { type: "string" },
    ["", "a"],
    [
      [1, "type "],
      [null, "type "],
    ],
  ],
  [
    "integers",
    { type: "integer" },
    [1, 1.0, -3],
    [
      [1.5, "type "],
      ["1", "type "],
    ],
  ],
  [
    "several types",
    { type: ["string", "null"], minLength: 2 },
    [null, "ab"],
    [
      ["a", "minLength "],
      [1, "type "],
    ],
  ],
  ["a limit of zero", { type: "number", minimum: 0 }, [0, 1], [[-1, "minimum "]]],
  [
    "exclusive limits",
    { exclusiveMinimum: 0, exclusiveMaximum: 1 },
    [0.5, "text"],
    [
      [0, "exclusiveMinimum "],
      [1, "exclusiveMaximum "],
    ],
  ],
  ["decimal multiples", { multipleOf: 0.01 }, [0.07, 19.99, 4.35], [[0.075, "multipleOf "]]],
  [
    "length in code points",
    { type: "string", minLength: 2, maxLength: 2 },
    ["😀😀", "ab"],
    [
      ["😀", "minLength "],
      ["😀😀😀", "maxLength "],
    ],
  ],
  ["a pattern", { pattern: "^a/b$" }, ["a/b", 1], [["ab", "pattern "]]],
  ["a format", { type: "string", format: "date" }, ["2024-02-29"], [["2023-02-29", "format "]]],
  [
    "a numeric format",
    { type: "integer", format: "int32" },
    [2147483647],
    [[2147483648, "format "]],
  ],
  [
    "an enumeration",
    { enum: ["a", 1, null, { a: [1] }] },
    ["a", 1, null, { a: [1] }],
    [
      ["b", "enum "],
      [{ a: [2] }, "enum "],
    ],
  ],
  ["a constant", { const: { a: 1 } }, [{ a: 1 }], [[{ a: 2 }, "enum "]]],
  [
    "required and optional",
    thing,
    [{ id: 1 }, { id: 1, other: true }],
    [
      [{}, "required /id"],
      [{ id: "1" }, "type /id"],
      [[], "type "],
    ],
  ],
  [
    "required names without a declaration",
    { required: ["x"] },
    [{ x: 1 }, "text"],
    [[{}, "required /x"]],
  ],
  [
    "inherited names",
    { type: "object", required: ["toString"], properties: { constructor: { type: "string" } } },
    [{ toString: 1 }],
    [
      [{}, "required /toString"],
      [{ toString: 1, constructor: 1 }, "type /constructor"],
    ],
  ],
  [
    "__proto__",
    { type: "object", required: ["__proto__"] },
    [JSON.parse('{"__proto__":1}')],
    [[{}, "required /__proto__"]],
  ],
  [
    "a closed object",
    { type: "object", properties: { a: {} }, additionalProperties: false },
    [{ a: 1 }, {}],
    [[{ "b/~": 1 }, "additionalProperties /b~1~0"]],
  ],
  [
    "a map",
    { type: "object", additionalProperties: { type: "integer" } },
    [{ a: 1 }],
    [[{ a: "x" }, "type /a"]],
  ],
  [
    "patternProperties",
    { patternProperties: { "^n": { type: "number" } }, additionalProperties: false },
    [{ n1: 1 }],
    [
      [{ n1: "a" }, "type /n1"],
      [{ m: 1 }, "additionalProperties /m"],
    ],
  ],
  [
    "propertyNames",
    { propertyNames: { maxLength: 2 } },
    [{ ab: 1 }],
    [[{ abc: 1 }, "propertyNames /abc"]],
  ],
  [
    "property counts",
    { minProperties: 1, maxProperties: 1 },
    [{ a: 1 }],
    [
      [{}, "minProperties "],
      [{ a: 1, b: 2 }, "maxProperties "],
    ],
  ],
  [
    "dependentRequired",
    { dependentRequired: { a: ["b"] } },
    [{ b: 1 }, { a: 1, b: 1 }],
    [[{ a: 1 }, "required /b"]],
  ],
  [
    "dependentSchemas",
    { dependentSchemas: { a: { required: ["b"] } } },
    [{}, { a: 1, b: 1 }],
    [[{ a: 1 }, "required /b"]],
  ],
  [
    "items",
    { type: "array", items: thing, minItems: 1, maxItems: 2 },
    [[{ id: 1 }]],
    [
      [[], "minItems "],
      [[{ id: "x" }], "type /0/id"],
      [[{ id: 1 }, { id: 1 }, { id: 1 }], "maxItems "],
    ],
  ],
  [
    "tuples",
    { prefixItems: [{ type: "string" }], items: { type: "number" } },
    [[], ["a"], ["a", 1]],
    [
      [[1], "type /0"],
      [["a", "b"], "type /1"],
    ],
  ],
  [
    "unique items",
    { uniqueItems: true },
    [[1, "1", { a: 1 }, { a: 2 }]],
    [
      [[{ a: 1 }, { a: 1 }], "uniqueItems "],
      [[1, 1], "uniqueItems "],
    ],
  ],
  [
    "contains",
    { contains: { type: "number" }, minContains: 2, maxContains: 3 },
    [[1, 2, "a"]],
    [
      [[1], "contains "],
      [[1, 2, 3, 4], "contains "],
    ],
  ],
  [
    "allOf",
    { allOf: [thing, { properties: { name: { type: "string" } } }] },
    [{ id: 1, name: "a" }],
    [
      [{ name: 1 }, "required /id"],
      [{ id: 1, name: 1 }, "type /name"],
    ],
  ],
  [
    "anyOf",
    { anyOf: [{ type: "integer" }, { type: "string", maxLength: 1 }] },
    [1, "a"],
    [["ab", "anyOf "]],
  ],
  ["oneOf", { oneOf: [{ minimum: 2 }, { maximum: 3 }] }, [1, 4], [[2.5, "oneOf "]]],
  ["not", { not: { type: "string" } }, [1], [["a", "not "]]],
  [
    "if, then, else",
    { if: { type: "string" }, then: { minLength: 2 }, else: { minimum: 2 } },
    ["ab", 2],
    [
      ["a", "minLength "],
      [1, "minimum "],
    ],
  ],
  [
    "a reference with siblings",
    { $ref: "#/components/schemas/Thing", required: ["extra"] },
    [{ id: 1, extra: 1 }],
    [
      [{ id: 1 }, "required /extra"],
      [{ extra: 1 }, "required /id"],
    ],
  ],
  [
    "recursion",
    {
      type: "object",
      properties: { next: { $ref: "#/components/schemas/Subject" }, id: { type: "integer" } },
    },
    [{ next: { next: { id: 1 } } }],
    [[{ next: { next: { id: "a" } } }, "type /next/next/id"]],
  ],
  [
    "a discriminator",
    {
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
      discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
    },
    [{ kind: "cat", lives: 9 }, { kind: "Dog" }],
    [
      [{ kind: "cat", lives: "x" }, "type /lives"],
      [{ kind: "cow" }, "discriminator /kind"],
      [1, "type "],
    ],
  ],
];
