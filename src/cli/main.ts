import { Command, CommanderError, Option } from "commander";
import { choices } from "../config/choices.ts";
import { Stop } from "../diagnostics/collector.ts";
import { version } from "../config/package.ts";
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

/** Everything that is told goes through here, so that no name or text of a document speaks to a terminal or to CI. */
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
    .description("write a config, copy the document in, and generate")
    .argument("[dir]", "folder of the project", ".")
    .option("--spec <file>", "the OpenAPI document")
    .addOption(
      new Option("--example <name>", "begin with a document of ours").choices(exampleNames()),
    )
    .addOption(new Option("--iac <pack>", "infrastructure").choices(packNames("iac")))
    .option("--root <folder>", "folder that references may not leave")
    .addOption(unroutableOption())
    .addOption(undeclaredOption())
    .addOption(intrinsicsOption())
    .option("--yes", "take defaults, ask nothing", false)
    .action(async (dir, options) => {
      const { runInit } = await import("./init.ts");
      end(await runInit(dir, options, terminal));
    });
  program
    .command("generate")
    .description("write what has changed since the last run")
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .option("--watch", "generate again whenever a file of the document changes", false)
    .option("--dry-run", "show the plan, write nothing", false)
    .option("--diff", "show what changes as a unified diff, write nothing", false)
    .option("--move", "move your files along with operations that have another name now", false)
    .option("--force", "overwrite generated files that were edited, keeping FILE.orig", false)
    .addOption(conflictOption())
    .option("--json", "print the outcome as JSON", false)
    .addOption(unroutableOption())
    .addOption(undeclaredOption())
    .addOption(intrinsicsOption())
    .action(async (options) => {
      const { runGenerate } = await import("./generate.ts");
      end(await runGenerate(options, terminal));
    });
  program
    .command("check")
    .description("exit 3 if generate would change anything, 4 if it would stop")
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .option("--strict", "exit 5 where files of operations that are gone are left", false)
    .addOption(
      new Option("--format <what>", "how to tell").choices(["text", "github"]).default("text"),
    )
    .option("--json", "print the outcome as JSON", false)
    .action(async (options) => {
      const { runCheck } = await import("./generate.ts");
      end(await runCheck(options, terminal));
    });
  program
    .command("prune")
    .description("remove files of yours that belong to no operation any more")
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .option("--yes", "remove them without asking", false)
    .action(async (options) => {
      const { runPrune } = await import("./prune.ts");
      end(await runPrune(options, terminal));
    });
  program
    .command("diff")
    .description("say what a change of the document breaks: for clients, handlers, infrastructure")
    .argument("[old]", "a document, or git:REVISION:PATH; without it, the last run's")
    .argument("[new]", "the same; without it, the project's document")
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .addOption(
      new Option("--format <what>", "how to tell")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .option("--json", "the same as --format json", false)
    .addOption(
      new Option(
        "--fail-on <whom>",
        "exit 3 where something breaks: for anyone, or for one",
      ).choices(["breaking", "clients", "handlers", "infrastructure"]),
    )
    .action(async (before, after, options) => {
      const { runDiff } = await import("./diff.ts");
      end(await runDiff(before ?? null, after ?? null, options, terminal));
    });
  program
    .command("explain")
    .description("say what stands behind the files: who enforces what, and what packs are given")
    .option(
      "--gateway",
      "who enforces each constraint: the gateway, the function, or nobody",
      false,
    )
    .option("--backend", "the backend that packs make files from, as JSON", false)
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .option("--json", "print it as JSON", false)
    .action(async (options) => {
      const { runExplain } = await import("./explain.ts");
      end(await runExplain(options, terminal));
    });
  program
    .command("dev")
    .description("API Gateway on this machine: the generated document, and your handlers behind it")
    .option("--dir <folder>", "the project", ".")
    .option("--port <number>", "0 takes one that is free", "3000")
    .option("--host <address>", "where to listen", "127.0.0.1")
    .option("--stage <name>", "the stage that it stands for", "local")
    .option("--no-auth", "let everybody in")
    .option("--env <file>", "environment variables for the functions")
    .option("--data <folder>", "where the database keeps its items; in memory, without it")
    .option("--json", "one JSON object for each request", false)
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
    .description("the templates that files are made from: list them, make one your own, compare");
  templates
    .command("list")
    .description("every template, and whether it is built in, yours, or yours and outdated")
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .option("--json", "print it as JSON", false)
    .action(async (options) => {
      const { runTemplatesList } = await import("./templates.ts");
      end(runTemplatesList(options, terminal));
    });
  templates
    .command("eject")
    .description(
      "copy a template into your templates folder; one that is yours gets what has changed",
    )
    .argument("<name>", "slot/pack/path, as list shows it")
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .addOption(conflictOption())
    .action(async (name, options) => {
      const { runTemplatesEject } = await import("./templates.ts");
      end(runTemplatesEject(name, options, terminal));
    });
  templates
    .command("diff")
    .description("what you changed, and what has changed in the built-in template since")
    .argument("[name]", "one template; without it, all that are yours")
    .option("--config <file>", "the config", "sls-gen.config.yaml")
    .action(async (name, options) => {
      const { runTemplatesDiff } = await import("./templates.ts");
      end(runTemplatesDiff(name ?? null, options, terminal));
    });
}

function conflictOption(): Option {
  return new Option("--conflict <what>", "where you and sls-gen changed the same place of a file")
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
