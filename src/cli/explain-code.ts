import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package.ts";
import { catalogue, type Code } from "../diagnostics/catalogue.ts";
import { stop } from "../diagnostics/collector.ts";
import { explanations, type Explanation } from "../diagnostics/explanations.ts";
import { jsonText } from "../lib/escape.ts";
import { nearest } from "../lib/nearest.ts";
import type { Terminal } from "./terminal.ts";

/**
 * `sls-gen explain CODE`: what a message has no room for.
 *
 * @returns 0
 * @throws Stop (exit code 2) for a code that there is not
 */
export function runExplainCode(said: string, json: boolean, terminal: Terminal): number {
  const code = said.replaceAll(/[[\]]/g, "");
  if (!isCode(code)) {
    const meant = nearest(code, Object.keys(catalogue));
    const fix =
      meant === null ? "codes stand in brackets after each message" : `did you mean ${meant}?`;
    return stop(
      2,
      "config/value",
      { key: "explain", reason: `does not know the code ${code}`, fix },
      null,
    );
  }
  const { severity, message, fix } = catalogue[code];
  const { why, example = exampleOf(code) }: Explanation = explanations[code];
  if (json) {
    const explained = { code, severity, message: blanks(message), why, fix: blanks(fix), example };
    terminal.out(jsonText({ version: 1, ok: true, ...explained }, 2));
  } else {
    const parts = [
      `${code}: ${severity}`,
      blanks(message),
      `Why: ${why}`,
      `Fix: ${blanks(fix)}`,
      ...(example === "" ? [] : [`Example:\n\n${indented(example)}`]),
    ];
    terminal.out(parts.join("\n\n"));
  }
  return 0;
}

function isCode(said: string): said is Code {
  return Object.hasOwn(catalogue, said);
}

/** A document that shows the problem, where a document can cause it. */
function exampleOf(code: Code): string {
  const path = join(packageRoot, "specs", "broken", `${code.replace("/", "-")}.yaml`);
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd() : "";
}

/** What stands in braces is different each time. */
function blanks(text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => `<${name}>`);
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "    ");
}
