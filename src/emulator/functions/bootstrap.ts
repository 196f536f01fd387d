// What runs in a worker thread: one instance of a function, one event at a time.
// A worker has no origin that messages could be meant for:
// oxlint-disable unicorn/require-post-message-target-origin
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

type Start = {
  readonly bundle: string;
  readonly name: string;
  readonly memory: number;
  readonly region: string;
  readonly accountId: string;
};
type Work = { readonly event: object; readonly requestId: string; readonly deadline: number };

const { bundle, name, memory, region, accountId } = workerData as Start;

/** What Lambda tells a handler besides the event (Lambda: Node.js context). */
function contextOf({ requestId, deadline }: Work): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    memoryLimitInMB: String(memory),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function told(error: unknown): object {
  const {
    name: kind = "Error",
    message = String(error),
    stack = "",
  } = error instanceof Error ? error : new Error(String(error));
  return { kind, message, stack };
}

// What CommonJS packages of the user's find around them in a bundle: see build.mjs of the project.
globalThis.require ??= createRequire(bundle);
globalThis.__filename ??= fileURLToPath(bundle);
globalThis.__dirname ??= dirname(globalThis.__filename);

try {
  const { handler } = (await import(bundle)) as {
    readonly handler: (event: object, context: object) => unknown;
  };
  parentPort?.on("message", async (work: Work) => {
    try {
      const result = await handler(work.event, contextOf(work));
      parentPort?.postMessage({ result: JSON.stringify(result) ?? null });
    } catch (error) {
      parentPort?.postMessage({ error: told(error) });
    }
  });
  parentPort?.postMessage({ ready: true });
} catch (error) {
  parentPort?.postMessage({ broken: told(error) });
}
