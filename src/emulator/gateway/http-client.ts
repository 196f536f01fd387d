import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { fail } from "./failure.ts";

/** What is sent to the server behind an integration. */
export type SentRequest = {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
};

/** The largest answer that is passed on: bytes (API Gateway: quotas). */
const most = 10 * 1024 * 1024;

/**
 * Sends a request to the server behind an integration.
 *
 * @param timeout milliseconds
 * @throws Failed with INTEGRATION_TIMEOUT where it does not answer in time, or cannot be reached
 */
export async function ask(
  { url, method, headers, body }: SentRequest,
  timeout: number,
): Promise<{ readonly message: IncomingMessage; readonly body: Buffer }> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const length: [string, string][] =
    body.length > 0 ? [["Content-Length", String(body.length)]] : [];
  const all = [["Host", url.host] as const, ...headers, ...length].flat();
  try {
    return await new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(timeout);
      const sent = request(url, { method, headers: all, signal }, (message) => {
        collect(message).then((whole) => resolve({ message, body: whole }), reject);
      });
      sent.on("error", reject);
      sent.on("upgrade", () => sent.destroy(new Error("the answer is another protocol")));
      sent.end(body);
    });
  } catch (error) {
    const isLate = (error as Error).name === "AbortError";
    return fail(
      "INTEGRATION_TIMEOUT",
      isLate ? {} : { message: "Network error communicating with endpoint" },
    );
  }
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    chunks.push(chunk);
    if (length > most) {
      throw new Error("the answer is too large");
    }
  }
  return Buffer.concat(chunks);
}
