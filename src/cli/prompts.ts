import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import { packNames } from "../packs/slots.ts";
import type { InitOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** What `init` must know. */
export type Answers = { readonly spec: string; readonly iac: string };

/** Names under which a document is looked for when none is named. */
const usual = ["openapi.yaml", "openapi.yml", "openapi.json"];

/**
 * Completes the flags of `init`: asks on a terminal, else takes defaults.
 *
 * @throws Stop (exit code 2) naming the flag that is missing and has no default
 */
export async function ask(options: InitOptions, terminal: Terminal): Promise<Answers> {
  if (!terminal.isInteractive || options.yes) {
    return {
      spec: options.spec ?? missing("--spec"),
      iac: options.iac ?? packNames("iac")[0] ?? "",
    };
  }
  const { default: inquirer } = await import("inquirer");
  const found = usual.find((name) => existsSync(resolve(terminal.cwd, name)));
  const answers = await inquirer.prompt([
    {
      type: "input",
      name: "spec",
      message: "Which OpenAPI document?",
      default: found,
      when: options.spec === undefined,
      validate: (path: string) => exists(path, terminal.cwd),
    },
    {
      type: "select",
      name: "iac",
      message: "Which infrastructure?",
      choices: packNames("iac"),
      default: packNames("iac")[0],
      when: options.iac === undefined,
    },
  ]);
  return { spec: options.spec ?? answers.spec, iac: options.iac ?? answers.iac };
}

function exists(path: string, cwd: string): true | string {
  return existsSync(resolve(cwd, path)) || `${path} does not exist`;
}

function missing(flag: string): never {
  return stop(2, "config/flag", { flag }, null);
}
