import { devOptions } from "./dev.ts";
import aws4 from "aws4";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import type { RequestLine } from "../../src/emulator/dev/server.ts";
import { startDev } from "../../src/emulator/dev/dev.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { writeFiles } from "./folder.ts";
import type { DevOptions } from "../../src/emulator/dev/options.ts";

type Operation = Record<string, unknown>;

/** An operation whose function is `id`, in the form that is generated. */
export function proxy(id: string, more: Operation = {}): Operation {
  return {
    operationId: id,
    responses: { 200: { description: "" } },
    "x-amazon-apigateway-request-validator": "all",
    "x-amazon-apigateway-integration": {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: `arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${id}/invocations`,
      timeoutInMillis: 1500,
    },
    ...more,
  };
}

/** Functions that rows are run against; each is a file of its own. */
const functions: Readonly<Record<string, string>> = {
  // Tells what it was called with.
  echo: "export const handler = async (event, context) => ({ statusCode: 200, body: JSON.stringify({ event, context: { ...context, left: context.getRemainingTimeInMillis() }, env: process.env }) });",
  // Answers with what the body says.
  answer:
    "export const handler = async (event) => { const { value } = JSON.parse(event.body); return value; };",
  nothing: "export const handler = async () => undefined;",
  throws: "export const handler = async () => { throw new Error('on purpose'); };",
  hangs: "export const handler = () => new Promise(() => {});",
  slow: "export const handler = () => new Promise((r) => setTimeout(() => r({ statusCode: 200, body: 'late' }), 4000));",
  exits: "export const handler = async () => { process.exit(3); };",
  hungry:
    "export const handler = async () => { const all = []; for (;;) { all.push(new Array(1e6).fill(all.length)); } };",
  large:
    "export const handler = async () => ({ statusCode: 200, body: 'x'.repeat(7 * 1024 * 1024) });",
  broken: "throw new Error('at start'); export const handler = async () => ({});",
  counter:
    "let count = 0; export const handler = async () => { count += 1; return { statusCode: 200, body: String(count) }; };",
  megabytes:
    "let count = 0; export const handler = async () => { count += 1; return { statusCode: 200, headers: { 'X-Call': String(count) }, body: 'x'.repeat(1024 * 1024 + 1) }; };",
  token:
    "export const handler = async ({ authorizationToken: token, methodArn }) => { if (token === 'Bearer 401') throw new Error('Unauthorized'); if (token === 'Bearer 500') throw new Error('no'); if (token === 'Bearer odd') return { principalId: 5 }; if (token === 'Bearer deep') return { principalId: 'p', policyDocument: { Statement: [] }, context: { a: {} } }; const Effect = token === 'Bearer deny' ? 'Deny' : 'Allow'; const Resource = token === 'Bearer other' ? methodArn + '/other' : methodArn.replace(/\\/[A-Z]+\\/.*/, '/*'); return { principalId: 'pia', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] }, context: { level: 3, admin: true, at: String(Date.now()) } }; };",
  query:
    "export const handler = async (event) => ({ principalId: event.queryStringParameters.key ?? 'none', policyDocument: { Statement: [{ Action: '*', Effect: 'Allow', Resource: '*' }] }, context: { type: event.type, hasBody: 'body' in event } });",
};

export type Fixture = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly document?: Operation;
  readonly stage?: Operation;
  readonly options?: Partial<DevOptions>;
};

/** The local gateway over a fixture, until the tests of the file are done. */
export async function gateway({ paths, document = {}, stage = {}, options = {} }: Fixture) {
  const folder = mkdtempSync(join(tmpdir(), "sls-gen-gateway-"));
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => {
      const method = verb === "x-amazon-apigateway-any-method" ? "ANY" : verb.toUpperCase();
      return [`${method} ${path}`, String(operation["operationId"])] as const;
    }),
  );
  writeFiles(folder, {
    "gateway/openapi.json": JSON.stringify({
      openapi: "3.0.1",
      info: { title: "Fixture", version: "1" },
      paths,
      "x-amazon-apigateway-request-validators": {
        all: { validateRequestBody: true, validateRequestParameters: true },
        none: { validateRequestBody: false, validateRequestParameters: false },
      },
      ...document,
    }),
    "gateway/functions.json": JSON.stringify({
      functions: Object.keys(functions).map((id) => ({
        id,
        entry: `src/${id}.js`,
        memory: 128,
        timeout: 2,
        environment: { OWN: id },
      })),
      routes: Object.fromEntries(operations.filter(([, id]) => Object.hasOwn(functions, id))),
      authorizers: { token: "token", query: "query" },
      stage: {
        variables: {},
        throttle: { rate: 1000, burst: 2000 },
        methods: [],
        usagePlans: [],
        ...stage,
      },
    }),
    ".sls-gen/local.yaml": [
      "accessKeyId: AKIDEXAMPLE",
      "secretAccessKey: wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      "apiKey: the-key-of-the-fixture",
      "policies:",
      "  - Statement:",
      "      - { Effect: Allow, Action: execute-api:Invoke, Resource: 'arn:aws:execute-api:*:*:*/*/*/*' }",
      "      - { Effect: Deny, Action: execute-api:Invoke, Resource: 'arn:aws:execute-api:*:*:*/*/*/denied/*' }",
      "",
    ].join("\n"),
    ...Object.fromEntries(Object.entries(functions).map(([id, text]) => [`src/${id}.js`, text])),
  });
  const lines: RequestLine[] = [];
  const logs: string[] = [];
  const dev = await startDev({
    ...devOptions(folder),
    request: (line) => lines.push(line),
    log: (line) => logs.push(line),
    ...options,
  });
  return {
    folder,
    lines,
    logs,
    url: dev.url,
    send: (said: Said) => send(dev.url, said),
    end: async () => {
      await dev.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Said = {
  readonly method?: string;
  readonly path: string;
  /** Names and values in turn, as they go over the wire. */
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
};

export type Got = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Names and values in turn, as they came. */
  readonly raw: readonly string[];
  readonly bytes: Buffer;
  readonly text: string;
};

/** Sends a request as it is written: fetch would change the path and the headers. */
export function send(
  url: string,
  { method = "GET", path, headers = [], body }: Said,
): Promise<Got> {
  const { hostname, port, host } = new URL(url);
  const length = body === undefined ? [] : ["Content-Length", String(Buffer.byteLength(body))];
  const hasHost = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  const all = [...(hasHost ? [] : ["Host", host]), ...headers, ...length];
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { hostname, port, method, path, headers: all as never, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const { statusCode: status = 0, rawHeaders: raw } = answer;
          resolve({ status, headers: answer.headers, raw, bytes, text: bytes.toString("utf8") });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** A request signed by aws4, as another client would. */
export function signed(
  url: string,
  said: Said & { readonly query?: boolean },
  keys: Partial<{
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    region: string;
    service: string;
    date: string;
  }> = {},
): Said {
  const { method = "GET", path, headers = [], body } = said;
  const { region = "us-east-1", service = "execute-api", date, ...credentials } = keys;
  const pairs = Array.from({ length: headers.length / 2 }, (_, index) => [
    headers[index * 2],
    headers[index * 2 + 1],
  ]);
  const made = aws4.sign(
    {
      host: new URL(url).host,
      method,
      path,
      service,
      region,
      headers: {
        ...Object.fromEntries(pairs),
        ...(date === undefined || said.query ? {} : { "X-Amz-Date": date }),
      },
      ...(body === undefined ? {} : { body: String(body) }),
      ...(said.query ? { signQuery: true } : {}),
    },
    {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      ...credentials,
    },
  );
  const own = Object.entries(made.headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== "content-length",
  );
  return {
    method,
    path: made.path ?? path,
    headers: own.flatMap(([name, value]) => [name, String(value)]),
    ...(body === undefined ? {} : { body }),
  };
}
