import { stop } from "../../diagnostics/collector.ts";
import type { LocalApi } from "../gateway/api.ts";
import type { DevOptions } from "./options.ts";
import { Live } from "./live.ts";
import { isWhole } from "./page/history.ts";
import { Page } from "./page/page.ts";
import { replayed } from "./page/replay.ts";
import { lineOf, listen } from "./server.ts";
import { localSettings, settingsFiles, type LocalSettings } from "./settings.ts";
import { tracesOf } from "./traces.ts";
import type { HttpRequest } from "../gateway/request.ts";

/** The local gateway, running. */
export type Dev = {
  readonly url: string;
  readonly api: LocalApi;
  /** Takes no more requests, finishes those in flight, ends every instance. */
  readonly end: () => Promise<void>;
};

/**
 * Starts the local gateway of a project: its only inputs are what was generated for API Gateway, and the handlers.
 * A start that fails leaves nothing behind.
 *
 * @throws Stop (exit code 2) where something is not emulated, or the port is not available
 */
export async function startDev(options: DevOptions): Promise<Dev> {
  const { folder, data } = options;
  const sweep = tracesOf([...settingsFiles(folder), ...(data === null ? [] : [data])]);
  try {
    return await started(options);
  } catch (error) {
    sweep();
    throw error;
  }
}

async function started(options: DevOptions): Promise<Dev> {
  const { host } = options;
  const live = await Live.start(options);
  const page = pageOf(options, live);
  const running = await listen({
    host,
    port: options.port,
    compression: () => live.api.compression,
    serve: (request, sourceIp) => live.gateway.serve(request, sourceIp, Date.now()),
    own: (request, sourceIp) => page.answer(request, sourceIp),
    failed: (error) => options.log(`the local gateway has a bug: ${error.stack ?? error.message}`),
    told: (line, request) => {
      live.history.add(request, line);
      options.request(line);
    },
  }).catch(async (error: NodeJS.ErrnoException) => {
    await live.end();
    const reason = error.code === "EADDRINUSE" ? "it is already in use" : error.message;
    return stop(2, "local/port", { port: String(options.port), reason }, null);
  });
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${running.port}`,
    api: live.api,
    end: async () => {
      await running.end();
      await live.end();
    },
  };
}

/** The page of the local gateway: a request that is sent again is a request like any other. */
function pageOf({ folder, host, stage, request: told }: DevOptions, live: Live): Page {
  const settings = localSettings(folder);
  return new Page({
    folder,
    host,
    stage,
    settings,
    api: () => live.api,
    users: live.users,
    history: live.history,
    replay: async ({ request, line }) => {
      if (!isWhole(line, request.body)) {
        return null;
      }
      const began = performance.now();
      const again = replayable(request, settings);
      if (again === null) {
        return null;
      }
      const served = await live.gateway.serve(again, "127.0.0.1", Date.now());
      const made = lineOf(again, served, began);
      told(made);
      return live.history.add(again, made);
    },
  });
}

/** A request whose path no signer can read is not sent again. */
function replayable(
  request: HttpRequest,
  { principal, region }: LocalSettings,
): HttpRequest | null {
  try {
    return replayed(request, principal, region);
  } catch {
    return null;
  }
}
