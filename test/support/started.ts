import { devOptions } from "./dev.ts";
import { startDev } from "../../src/emulator/dev/dev.ts";
import type { RequestLine } from "../../src/emulator/dev/server.ts";
import { send, type Said } from "./gateway.ts";
import type { DevOptions } from "../../src/emulator/dev/options.ts";

/** The local gateway of a generated project, and a wait for what it says. */
export async function started(folder: string, options: Partial<DevOptions> = {}) {
  const logs: string[] = [];
  const lines: RequestLine[] = [];
  let told = () => {};
  const dev = await startDev({
    ...devOptions(folder),
    request: (line) => lines.push(line),
    log: (line) => {
      logs.push(line);
      told();
    },
    ...options,
  });
  const next = async (text: string): Promise<void> => {
    while (!logs.some((line) => line.includes(text))) {
      await new Promise<void>((resume) => (told = resume));
    }
    logs.length = 0;
  };
  return { dev, next, lines, send: (said: Said) => send(dev.url, said) };
}
