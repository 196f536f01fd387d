import { Command, CommanderError, Option } from "commander";
import { choices } from "../config/choices.ts";
import { Stop } from "../diagnostics/collector.ts";
import { version } from "../lib/package.ts";
import { packNames } from "../packs/slots.ts";
import { exampleNames } from "./examples.ts";
import { terminalLines } from "../lib/escape.ts";
import { problemText } from "./problems.ts";
import { failureJson } from "./report.ts";
import type { Terminal } from "./terminal.ts";

const processTerminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  command: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  cwd: process.cwd(),
  isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  ended: () => {
    const controller = new AbortController();
    ["SIGINT", "SIGTERM"].forEach((name) => process.once(name, () => controller.abort()));
    return controller.signal;
  },
};

/**
 * The command line.
 *
 * @param argv arguments after the program's name
 * @returns the exit code: 0 done, 1 the document or a template has errors, 2 usage or config, 3 stale
 *   or breaking,
 *   4 a file was edited or is in the way, 5 orphans with --strict, 70 our bug, 130 ended by a signal
 */
export async function main(
  argv: readonly string[],
  outer: Terminal = processTerminal,
): Promise<number> {
  const terminal = guarded(outer);
  let exitCode = 0;
  const program = programFor(terminal, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return failed(error, argv, terminal);
  }
}

/** Escapes all output, so that no text of a document controls a terminal or CI. */
function guarded(terminal: Terminal): Terminal {
  return {
    ...terminal,
    out: (text) => terminal.out(terminalLines(text)),
    err: (text) => terminal.err(terminalLines(text)),
  };
}

/** What a command needs is loaded when it is asked for: each of them needs much that others do not. */
function programFor(terminal: Terminal, end: (code: number) => void): Command {
  const program = new Command("sls-gen")
    .description("From an OpenAPI document to a serverless API backend on AWS")
    .version(version(), "-V, --version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .showSuggestionAfterError();
  program
    .command("init")
    .description("create a project: write the config, copy the document, and generate")
    .argument("[dir]", "project folder", ".")
    .option("--spec <file>", "the OpenAPI document")
    .addOption(
      new Option("--example <name>", "start from an example document").choices(exampleNames()),
    )
    .addOption(new Option("--iac <pack>", "infrastructure").choices(packNames("iac")))
    .option("--root <folder>", "folder that references must stay in")
    .addOption(unroutableOption())
    .addOption(undeclaredOption())
    .addOption(intrinsicsOption())
    .option("--yes", "accept the defaults without prompting", false)
    .action(async (dir, options) => {
      const { runInit } = await import("./init.ts");
      end(await runInit(dir, options, terminal));
    });
  program
    .command("generate")
    .description("write the files that changed since the last run")
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .option("--watch", "generate again whenever the document changes", false)
    .option("--dry-run", "show the plan without writing", false)
    .option("--diff", "show the changes as a unified diff without writing", false)
    .option("--move", "move your files along with renamed operations", false)
    .option("--force", "overwrite generated files that were edited, keeping FILE.orig", false)
    .addOption(conflictOption())
    .option("--json", "print the result as JSON", false)
    .addOption(unroutableOption())
    .addOption(undeclaredOption())
    .addOption(intrinsicsOption())
    .action(async (options) => {
      const { runGenerate } = await import("./generate.ts");
      end(await runGenerate(options, terminal));
    });
  program
    .command("check")
    .description(
      "check that generated files are up to date (exit 3 if not, 4 if generate would stop)",
    )
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .option("--strict", "exit 5 if files of removed operations remain", false)
    .addOption(
      new Option("--format <format>", "output format").choices(["text", "github"]).default("text"),
    )
    .option("--json", "print the result as JSON", false)
    .action(async (options) => {
      const { runCheck } = await import("./generate.ts");
      end(await runCheck(options, terminal));
    });
  program
    .command("prune")
    .description("remove your files of removed operations")
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .option("--yes", "remove them without prompting", false)
    .action(async (options) => {
      const { runPrune } = await import("./prune.ts");
      end(await runPrune(options, terminal));
    });
  program
    .command("diff")
    .description("show what a document change breaks for clients, handlers and infrastructure")
    .argument("[old]", "document, or git:REVISION:PATH; defaults to the last run")
    .argument("[new]", "document, or git:REVISION:PATH; defaults to the project's document")
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .option("--json", "the same as --format json", false)
    .addOption(
      new Option("--fail-on <audience>", "exit 3 on breaking changes for this audience").choices([
        "breaking",
        "clients",
        "handlers",
        "infrastructure",
      ]),
    )
    .action(async (before, after, options) => {
      const { runDiff } = await import("./diff.ts");
      end(await runDiff(before ?? null, after ?? null, options, terminal));
    });
  program
    .command("explain")
    .description(
      "explain a message by its code, which layer enforces each constraint, or the backend behind the files",
    )
    .argument("[code]", "code of a message, such as spec/path-variable")
    .option("--gateway", "show which layer enforces each constraint", false)
    .option("--backend", "print the backend that packs render, as JSON", false)
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .option("--json", "print JSON", false)
    .action(async (code, options) => {
      if (code !== undefined) {
        const { runExplainCode } = await import("./explain-code.ts");
        return end(runExplainCode(code, options.json, terminal));
      }
      const { runExplain } = await import("./explain.ts");
      end(await runExplain(options, terminal));
    });
  program
    .command("dev")
    .description("run API Gateway locally with the generated document and your handlers")
    .option("--dir <folder>", "project folder", ".")
    .option("--port <number>", "port; 0 selects a free one", "3000")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--stage <name>", "stage name", "local")
    .option("--no-auth", "disable authentication and authorization")
    .option("--env <file>", "environment variables for the functions")
    .option("--data <folder>", "folder for database items (default: in memory)")
    .option("--json", "print one JSON object per request", false)
    .action(async (options) => {
      const { runDev } = await import("./dev.ts");
      end(await runDev(options, terminal));
    });
  addTemplates(program, terminal, end);
  return program;
}

function addTemplates(program: Command, terminal: Terminal, end: (code: number) => void): void {
  const templates = program
    .command("templates")
    .description("list, override and compare templates");
  templates
    .command("list")
    .description("list all templates and their state: built-in, yours, or outdated")
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .option("--json", "print JSON", false)
    .action(async (options) => {
      const { runTemplatesList } = await import("./templates.ts");
      end(runTemplatesList(options, terminal));
    });
  templates
    .command("eject")
    .description("copy a template into your templates folder, or merge changes into your copy")
    .argument("<name>", "slot/pack/path, as shown by list")
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .addOption(conflictOption())
    .action(async (name, options) => {
      const { runTemplatesEject } = await import("./templates.ts");
      end(await runTemplatesEject(name, options, terminal));
    });
  templates
    .command("test")
    .description("render your packs with example documents and compare with their snapshots")
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .option("--update", "write the snapshots", false)
    .option("--json", "print JSON", false)
    .action(async (options) => {
      const { runTemplatesTest } = await import("./templates-test.ts");
      end(await runTemplatesTest(options, terminal));
    });
  templates
    .command("diff")
    .description("show your changes and the changes in the built-in template since")
    .argument("[name]", "template; defaults to all of yours")
    .option("--config <file>", "config file", "sls-gen.config.yaml")
    .action(async (name, options) => {
      const { runTemplatesDiff } = await import("./templates.ts");
      end(runTemplatesDiff(name ?? null, options, terminal));
    });
}

function conflictOption(): Option {
  return new Option(
    "--conflict <what>",
    "conflict resolution where you and sls-gen changed the same place",
  )
    .choices(["stop", "markers", "yours"])
    .default("stop");
}

function unroutableOption(): Option {
  const about = "operations that API Gateway cannot route";
  return new Option("--unroutable <what>", about).choices(choices.unroutable);
}

function intrinsicsOption(): Option {
  const about = "functions of CloudFormation in the document's own fields";
  return new Option("--intrinsics <what>", about).choices(choices.intrinsics);
}

function undeclaredOption(): Option {
  const about = "path variables and security schemes that are not declared";
  return new Option("--undeclared <what>", about).choices(choices.undeclared);
}

/** The one place where what went wrong becomes words and an exit code. */
function failed(error: unknown, argv: readonly string[], terminal: Terminal): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof Stop) {
    if (/(^| )--(json|format[ =]json)( |$)/.test(argv.join(" "))) {
      terminal.out(failureJson(error.diagnostics));
    }
    terminal.err(problemText(error.diagnostics));
    if (error.details !== "") {
      terminal.err(error.details);
    }
    return error.exitCode;
  }
  const told = error instanceof Error ? error : new Error(String(error));
  if (told.name === "ExitPromptError") {
    // Ctrl-C at a question (inquirer): nothing was written yet.
    return 130;
  }
  terminal.err(
    `sls-gen has a bug: ${told.message}\nPlease report it with the document that shows it.`,
  );
  if (process.env["SLS_GEN_DEBUG"] !== undefined) {
    terminal.err(told.stack ?? "");
  }
  return 70;
}
