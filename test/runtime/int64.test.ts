import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentOf, filesOf } from "../support/document.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { loadGenerated } from "../support/module.ts";

const id = { type: "integer", format: "int64", minimum: 1, maximum: 9_223_372_036_854_775_000 };
const Item = {
  type: "object",
  required: ["id"],
  additionalProperties: false,
  properties: {
    id,
    maybe: { type: ["integer", "null"], format: "int64" },
    all: { type: "array", items: id },
    either: {
      oneOf: [{ type: "object", required: ["on"], properties: { on: id } }, { type: "string" }],
    },
    // What no alternative declares is refused: properties of one that does not match look undeclared.
    closed: {
      anyOf: [
        { type: "object", required: ["of"], properties: { of: id } },
        { type: "object", required: ["other"], properties: { other: { type: "string" } } },
      ],
      unevaluatedProperties: false,
    },
    plain: { type: "number" },
    sort: { enum: [Number("90071992547409930"), 1] },
    note: { type: "string" },
  },
};
const content = { "application/json": { schema: { $ref: "#/components/schemas/Item" } } };
const headers = { "X-Id": { schema: id } };
const post = {
  operationId: "run",
  parameters: [{ name: "after", in: "query", schema: id }],
  requestBody: { required: true, content },
  responses: { 200: { description: "", headers, content } },
};
const document = documentOf({ "/x": { post } }, { Item });

type Seen = { body: Record<string, unknown>; query: Record<string, unknown> };
type Run = (
  handle: (request: Seen) => object,
) => (
  event: object,
  context: object,
) => Promise<{ statusCode: number; body: string; headers: object }>;

const big = "9007199254740993";
const text = `{"id":${big},"maybe":null,"all":[1,${big}],"either":{"on":${big}},"closed":{"of":${big}},"plain":0.5}`;

describe.each(["bigint", "string"] as const)("int64: %s", (int64) => {
  const of = (digits: string) => (int64 === "bigint" ? BigInt(digits) : digits);

  async function send(event: object) {
    const path = "src/generated/operations/run.ts";
    const { run } = (await loadGenerated(document, path, { int64 })) as unknown as { run: Run };
    let seen: Seen | undefined;
    const handler = run((request) => {
      seen = request;
      const body = { ...request.body, secret: 1 };
      return { status: 200, headers: { "X-Id": of(big) }, body };
    });
    const base = {
      requestContext: { identity: { userArn: "arn:aws:iam::123456789012:user/a" } },
      multiValueQueryStringParameters: null,
    };
    return { answer: await handler({ ...base, ...event }, { awsRequestId: "r" }), seen };
  }

  it("keeps every digit of bodies, parameters, headers and responses", async () => {
    const event = { body: text, multiValueQueryStringParameters: { after: [big] } };
    const { answer, seen } = await send(event);
    expect(seen?.query).toEqual({ after: of(big) });
    expect(seen?.body).toEqual({
      id: of(big),
      maybe: null,
      all: [of("1"), of(big)],
      either: { on: of(big) },
      closed: { of: of(big) },
      plain: 0.5,
    });
    expect(answer).toMatchObject({ statusCode: 200, headers: { "X-Id": big }, body: text });
  });

  it.each([
    ["beyond the maximum", `{"id":9223372036854775807}`, "maximum"],
    ["beyond 64 bits", `{"id":99999999999999999999}`, "type"],
    ["in quotes", `{"id":"${big}"}`, "type"],
    ["not whole", `{"id":1.5}`, "type"],
  ])("refuses one that is %s", async (_, body, keyword) => {
    const { answer } = await send({ body });
    expect(JSON.parse(answer.body).errors).toContainEqual(
      expect.objectContaining({ pointer: "/id", keyword }),
    );
  });

  it("reads numbers of many digits as numbers where the document does not ask for 64 bits", async () => {
    const { seen } = await send({ body: `{"id":5,"plain":18446744073709551616}` });
    expect(seen?.body).toEqual({ id: of("5"), plain: 2 ** 64 });
  });

  it("keeps every digit beside long numbers that are no int64, and in alternatives", async () => {
    const body = `{"id":${big},"plain":12345678901234567890,"either":{"on":${big}},"sort":90071992547409930}`;
    const { seen } = await send({ body });
    expect(seen?.body).toEqual({
      id: of(big),
      plain: Number("12345678901234567890"),
      either: { on: of(big) },
      sort: Number("90071992547409930"),
    });
  });

  it.each([
    ["a text that looks like a mark", `{"id":${big},"note":"\\u0069nt64:zzz"}`],
    ["another", `{"id":${big},"note":"\\u0069nt64:5"}`],
    ["a long one", `{"id":${big},"note":"int64${":".repeat(400_000)}"}`],
  ])("keeps every digit beside %s", async (_, body) => {
    const { seen } = await send({ body: body.replaceAll("\\\\", "\\") });
    expect(seen?.body["id"]).toEqual(of(big));
  });

  it("refuses what is nested deeper than can be read", async () => {
    const deep = `${"[".repeat(100_000)}${big}${"]".repeat(100_000)}`;
    const { answer } = await send({ body: `{"id":1,"all":${deep}}` });
    expect(answer.statusCode).toBe(400);
  });

  it("is in the types, and the project passes its own tests", async () => {
    const folder = newFolder();
    const files = await filesOf(document, { int64 });
    writeFiles(folder, Object.fromEntries(files));
    const root = join(import.meta.dirname, "..", "..");
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const item = files.get("src/generated/schemas/Item.ts") ?? "";
    expect(item).toContain(`id: ${int64};`);
    expect(item).toContain(`maybe?: ${int64} | null;`);
    const run = (name: string, ...args: string[]) =>
      execFileSync(join(root, "node_modules", ".bin", name), args, {
        cwd: folder,
        encoding: "utf8",
      });
    expect(run("tsc", "--noEmit")).toBe("");
    expect(run("vitest", "run", "--reporter=dot")).toMatch(/passed/);
  }, 60_000);
});
