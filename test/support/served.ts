import type { Config } from "../../src/config/config.ts";
import { loadGenerated } from "./module.ts";

export type Seen = Record<string, Record<string, unknown>>;
export type Answer = {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Record<string, string>;
};
type Run = (
  handle: (request: Seen) => object,
) => (event: object, context: object) => Promise<Answer>;

/** An operation of a document, as a function of an event: what it answers, what its handler saw, what it refused. */
export async function served(document: unknown, name = "run", said: Partial<Config> = {}) {
  const module = await loadGenerated(document, `src/generated/operations/${name}.ts`, said);
  const run = module[name] as unknown as Run;
  return async (event: object, returned: object = { status: 204 }) => {
    let seen: Seen | null = null;
    const handler = run((request) => {
      seen = request;
      return returned;
    });
    const base = {
      requestContext: { identity: { userArn: "arn:aws:iam::123456789012:user/a" } },
      body: null,
      isBase64Encoded: false,
    };
    const answer = await handler({ ...base, ...event }, { awsRequestId: "r" });
    const errors = /"errors":/.test(answer.body) ? JSON.parse(answer.body).errors : [];
    return {
      answer,
      seen: seen as Seen | null,
      told: (errors as { keyword: string; pointer: string }[]).map(
        ({ keyword, pointer }) => `${keyword} ${pointer}`,
      ),
    };
  };
}

/** A body and its Content-Type, as API Gateway hands on bytes. */
export const bytes = (type: string, body: Uint8Array | string) => ({
  multiValueHeaders: { "Content-Type": [type] },
  body: Buffer.from(body).toString("base64"),
  isBase64Encoded: true,
});

/** A multipart body as a client sends it. */
export async function multipart(form: FormData) {
  const request = new Request("http://x", { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  return bytes(type, new Uint8Array(await request.arrayBuffer()));
}
