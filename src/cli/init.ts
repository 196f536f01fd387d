import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { configName } from "../config/config.ts";
import { Collector, Stop, stop } from "../diagnostics/collector.ts";
import { generate, readDocument } from "../generate.ts";
import type { Unroutable } from "../gateway/project.ts";
import type { Terminal } from "./main.ts";
import { ask } from "./prompts.ts";
import { problemText, summary } from "./report.ts";

export type InitOptions = {
  readonly spec?: string;
  readonly iac?: string;
  readonly unroutable?: Unroutable;
  readonly yes: boolean;
};

/** `sls-gen init`: config, a copy of the document, and a first run. @returns the exit code */
export async function runInit(
  dir: string,
  options: InitOptions,
  terminal: Terminal,
): Promise<number> {
  const folder = resolve(terminal.cwd, dir);
  refuseTarget(folder, dir);
  const answers = await ask(options, terminal);
  const spec = resolve(terminal.cwd, answers.spec);
  const files = await readDocument(spec, terminal.cwd, {
    unroutable: options.unroutable ?? "refuse",
    formats: "assert",
  });
  const existed = existsSync(folder);
  const written: string[] = [];
  try {
    const copied = copyDocument(spec, files, folder, written);
    writeConfig(folder, copied, answers, options, written);
    const outcome = await generate(join(folder, configName), {
      write: true,
      cwd: terminal.cwd,
      unroutable: null,
    });
    if (outcome.warnings.length > 0) {
      terminal.err(problemText(outcome.warnings));
    }
    terminal.err(summary(outcome, "done"));
    terminal.err(`next: ${dir === "." ? "" : `cd ${dir} && `}npm install && npm test`);
    return 0;
  } catch (error) {
    undo(folder, existed, written);
    throw error instanceof Stop ? error : refused(error, dir);
  }
}

/** An empty or new folder is wanted; one with a config is a project already. */
function refuseTarget(folder: string, shown: string): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) {
    return;
  }
  if (!stat.isDirectory()) {
    stop(2, "write/refused", { path: shown, reason: "it is not a folder" }, null);
  }
  if (existsSync(join(folder, configName))) {
    stop(2, "write/exists", { path: join(shown, configName) }, null);
  }
  const names = readdirSync(folder).filter((name) => !harmless.has(name));
  if (names.length > 0) {
    stop(2, "write/not-empty", { path: shown }, null);
  }
}

/** What a folder may hold and still count as empty. */
const harmless = new Set([".git"]);

/** Copies the document, keeping the places of its files to one another. @returns the root's path in the project */
function copyDocument(
  root: string,
  files: readonly string[],
  folder: string,
  written: string[],
): string {
  mkdirSync(folder, { recursive: true });
  const home = dirname(root);
  for (const file of files) {
    const to = join(folder, relative(home, file));
    if (!existsSync(to)) {
      mkdirSync(dirname(to), { recursive: true });
      cpSync(file, to);
      written.push(to);
    }
  }
  return basename(root);
}

function writeConfig(
  folder: string,
  spec: string,
  answers: { iac: string },
  options: InitOptions,
  written: string[],
): void {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);
  const lines = [
    "# What sls-gen generates this project from: see https://www.npmjs.com/package/sls-gen",
    `spec: ${JSON.stringify(spec)}`,
    `name: ${name === "" ? "api" : name}`,
    `iac: ${answers.iac}`,
    ...(options.unroutable === undefined ? [] : [`unroutable: ${options.unroutable}`]),
  ];
  const path = join(folder, configName);
  writeFileSync(path, `${lines.join("\n")}\n`, { flag: "wx" });
  written.push(path);
}

/** Takes away what a failed init wrote, so that it can simply be run again. */
function undo(folder: string, existed: boolean, written: readonly string[]): void {
  written.forEach((path) => rmSync(path, { force: true }));
  if (!existed) {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refused(error: unknown, dir: string): unknown {
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return error;
  }
  const found = new Collector();
  const reason =
    code === "EACCES" || code === "EPERM" || code === "EROFS" ? "permission denied" : message;
  found.add("write/refused", { path: path ?? dir, reason }, null);
  return new Stop(found.all, 2);
}
