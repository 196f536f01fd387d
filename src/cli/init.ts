import { jsonString } from "../lib/escape.ts";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { choicesWith } from "../config/choices.ts";
import { configName } from "../config/config.ts";
import { stop, Stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { plannedFile } from "../explain.ts";
import { generate } from "../generate.ts";
import { careful, type RunResult } from "../options.ts";
import { readDocument } from "../understand.ts";
import { choicesOf, type InitOptions } from "./options.ts";
import type { Counterpart } from "../config/counterpart.ts";
import type { Terminal } from "./terminal.ts";
import { completePackageJson, refuseOtherPackage } from "./package-json.ts";
import { examplesFolder } from "./examples.ts";
import { ask, type Answers } from "./prompts.ts";
import { dependOnItself } from "./itself.ts";
import { problemText } from "./problems.ts";
import { summary } from "./report.ts";
import {
  copyDocument,
  isEmpty,
  nameOf,
  refuseCollisions,
  refuseProject,
  undo,
  refuseOutside,
  writeConfig,
  type CopiedDocument,
  type WrittenFiles,
} from "./target.ts";

/** `sls-gen init`: config, a copy of the document, and a first run. @returns the exit code */
export async function runInit(
  dir: string,
  options: InitOptions,
  terminal: Terminal,
): Promise<number> {
  const folder = resolve(terminal.cwd, dir);
  refuseProject(folder, dir);
  const answers = await ask(withExample(options), terminal);
  const spec = resolve(terminal.cwd, answers.spec);
  const root = resolve(terminal.cwd, options.root ?? dirname(spec));
  refuseOutside(spec, root);
  const choices = choicesWith(choicesOf(options));
  const { paths: files, security } = await readDocument(
    { path: spec, root },
    terminal.cwd,
    choices,
  );
  const isJoining = !isEmpty(folder, files);
  const existed = existsSync(folder);
  const written: WrittenFiles = { files: [], before: new Map() };
  try {
    const copied = copyDocument({ spec, root }, files, folder, written);
    writeConfig(
      folder,
      [...configLines(folder, copied, answers, options), ...securityLines(security)],
      written,
    );
    if (isJoining) {
      const how = { ...careful, write: false, cwd: terminal.cwd };
      const { changes, planned } = await generate(join(folder, configName), how);
      refuseCollisions(changes, planned, dir);
    }
    const outcome = await firstRun(folder, written, terminal);
    dependOnItself(folder);
    tell(outcome, dir, terminal);
    return 0;
  } catch (error) {
    undo(folder, existed, written);
    throw error instanceof Stop ? error : refused(error, dir);
  }
}

/** The document of an example stands for one that people name. @throws Stop where both are named */
function withExample(options: InitOptions): InitOptions {
  const { example } = options;
  if (example === undefined) {
    return options;
  }
  if (options.spec !== undefined) {
    const fix = "pass one of the two";
    stop(2, "config/value", { key: "--example", reason: "replaces --spec", fix }, null);
  }
  return { ...options, spec: join(examplesFolder, `${example}.yaml`) };
}

async function firstRun(
  folder: string,
  written: WrittenFiles,
  terminal: Terminal,
): Promise<RunResult> {
  const config = join(folder, configName);
  if (existsSync(join(folder, "package.json"))) {
    const planned = await plannedFile(config, "package.json", terminal.cwd);
    refuseOtherPackage(folder);
    completePackageJson(folder, planned, written).forEach((line) => terminal.err(line));
  }
  return generate(config, { ...careful, write: true, cwd: terminal.cwd });
}

function tell(outcome: RunResult, dir: string, terminal: Terminal): void {
  if (outcome.warnings.length > 0) {
    terminal.err(problemText(outcome.warnings));
  }
  terminal.err(summary(outcome, "done"));
  terminal.err(`next: ${dir === "." ? "" : `cd ${dir} && `}npm install && npm test`);
}

function configLines(
  folder: string,
  copied: CopiedDocument,
  answers: Answers,
  options: InitOptions,
): string[] {
  const choices = Object.entries(choicesOf(options));
  return [
    "# What sls-gen generates this project from: see https://www.npmjs.com/package/sls-gen",
    `spec: ${jsonString(copied.spec)}`,
    ...(options.root === undefined ? [] : [`root: ${jsonString(copied.root)}`]),
    `name: ${nameOf(folder)}`,
    `iac: ${answers.iac}`,
    ...choices.map(([key, value]) => `${key}: ${value}`),
  ];
}

/** What stands for each security scheme: always something that denies until it is written. */
function securityLines(security: Readonly<Record<string, Counterpart>>): string[] {
  const lines = Object.entries(security).map(([scheme, { kind, header }]) => {
    const also = header === undefined ? "" : `, header: ${jsonString(header)}`;
    return `  ${jsonString(scheme)}: { kind: ${kind}${also} }`;
  });
  return lines.length === 0 ? [] : ["security:", ...lines];
}

/** What the file system refuses, in words; anything else is our bug. */
function refused(error: unknown, dir: string): unknown {
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return error;
  }
  const isForbidden = code === "EACCES" || code === "EPERM" || code === "EROFS";
  const reason = isForbidden ? "permission denied" : message;
  return new Stop([diagnostic("write/refused", { path: path ?? dir, reason }, null)], 2);
}
