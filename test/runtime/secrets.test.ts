import { describe, expect, it } from "vitest";
import { documentOf } from "../support/document.ts";
import { loadGenerated } from "../support/module.ts";

const secret = "PLANTED";
const Password = { type: "string", writeOnly: true };
const Role = { type: "string", readOnly: true };
const pw = { $ref: "#/components/schemas/Password" };
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const inner = (where: string) =>
  object({
    pw: where === "request" ? { $ref: "#/components/schemas/Role" } : pw,
    n: { type: "integer" },
  });
const open = { type: "object" };

/** Every position of a schema in which something may not be sent, and a body that holds it there. */
const positions: Record<string, (where: string) => { schema: object; body: unknown }> = {
  "a property": (at) => ({ schema: inner(at), body: { pw: secret } }),
  "allOf of a property": (at) => ({
    schema: object({ pw: { allOf: [inner(at).properties["pw" as never]] } }),
    body: { pw: secret },
  }),
  "anyOf with null": (at) => ({
    schema: object({ pw: { anyOf: [inner(at).properties["pw" as never], { type: "null" }] } }),
    body: { pw: secret },
  }),
  "oneOf with null": (at) => ({
    schema: object({ pw: { oneOf: [inner(at).properties["pw" as never], { type: "null" }] } }),
    body: { pw: secret },
  }),
  "items of a property": (at) => ({
    schema: object({ pw: { type: "array", items: inner(at).properties["pw" as never] } }),
    body: { pw: [secret] },
  }),
  items: (at) => ({ schema: { type: "array", items: inner(at) }, body: [{ pw: secret, n: 1 }] }),
  prefixItems: (at) => ({ schema: { prefixItems: [inner(at)] }, body: [{ pw: secret }] }),
  contains: (at) => ({ schema: { type: "array", contains: inner(at) }, body: [1, { pw: secret }] }),
  unevaluatedItems: (at) => ({
    schema: { type: "array", prefixItems: [open], unevaluatedItems: inner(at) },
    body: [{}, { pw: secret }],
  }),
  additionalProperties: (at) => ({
    schema: { type: "object", additionalProperties: inner(at) },
    body: { any: { pw: secret } },
  }),
  "additionalProperties themselves": (at) => ({
    schema: { type: "object", additionalProperties: inner(at).properties["pw" as never] },
    body: { any: secret },
  }),
  "patternProperties themselves": (at) => ({
    schema: { type: "object", patternProperties: { "^x": inner(at).properties["pw" as never] } },
    body: { xa: secret, b: 1 },
  }),
  unevaluatedProperties: (at) => ({
    schema: object({ a: open }, { unevaluatedProperties: inner(at) }),
    body: { b: { pw: secret } },
  }),
  "unevaluatedProperties themselves": (at) => ({
    schema: object({ a: open }, { unevaluatedProperties: inner(at).properties["pw" as never] }),
    body: { b: secret },
  }),
  "a member of allOf": (at) => ({ schema: { allOf: [open, inner(at)] }, body: { pw: secret } }),
  then: (at) => ({
    schema: { type: "object", if: { required: ["n"] }, then: inner(at) },
    body: { n: 1, pw: secret },
  }),
  dependentSchemas: (at) => ({
    schema: { type: "object", dependentSchemas: { n: inner(at) } },
    body: { n: 1, pw: secret },
  }),
};

type Run = (
  handle: (request: { body: unknown }) => object,
) => (event: object, context: object) => Promise<{ statusCode: number; body: string }>;

/** What the handler meets of a body, and what a caller gets of an answer. */
async function through(schema: object, sent: unknown, returned: unknown, mode: string) {
  const content = { "application/json": { schema } };
  const post = {
    operationId: "run",
    security: [],
    ...(sent === undefined ? {} : { requestBody: { required: true, content } }),
    responses: { 200: { description: "", content } },
  };
  const document = documentOf({ "/x": { post } }, { Password, Role });
  const { run } = (await loadGenerated(document, "src/generated/operations/run.ts")) as unknown as {
    run: Run;
  };
  process.env["RESPONSE_CHECKS"] = mode;
  let seen: unknown;
  const answer = await run(({ body }) => {
    seen = body;
    return { status: 200, body: returned };
  })(
    {
      headers: { "Content-Type": "application/json" },
      requestContext: { identity: {} },
      body: sent === undefined ? null : JSON.stringify(sent),
    },
    { awsRequestId: "r" },
  );
  delete process.env["RESPONSE_CHECKS"];
  return { seen, answer };
}

describe.each(Object.entries(positions))("%s", (_, position) => {
  it.each(["off", "log", "refuse"])("lets no secret out in mode %s", async (mode) => {
    const { schema, body } = position("response");
    const { answer } = await through(schema, body, body, mode);
    expect(answer.body).not.toContain(secret);
    expect(answer.statusCode).toBe(200);
  });

  it("lets nothing in that only the server sets", async () => {
    const { schema, body } = position("request");
    const { seen, answer } = await through(schema, body, body, "off");
    expect(answer.statusCode).toBe(200);
    expect(JSON.stringify(seen)).not.toContain(secret);
  });
});

describe("an alternative with another fault", () => {
  const a = object({ k: { const: "a" }, s: pw, v: { type: "integer" } }, { required: ["k"] });
  const b = object({ k: { const: "b" }, t: pw }, { required: ["k"] });
  const closed = object({ x: { type: "integer" } }, { additionalProperties: false });

  it.each([
    [{ oneOf: [a, b] }, { k: "a", s: secret, v: "no integer" }],
    [{ oneOf: [a, b] }, { k: "zzz", s: secret }],
    [{ anyOf: [closed, { type: "null" }] }, { x: "a", sec: secret }],
    [
      { anyOf: [closed, object({ y: open }, { additionalProperties: false })] },
      { x: "a", sec: secret },
    ],
    [object({ in: { oneOf: [a, b] } }), { in: { k: "a", s: secret, v: "no integer" } }],
    [
      { type: "array", items: { anyOf: [a, b] } },
      [
        { k: 5, s: secret },
        { k: "b", t: secret },
      ],
    ],
  ])("lets nothing out where the answer is not checked: %j", async (schema, body) => {
    for (const mode of ["off", "log"]) {
      const { answer } = await through(schema, undefined, body, mode);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).not.toContain(secret);
    }
  });

  it("lets nothing out by a discriminator that names nobody", async () => {
    const refs = ["A", "B"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const content = {
      "application/json": { schema: { oneOf: refs, discriminator: { propertyName: "k" } } },
    };
    const get = {
      operationId: "run",
      security: [],
      responses: { 200: { description: "", content } },
    };
    const schemas = {
      Password,
      A: { ...a, additionalProperties: false },
      B: { ...b, additionalProperties: false },
    };
    const { run } = (await loadGenerated(
      documentOf({ "/x": { get } }, schemas),
      "src/generated/operations/run.ts",
    )) as unknown as { run: Run };
    process.env["RESPONSE_CHECKS"] = "off";
    const handler = run(() => ({ status: 200, body: { k: "zzz", s: secret, other: secret } }));
    const { statusCode, body } = await handler(
      { headers: {}, requestContext: { identity: {} }, body: null },
      {},
    );
    delete process.env["RESPONSE_CHECKS"];
    expect(statusCode).toBe(200);
    expect(body).not.toContain(secret);
  });
});
