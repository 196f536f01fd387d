import { describe, expect, it } from "vitest";
import { integers, operation, query } from "../support/operation.ts";

describe("parameters as they are commonly sent", () => {
  const filter = {
    name: "filter",
    in: "query",
    style: "deepObject",
    schema: {
      type: "object",
      properties: {
        ids: { type: "array", items: { type: "integer" } },
        price: { type: "object", properties: { min: { type: "number" }, max: { type: "number" } } },
        tags: {
          type: "array",
          items: {
            type: "object",
            properties: { key: { type: "string" }, n: { type: "integer" } },
          },
        },
      },
    },
  };

  it("reads deepObject level by level, and lists in it", async () => {
    const send = await operation([filter]);
    const { seen } = await send(
      query({
        "filter[price][min]": ["1.5"],
        "filter[price][max]": ["20"],
        "filter[ids]": ["1", "2"],
        "filter[tags][1][key]": ["b"],
        "filter[tags][0][key]": ["a"],
        "filter[tags][0][n]": ["7"],
      }),
    );
    expect(seen?.["query"]).toEqual({
      filter: {
        price: { min: 1.5, max: 20 },
        ids: [1, 2],
        tags: [{ key: "a", n: 7 }, { key: "b" }],
      },
    });
    for (const texts of [
      { "filter[ids][]": ["3", "4"] },
      { "filter[ids][1]": ["4"], "filter[ids][0]": ["3"] },
    ]) {
      expect((await send(query(texts))).seen?.["query"]).toEqual({ filter: { ids: [3, 4] } });
    }
    const { errors } = await send(query({ "filter[price][min]": ["dear"] }));
    expect(errors).toMatchObject([{ in: "query", pointer: "/filter/price/min", keyword: "type" }]);
    const { seen: hostile } = await send(query({ "filter[__proto__][x]": ["1"] }));
    expect(Object.keys(hostile?.["query"]?.["filter"] as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("takes a name without a value for the empty text where allowEmptyValue says so", async () => {
    const flag = { name: "n", in: "query", schema: { type: "integer" } };
    const allowed = await operation([{ ...flag, allowEmptyValue: true }]);
    expect((await allowed(query({ n: [""] }))).seen?.["query"]).toEqual({ n: "" });
    expect((await allowed(query({ n: ["5"] }))).seen?.["query"]).toEqual({ n: 5 });
    expect((await allowed(query({ n: ["x"] }))).answer.statusCode).toBe(400);
    expect((await (await operation([flag]))(query({ n: [""] }))).answer.statusCode).toBe(400);
  });

  it("decodes a parameter with allowReserved like any other", async () => {
    const send = await operation([
      { name: "u", in: "query", allowReserved: true, schema: { type: "string" } },
    ]);
    const { seen } = await send(query({ u: ["/a?b=c&d"] }));
    expect(seen?.["query"]).toEqual({ u: "/a?b=c&d" });
  });

  it("ignores unknown query parameters, or refuses them where the config says so", async () => {
    const parameters = [
      { name: "a", in: "query", schema: integers },
      filter,
      { name: "o", in: "query", schema: { type: "object", properties: { x: { type: "string" } } } },
    ];
    const known = { "a[]": ["1"], "filter[ids]": ["1"], x: ["y"] };
    const lax = await operation(parameters);
    expect((await lax(query({ ...known, b: ["1"] }))).answer.statusCode).toBe(200);
    const strict = await operation(parameters, {}, "3.1.0", { unknownQuery: "refuse" });
    expect((await strict(query(known))).answer.statusCode).toBe(200);
    const { errors } = await strict(query({ ...known, b: ["1"], "c/d": ["1"] }));
    expect(errors).toEqual([
      {
        in: "query",
        pointer: "/b",
        keyword: "unknown",
        message: "is not a parameter of this operation",
      },
      {
        in: "query",
        pointer: "/c~1d",
        keyword: "unknown",
        message: "is not a parameter of this operation",
      },
    ]);
    const none = await operation([], {}, "3.1.0", { unknownQuery: "refuse" });
    expect((await none(query({ b: ["1"] }))).answer.statusCode).toBe(400);
  });

  it("gives an open object only what is nobody else's", async () => {
    const open = { type: "object", additionalProperties: { type: "integer" } };
    const send = await operation([
      filter,
      { name: "ids", in: "query", schema: integers },
      { name: "o", in: "query", schema: open },
    ]);
    const { seen } = await send(query({ "filter[ids]": ["1"], "ids[]": ["2"], x: ["3"] }));
    expect(seen?.["query"]).toEqual({ filter: { ids: [1] }, ids: [2], o: { x: 3 } });
  });

  it("reads a parameter described by content as text in its type", async () => {
    const content = { "text/plain": { schema: { type: "integer" } } };
    const send = await operation([{ name: "n", in: "query", content }]);
    expect((await send(query({ n: ["3"] }))).seen?.["query"]).toEqual({ n: 3 });
  });

  it("reads a parameter described by content as JSON", async () => {
    const schema = { type: "object", properties: { n: { type: "integer" } } };
    const content = { "application/json": { schema } };
    const send = await operation([{ name: "f", in: "query", content }]);
    expect((await send(query({ f: ['{"n":1}'] }))).seen?.["query"]).toEqual({ f: { n: 1 } });
    const { errors } = await send(query({ f: ["{"] }));
    expect(errors).toMatchObject([{ in: "query", pointer: "/f", keyword: "type" }]);
  });

  it("reads the whole query string of OpenAPI 3.2 as a form", async () => {
    const schema = {
      type: "object",
      properties: { a: { type: "integer" }, b: { type: "string" } },
    };
    const content = { "application/x-www-form-urlencoded": { schema } };
    const send = await operation([{ name: "q", in: "querystring", content }], {}, "3.2.0");
    const { seen } = await send(query({ a: ["1"], b: ["x y"] }));
    expect(seen?.["query"]).toEqual({ q: { a: 1, b: "x y" } });
  });
});
