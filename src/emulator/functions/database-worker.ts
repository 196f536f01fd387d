// What runs in a worker thread: the database. What it cannot digest ends the thread and nothing else.
// A worker has no origin that messages could be meant for:
// oxlint-disable unicorn/require-post-message-target-origin
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import dynalite from "dynalite";

type Start = { readonly path: string | null; readonly port: number };

const { path, port } = workerData as Start;
const server = dynalite({ createTableMs: 0, ...(path === null ? {} : { path }) });

// Listen on loopback only.
server.listen(port, "127.0.0.1", () =>
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port }),
);
parentPort?.once("message", () => {
  server.closeAllConnections();
  server.close(() => parentPort?.close());
});
