import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { isFieldValue, type LocalResponse } from "../gateway/answer.ts";
import type { ServedResponse } from "../gateway/gateway.ts";
import { headerNamed, headerPairs, type HttpRequest } from "../gateway/request.ts";

/** The largest body that is read at all: what is longer is refused without being kept. */
const most = 11 * 1024 * 1024;

export type Serve = (request: HttpRequest, sourceIp: string) => Promise<ServedResponse>;

/** Answers what is not the API's; null for what is. */
export type ServeOwn = (request: HttpRequest, sourceIp: string) => Promise<LocalResponse | null>;

/** What is logged for each request. */
export type RequestLine = ServedResponse & {
  readonly method: string;
  readonly path: string;
  readonly milliseconds: number;
  /** Bytes of the request's body. */
  readonly length: number;
};

export type ServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly serve: Serve;
  readonly own: ServeOwn;
  /** Bytes from which answers are compressed; null for never. */
  readonly compression: () => { readonly least: number } | null;
  readonly told: (line: RequestLine, request: HttpRequest) => void;
  /** Is told what no answer tells. */
  readonly failed: (error: Error) => void;
};

/** A server that is listening. */
export type RunningServer = { readonly port: number; readonly end: () => Promise<void> };

/** Serves HTTP. @throws Error of the file system's kind if the port is not available */
export async function listen(serving: ServerOptions): Promise<RunningServer> {
  const active = new Set<Promise<void>>();
  const server = createServer(
    { keepAliveTimeout: 5_000, requestTimeout: 30_000, headersTimeout: 15_000 },
    (message, response) => {
      void handle(message, response, serving, active);
    },
  );
  // Node would refuse an Expect that it does not know; the gateway does not look at it.
  server.on("checkExpectation", (message: IncomingMessage, response: ServerResponse) => {
    void handle(message, response, serving, active);
  });
  server.on("clientError", (_, socket) => {
    if (socket.writable) {
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(serving.port, serving.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, end: () => drained(server, active) };
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  serving: ServerOptions,
  active: Set<Promise<void>>,
): Promise<void> {
  const began = performance.now();
  try {
    const request = await read(message);
    const answering = answer(message, request, response, serving, began);
    active.add(answering);
    await answering.finally(() => active.delete(answering));
  } catch (error) {
    ended(message, response, error as Error, serving);
  }
}

async function answer(
  { socket: { remoteAddress: sourceIp = "127.0.0.1" } }: IncomingMessage,
  request: HttpRequest,
  response: ServerResponse,
  serving: ServerOptions,
  began: number,
): Promise<void> {
  const own = await serving.own(request, sourceIp);
  if (own !== null) {
    return send(response, own);
  }
  const served = sendable(await serving.serve(request, sourceIp));
  send(response, compressed(served.answer, request, serving.compression()));
  serving.told(lineOf(request, served, began), request);
}

/** A client that went away in the middle of its request is not answered; anything else is a mistake of ours. */
function ended(
  message: IncomingMessage,
  response: ServerResponse,
  error: Error,
  { failed }: ServerOptions,
): void {
  if (message.complete && !response.headersSent) {
    failed(error);
    send(response, internal);
  } else {
    message.destroy();
    response.destroy();
  }
}

const internal: LocalResponse = {
  status: 500,
  headers: [["Content-Type", "application/json"]],
  body: Buffer.from('{"message":"Internal server error"}'),
};

/** What cannot go over the wire, whoever made it, is an error of the integration (RFC 9110 §5.5, §15). */
function sendable(served: ServedResponse): ServedResponse {
  const { status, headers } = served.answer;
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  const bad = headers.find(
    ([name, value]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !isFieldValue(value),
  );
  if (isStatus && bad === undefined) {
    return served;
  }
  const what = bad === undefined ? `the status ${status}` : `the header ${JSON.stringify(bad)}`;
  const error = { message: `${what} cannot be sent`, stack: "" };
  return { ...served, answer: internal, error: served.error ?? error };
}

/** Builds the log entry of a request. @param began as `performance.now()` has it */
export function lineOf(request: HttpRequest, served: ServedResponse, began: number): RequestLine {
  const { method, path, body } = request;
  const milliseconds = Math.round(performance.now() - began);
  return { ...served, method, path, milliseconds, length: body.length };
}

/** Reads a request as it came: raw names of headers, and no more of a body than can be answered. */
async function read(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= most) {
      chunks.push(chunk);
    }
  }
  // A target may come in absolute form (RFC 9112 §3.2.2).
  const target = (message.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "") || "/";
  const at = target.indexOf("?");
  return {
    method: message.method ?? "GET",
    path: at < 0 ? target : target.slice(0, at),
    query: at < 0 ? "" : target.slice(at + 1),
    headers: headerPairs(message.rawHeaders),
    body: Buffer.concat(chunks),
  };
}

function compressed(
  answer: LocalResponse,
  request: HttpRequest,
  compression: ReturnType<ServerOptions["compression"]>,
): LocalResponse {
  const accepts = /\bgzip\b/.test(headerNamed(request, "accept-encoding") ?? "");
  const isEncoded = answer.headers.some(([name]) => name.toLowerCase() === "content-encoding");
  return compression === null ||
    !accepts ||
    isEncoded ||
    answer.body.length < Math.max(1, compression.least)
    ? answer
    : {
        ...answer,
        headers: [...answer.headers, ["Content-Encoding", "gzip"]],
        body: gzipSync(answer.body),
      };
}

function send(response: ServerResponse, { status, headers, body }: LocalResponse): void {
  const hasBody = body.length > 0 || status !== 204;
  const all = hasBody ? [...headers, ["Content-Length", String(body.length)] as const] : headers;
  response.writeHead(status, all.flat());
  response.end(hasBody ? body : undefined);
}

/** How long requests in flight may take when the server ends, in milliseconds. */
const patience = 30_000;

/** Takes no more requests, and waits for those that were read; who has not said all is not waited for. */
async function drained(server: Server, active: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
  await Promise.race([Promise.allSettled(active), late]);
  clearTimeout(timer);
  // What was answered last is on its way.
  await new Promise((resolve) => setImmediate(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 500).unref();
  await closed;
}
