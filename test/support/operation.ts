import type { Choices } from "../../src/config/choices.ts";
import { documentOf } from "./document.ts";
import { loadGenerated } from "./module.ts";

export type Event = Record<string, unknown>;

export type Seen = Record<string, Record<string, unknown>>;

export const identity = {
  userArn: "arn:aws:iam::123456789012:user/a",
  accessKey: "k",
  accountId: "1",
  caller: "c",
};

/** An operation at `/x/{id}` with some parameters and a body, as a function of an event. */
export async function operation(
  parameters: readonly object[],
  more: object = {},
  version = "3.1.0",
  choices: Partial<Choices> = {},
) {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const post = {
    operationId: "run",
    parameters: [id, ...parameters],
    responses: { 200: { description: "" } },
    ...more,
  };
  const document = documentOf({ "/x/{id}": { post } }, {}, version);
  const { run } = (await loadGenerated(
    document,
    "src/generated/operations/run.ts",
    choices,
  )) as unknown as {
    run: (
      handle: (request: Seen) => object,
    ) => (
      event: Event,
      context: object,
    ) => Promise<{ statusCode: number; body: string; headers: Record<string, string> }>;
  };
  return async (event: Event) => {
    let seen: Seen | null = null;
    const handler = run((request) => {
      seen = request;
      return { status: 200 };
    });
    const base = {
      pathParameters: { id: "p1" },
      multiValueQueryStringParameters: null,
      multiValueHeaders: {},
      body: null,
      isBase64Encoded: false,
      requestContext: { identity },
    };
    const answer = await handler({ ...base, ...event }, { awsRequestId: "r1" });
    return {
      seen: seen as Seen | null,
      answer,
      errors: answer.body === "" ? [] : (JSON.parse(answer.body).errors ?? []),
    };
  };
}

export const query = (texts: Record<string, string[]>): Event => ({
  multiValueQueryStringParameters: texts,
});

export const integers = { type: "array", items: { type: "integer" } };
