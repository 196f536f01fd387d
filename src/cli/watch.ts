import { counted } from "../lib/counted.ts";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Stop } from "../diagnostics/collector.ts";
import { generate } from "../generate.ts";
import type { RunResult } from "../options.ts";
import { overridesFolder } from "../packs/overrides.ts";
import { fromDisk } from "../document/read.ts";
import { watchPaths } from "../lib/watch.ts";
import { runOf, type GenerateOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import { changeLines } from "./closing.ts";
import { summary } from "./report.ts";

/** Debounce in milliseconds: editors save a file in several steps, and several files at once. */
const quiet = 60;

/** Polling interval in milliseconds, for changes that the file system does not report, such as in a recreated folder. */
const glance = 700;

/** Texts of files as a run read them, by absolute path; null for a file that was not there. */
type Known = Map<string, string | null>;

/**
 * `sls-gen generate --watch`: a run now, and one after each change of a file of the document, of the config or of
 * the project's templates. Each run prints one line; while the document is broken, generated files are unchanged.
 *
 * @returns 130 when it is ended by a signal
 */
export async function runWatch(options: GenerateOptions, terminal: Terminal): Promise<number> {
  const config = resolve(terminal.cwd, options.config);
  const templates = resolve(dirname(config), overridesFolder);
  const ended = terminal.ended();
  const known: Known = new Map();
  let wake = () => {};
  let isChanged = true;
  const look = (path: string) => {
    if (textAt(path) !== known.get(path)) {
      isChanged = true;
      wake();
    }
  };
  const watcher = watchPaths([config, templates], look);
  ended.addEventListener("abort", () => wake());
  const timer = setInterval(() => [...known.keys()].forEach(look), glance);
  try {
    while (!ended.aborted) {
      if (isChanged) {
        isChanged = false;
        remember([config, ...filesBelow(templates)], known);
        terminal.err(await runOnce(options, terminal, known));
        watcher.add([...known.keys()]);
      } else {
        await new Promise<void>((resume) => (wake = resume));
        await new Promise((resume) => setTimeout(resume, quiet));
      }
    }
    return 130;
  } finally {
    clearInterval(timer);
    await watcher.close();
  }
}

function remember(paths: readonly string[], known: Known): void {
  paths.forEach((path) => known.set(path, textAt(path)));
}

function textAt(path: string): string | null {
  try {
    return fromDisk(path);
  } catch {
    return null;
  }
}

function filesBelow(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
}

/** One run, as one line. @param known gets every file of the document that the run reads or looks for */
async function runOnce(
  options: GenerateOptions,
  terminal: Terminal,
  known: Known,
): Promise<string> {
  const began = performance.now();
  const read = (path: string): string => {
    known.set(path, null);
    const text = fromDisk(path);
    known.set(path, text);
    return text;
  };
  try {
    const outcome = await generate(options.config, { ...runOf(options, terminal), read });
    return doneLine(outcome, Math.round(performance.now() - began));
  } catch (error) {
    if (error instanceof Stop) {
      return brokenLine(error);
    }
    throw error;
  }
}

function doneLine(outcome: RunResult, milliseconds: number): string {
  const warnings = outcome.warnings.filter(({ severity }) => severity === "warning").length;
  const [first, ...rest] = changeLines(outcome);
  const more = rest.length > 0 ? ` and ${rest.length} more` : "";
  return [
    `${summary(outcome, "done")} (${milliseconds} ms)`,
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
    ...(first === undefined ? [] : [first + more]),
  ].join("; ");
}

function brokenLine({ diagnostics }: Stop): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const place = first?.place ?? null;
  const where = place === null ? "" : `${place.file}:${place.line}:${place.column}: `;
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : "";
  return `${where}error: ${first?.message}${more} [${first?.code}]; generated files are unchanged`;
}
