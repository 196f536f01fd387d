import { describe, expect, it } from "vitest";
import { documentOf, filesOf } from "../support/document.ts";
import { loadOperations } from "../support/module.ts";
import type { Seen } from "../support/served.ts";
import { casesIn } from "../support/contract-cases.ts";

const inner = { type: "object", required: ["b"], properties: { b: { type: "integer" } } };
const row = { type: "array", minItems: 1, items: { type: "string", minLength: 1 } };
const nested: readonly object[] = [
  { type: "array", minItems: 1, items: inner },
  { type: "array", minItems: 1, items: row },
  { type: "object", required: ["a"], properties: { a: inner } },
  { type: "object", minProperties: 1, required: ["a"], additionalProperties: row },
];
const styles = [
  ["path", "simple"],
  ["path", "label"],
  ["path", "matrix"],
  ["query", "form"],
  ["query", "pipeDelimited"],
  ["header", "simple"],
  ["cookie", "form"],
] as const;
const all = styles.flatMap(([where, style]) =>
  [true, false].flatMap((explode) =>
    nested.map((schema) => ({ in: where, style, explode, schema })),
  ),
);

type Run = (
  handle: (request: Seen) => object,
) => (event: object, context: object) => Promise<{ readonly statusCode: number }>;

// What a list or an object holds inside another one has no style (OpenAPI 3.1 §4.8.12.3): it is JSON.
describe("lists and objects inside a parameter", () => {
  it("are read as the contract tests write them, in every style", async () => {
    const paths = all.map((parameter, index): [string, object] => [
      parameter.in === "path" ? `/x${index}/{p}` : `/x${index}`,
      {
        get: {
          operationId: `run${index}`,
          parameters: [{ name: "p", required: true, ...parameter }],
          responses: { 204: { description: "" } },
        },
      },
    ]);
    const document = documentOf(Object.fromEntries(paths));
    const files = await filesOf(document);
    const names = all.map((_, index) => `run${index}`);
    const loaded = (await loadOperations(document, names)) as unknown as Record<string, Run>;
    let count = 0;
    for (const name of names) {
      const { accepted } = casesIn(files.get(`test/generated/operations/${name}.jsonl`));
      for (const { request, decoded } of accepted) {
        let seen: Seen = {};
        const handler = loaded[name]?.((given) => {
          seen = given;
          return { status: 204 };
        });
        const headers = Object.entries(request.headers);
        const answer = await handler?.(
          {
            pathParameters: request.pathParameters,
            multiValueQueryStringParameters: request.query,
            multiValueHeaders: Object.fromEntries(headers.map(([key, text]) => [key, [text]])),
            body: null,
            requestContext: { identity: { userArn: "arn:aws:iam::123456789012:user/a" } },
          },
          { awsRequestId: "r" },
        );
        expect([name, answer?.statusCode]).toEqual([name, 204]);
        expect(seen).toMatchObject(decoded);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(25);
  });
});
