import { devOptions } from "./dev.ts";
import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { startDev, type Dev } from "../../src/emulator/dev/dev.ts";
import { run } from "./cli.ts";
import { writeFiles } from "./folder.ts";
import { send } from "./gateway.ts";
import { notesDocument } from "./store.ts";
import type { DevOptions } from "../../src/emulator/dev/options.ts";

export const root = join(import.meta.dirname, "..", "..");

export const places: string[] = [];

/** A folder for all tests of the file. */
export function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), "sls-gen-store-"));
  places.push(place);
  return place;
}

/** A project with the packages that its handlers import. */
export async function projectWith(spec: string): Promise<string> {
  const folder = newPlace();
  expect(await run(folder, "init", "--spec", spec, "--yes")).toMatchObject({ code: 0 });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

export const logs: string[] = [];

/** The project, served to everybody: who may call is no matter of these tests. */
export function serve(folder: string, options: Partial<DevOptions> = {}): Promise<Dev> {
  return startDev({
    ...devOptions(folder),
    authorizes: false,
    log: (line) => void logs.push(line),
    ...options,
  });
}

export type Got = {
  readonly status: number;
  readonly data: Record<string, never>;
  readonly headers: Readonly<Record<string, unknown>>;
};

export async function ask(
  dev: Dev,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Got> {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? [] : ["Content-Type", "application/json"];
  const list = [...type, ...Object.entries(headers).flat()];
  const got = await send(dev.url, { method, path, headers: list, ...text });
  const data = got.text === "" ? {} : (JSON.parse(got.text) as Record<string, never>);
  return { status: got.status, data, headers: got.headers };
}

/** Every item of a list, page by page. */
export async function all(dev: Dev, path: string, items: string, next: string) {
  const found: Record<string, never>[] = [];
  let [cursor, pages]: [string | undefined, number] = [undefined, 0];
  do {
    const from = cursor === undefined ? "" : `&cursor=${cursor}`;
    const { status, data } = await ask(dev, "GET", `${path}${from}`);
    expect(status).toBe(200);
    found.push(...(data[items] as unknown as Record<string, never>[]));
    cursor = data[next];
    pages += 1;
  } while (cursor !== undefined);
  return { found, pages };
}

export const ada = { email: "ada@example.com", name: "Ada Lovelace" };

export function notesPath(): string {
  const folder = newPlace();
  writeFiles(folder, { "notes.json": JSON.stringify(notesDocument()) });
  return join(folder, "notes.json");
}
