import type { DevOptions } from "../../src/emulator/dev/options.ts";

/** How tests start the local gateway of a project, unless they say otherwise. */
export function devOptions(folder: string): DevOptions {
  return {
    folder,
    host: "127.0.0.1",
    port: 0,
    stage: "local",
    authorizes: true,
    env: null,
    data: null,
    request: () => undefined,
    log: () => undefined,
  };
}
