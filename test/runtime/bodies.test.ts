import { describe, expect, it } from "vitest";
import { documentOf } from "../support/document.ts";
import { loadGenerated } from "../support/module.ts";
import { identity, integers, operation, query } from "../support/operation.ts";

describe("bodies", () => {
  const json = {
    "application/json": {
      schema: { type: "object", required: ["a"], properties: { a: { type: "integer" } } },
    },
  };
  const typed = (type: string) => ({ "Content-Type": [type] });

  it("of another type are refused with 415", async () => {
    const send = await operation([], { requestBody: { required: true, content: json } });
    const { answer } = await send({ body: "a", multiValueHeaders: typed("text/plain") });
    expect(answer.statusCode).toBe(415);
    expect(JSON.parse(answer.body)).toMatchObject({ accepted: ["application/json"] });
  });

  it("may carry a charset, and base64", async () => {
    const send = await operation([], { requestBody: { required: true, content: json } });
    const body = Buffer.from('{"a":1}').toString("base64");
    const { seen } = await send({
      body,
      isBase64Encoded: true,
      multiValueHeaders: typed("Application/JSON; charset=utf-8"),
    });
    expect(seen?.["body"]).toEqual({ a: 1 });
  });

  it("may be absent where they are optional, and must not where they are required", async () => {
    expect(
      (await (await operation([], { requestBody: { content: json } }))({})).seen,
    ).not.toHaveProperty("body");
    const { errors } = await (
      await operation([], { requestBody: { required: true, content: json } })
    )({});
    expect(errors).toMatchObject([{ in: "body", pointer: "", keyword: "required" }]);
  });

  it("may have parts: fields read as their schema says, and files", async () => {
    const schema = {
      type: "object",
      required: ["title", "files"],
      properties: {
        title: { type: "string" },
        count: { type: "integer" },
        tags: { type: "array", items: { type: "string" } },
        options: { type: "object", properties: { a: { type: "boolean" } } },
        files: { type: "array", items: { type: "string", format: "binary" } },
      },
    };
    const send = await operation(
      [],
      { requestBody: { required: true, content: { "multipart/form-data": { schema } } } },
      "3.0.3",
    );
    const form = new FormData();
    const fields = { title: "100%", count: "3", options: '{"a":true}' };
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    ["x", "y"].forEach((tag) => form.append("tags", tag));
    form.append("files", new File([new Uint8Array([0, 255, 1])], "a.bin", { type: "image/png" }));
    const request = new Response(form);
    const type = request.headers.get("Content-Type") ?? "";
    const body = Buffer.from(await request.arrayBuffer()).toString("base64");
    const { seen } = await send({ body, isBase64Encoded: true, multiValueHeaders: typed(type) });
    const { files, ...rest } = (seen?.["body"] ?? { files: [] }) as { files: File[] };
    expect(rest).toEqual({ title: "100%", count: 3, tags: ["x", "y"], options: { a: true } });
    expect(files.map((file) => [file.name, file.type, file.size])).toEqual([
      ["a.bin", "image/png", 3],
    ]);
    expect(new Uint8Array((await files[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(
      new Uint8Array([0, 255, 1]),
    );
    const bad = await send({ body: "no parts", multiValueHeaders: typed("multipart/form-data") });
    expect(bad.errors).toMatchObject([{ in: "body", keyword: "multipart" }]);
  });

  it("that are nested deeper than the stack goes are refused", async () => {
    const schemas = {
      R: { type: "object", properties: { r: { $ref: "#/components/schemas/R" } } },
    };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/R" } } };
    const post = {
      operationId: "run",
      requestBody: { content },
      responses: { 204: { description: "" } },
    };
    const document = documentOf({ "/x": { post } }, schemas);
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (
        handle: () => object,
      ) => (event: object, context: object) => Promise<{ statusCode: number; body: string }>;
    };
    const body = '{"r":'.repeat(20_000) + "{}" + "}".repeat(20_000);
    const answer = await run(() => ({ status: 204 }))({ body, requestContext: { identity } }, {});
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body).errors).toMatchObject([{ pointer: "", keyword: "depth" }]);
  });

  it("are told with the parameters: all failures at once, up to a cap", async () => {
    const send = await operation([{ name: "n", in: "query", schema: { type: "integer" } }], {
      requestBody: { required: true, content: json },
    });
    const { errors } = await send({
      ...query({ n: ["x"] }),
      body: "{}",
      multiValueHeaders: typed("application/json"),
    });
    expect(
      errors.map((each: { in: string; pointer: string }) => `${each.in}${each.pointer}`),
    ).toEqual(["query/n", "body/a"]);
    const list = { "application/json": { schema: integers } };
    const many = await (
      await operation([], { requestBody: { required: true, content: list } })
    )({ body: JSON.stringify(Array(500).fill("x")) });
    expect(many.errors).toHaveLength(50);
  });
});

describe("forms with an encoding", () => {
  const schema = {
    type: "object",
    properties: {
      csv: integers,
      list: integers,
      deep: { type: "object", properties: { n: { type: "integer" } } },
      json: { type: "array", items: { type: "object", properties: { n: { type: "integer" } } } },
      text: { type: "string" },
    },
  };

  it("reads fields in the style that is said, else lists repeated and objects as JSON", async () => {
    const encoding = { csv: { style: "form", explode: false }, deep: { style: "deepObject" } };
    const content = { "application/x-www-form-urlencoded": { schema, encoding } };
    const send = await operation([], { requestBody: { content } });
    const { seen } = await send({
      multiValueHeaders: { "Content-Type": ["application/x-www-form-urlencoded"] },
      body: "csv=1,2&list=3&list=4&deep%5Bn%5D=5&json=%7B%22n%22:6%7D&json=%7B%22n%22:7%7D&text=a+b%26c",
    });
    expect(seen?.["body"]).toEqual({
      csv: [1, 2],
      list: [3, 4],
      deep: { n: 5 },
      json: [{ n: 6 }, { n: 7 }],
      text: "a b&c",
    });
  });

  it("reads JSON parts, several files, and holds files to their size and type", async () => {
    const file = { type: "string", format: "binary", maxLength: 5 };
    const multipart = {
      type: "object",
      properties: {
        meta: { type: "object", properties: { n: { type: "integer" } } },
        files: { type: "array", items: file, maxItems: 2 },
      },
    };
    const encoding = { files: { contentType: "image/*" } };
    const content = { "multipart/form-data": { schema: multipart, encoding } };
    const send = await operation([], { requestBody: { content } });
    const sendForm = async (...files: [string, string][]) => {
      const form = new FormData();
      form.append("meta", new Blob(['{"n":1}'], { type: "application/json" }));
      files.forEach(([text, type]) => form.append("files", new File([text], "f", { type })));
      const request = new Request("http://x", { method: "POST", body: form });
      const body = Buffer.from(await request.arrayBuffer()).toString("base64");
      const type = request.headers.get("content-type") ?? "";
      return send({ multiValueHeaders: { "content-type": [type] }, body, isBase64Encoded: true });
    };
    const { seen } = await sendForm(["12345", "image/png"], ["1", "image/gif"]);
    const body = seen?.["body"] as { meta: object; files: File[] } | undefined;
    expect(body?.meta).toEqual({ n: 1 });
    expect(await Promise.all(body?.files.map((each) => each.text()) ?? [])).toEqual(["12345", "1"]);
    const wrong = await sendForm(["123456", "image/png"], ["1", "text/plain"]);
    expect(wrong.errors).toMatchObject([
      { in: "body", pointer: "/files/0", keyword: "bytes" },
      { in: "body", pointer: "/files/1", keyword: "bytes" },
    ]);
    const many = await sendForm(["1", "image/png"], ["1", "image/png"], ["1", "image/png"]);
    expect(many.errors).toMatchObject([{ pointer: "/files", keyword: "maxItems" }]);
  });
});
