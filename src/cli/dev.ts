import { resolve } from "node:path";
import { startDev } from "../emulator/dev/dev.ts";
import type { RequestLine } from "../emulator/dev/server.ts";
import { settingsPath } from "../emulator/dev/settings.ts";
import { stop } from "../diagnostics/collector.ts";
import { printable } from "../diagnostics/diagnostic.ts";
import { jsonText } from "../lib/escape.ts";
import type { Terminal } from "./terminal.ts";

export type DevFlags = {
  readonly dir: string;
  readonly port: string;
  readonly host: string;
  readonly stage: string;
  readonly auth: boolean;
  readonly env?: string;
  readonly data?: string;
  readonly json: boolean;
};

/** `sls-gen dev`: the local gateway, until it is ended by a signal. @returns 130 */
export async function runDev(flags: DevFlags, terminal: Terminal): Promise<number> {
  const port = portOf(flags.port);
  const ended = terminal.ended();
  const dev = await startDev({
    folder: resolve(terminal.cwd, flags.dir),
    host: flags.host,
    port,
    stage: flags.stage,
    authorizes: flags.auth,
    env: flags.env === undefined ? null : resolve(terminal.cwd, flags.env),
    data: flags.data === undefined ? null : resolve(terminal.cwd, flags.data),
    request: (line) => terminal.out(flags.json ? jsonLine(line) : textLine(line)),
    log: (line) => terminal.err(line),
  });
  if (!["127.0.0.1", "::1", "localhost"].includes(flags.host)) {
    terminal.err(`warning: ${flags.host} can be reached from outside this machine`);
  }
  terminal.err(
    `${printable(dev.api.title)} at ${dev.url}; its page is ${dev.url}/_sls-gen/, the credentials are in ${settingsPath}`,
  );
  await new Promise<void>((done) => {
    ended.addEventListener("abort", () => done());
    if (ended.aborted) {
      done();
    }
  });
  await dev.end();
  return 130;
}

/** @throws Stop (exit code 2) for what is no port */
function portOf(said: string): number {
  if (!/^\d{1,5}$/.test(said) || Number(said) > 65_535) {
    const reason = `cannot be ${printable(said)}`;
    stop(2, "config/value", { key: "--port", reason, fix: "write a number up to 65535" }, null);
  }
  return Number(said);
}

/** `201 POST /users 12 ms createUser cold arn:aws:iam::…:user/local` */
function textLine(line: RequestLine): string {
  const { answer, method, path, milliseconds, operation, isCold, who, error } = line;
  const words = [
    answer.status,
    method,
    printable(path),
    `${milliseconds} ms`,
    operation ?? "-",
    ...(isCold ? ["cold"] : []),
    printable(who ?? "-"),
  ];
  return [words.join(" "), ...(error === null ? [] : [error.stack || error.message])].join("\n");
}

function jsonLine({
  answer,
  method,
  path,
  milliseconds,
  operation,
  isCold,
  who,
  error,
  requestId,
}: RequestLine): string {
  const { status } = answer;
  return jsonText({
    requestId,
    status,
    method,
    path,
    milliseconds,
    operation,
    cold: isCold,
    who,
    error: error?.message ?? null,
  });
}
