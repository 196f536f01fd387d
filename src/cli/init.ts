import { jsonString } from "../lib/escape.ts";
import { existsSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { choicesWith } from "../config/choices.ts";
import { configName } from "../config/config.ts";
import { stop, Stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { generate } from "../generate.ts";
import { careful, type RunResult } from "../options.ts";
import { readDocument } from "../understand.ts";
import { choicesOf, type InitOptions } from "./options.ts";
import type { Counterpart } from "../config/counterpart.ts";
import type { Starting } from "../starting.ts";
import type { Terminal } from "./terminal.ts";
import { completedPackageJson, refuseOtherPackage } from "./package-json.ts";
import { examplesFolder } from "./examples.ts";
import { ask, type Answers } from "./prompts.ts";
import { withItself } from "./itself.ts";
import { problemText } from "./problems.ts";
import { summary } from "./report.ts";
import {
  copiedDocument,
  isEmpty,
  nameOf,
  refuseCollisions,
  refuseOutside,
  refuseProject,
  type CopiedDocument,
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
  const document = await readDocument({ path: spec, root }, terminal.cwd, choices);
  const files = document.spec.paths;
  const isJoining = !isEmpty(folder, files);
  const existed = existsSync(folder);
  const copied = copiedDocument({ spec, root }, files, folder);
  const config = [
    ...configLines(folder, copied, answers, options),
    ...securityLines(document.security),
  ].join("\n");
  const lines: string[] = [];
  const written = { ...copied, document, config: `${config}\n` };
  const starting = startingWith(written, folder, (line) => lines.push(line));
  const how = { ...careful, cwd: terminal.cwd, starting };
  const path = join(folder, configName);
  try {
    if (isJoining) {
      refuseCollisions(await generate(path, how), copied, folder, dir);
    }
    refuseOtherPackage(folder);
    const outcome = await generate(path, { ...how, write: true });
    lines.forEach((line) => terminal.err(line));
    tell(outcome, dir, terminal);
    return 0;
  } catch (error) {
    if (!existed) {
      rmSync(folder, { recursive: true, force: true });
    }
    throw error instanceof Stop ? error : refused(error, dir);
  }
}

/** What the project begins with. @param say is given a line for each thing to know of package.json */
function startingWith(
  { config, document, files }: CopiedDocument & Pick<Starting, "document"> & { config: string },
  folder: string,
  say: (line: string) => void,
): Starting {
  return {
    config: { path: configName, text: config },
    document,
    files,
    packageJson: (planned, found) =>
      withItself(found === null ? planned : completedPackageJson(planned, found, say), folder),
  };
}

/** Replaces --spec by the document of an example. @throws Stop where both are named */
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
