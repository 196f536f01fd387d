import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { stop, Stop } from "../../diagnostics/collector.ts";
import type { LocalSettings } from "../dev/settings.ts";

/** Variables of this process that functions get: what programs and the AWS SDK need. */
const passedOn = [
  "PATH",
  "HOME",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "DYNAMODB_ENDPOINT",
];

/**
 * The variables that every function has.
 *
 * @param file with environment variables; null for none
 * @throws Stop (exit code 2) where the file cannot be read
 */
export function environmentOf(
  file: string | null,
  { principal }: LocalSettings,
): NodeJS.ProcessEnv {
  const known = passedOn.filter((name) => (process.env[name] ?? "") !== "");
  return {
    ...Object.fromEntries(known.map((name) => [name, process.env[name]])),
    RESPONSE_CHECKS: "refuse",
    // Cursors that were handed out stay good after a new start.
    CURSOR_SECRET: createHash("sha256").update(principal.secretAccessKey).digest("hex"),
    // The SDK would tell in every instance that it wants a newer Node.js than ours.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    ...(file === null ? {} : environmentFrom(file)),
  };
}

function environmentFrom(path: string): NodeJS.ProcessEnv {
  try {
    const text = readFileSync(path, "utf8");
    const odd = oddLine(text);
    if (odd !== null) {
      const reason = "expected `NAME=value`";
      const place = { file: path, line: odd.number, column: 1, text: odd.line };
      return stop(2, "local/environment", { path, reason }, place);
    }
    return parseEnv(text) as NodeJS.ProcessEnv;
  } catch (error) {
    if (error instanceof Stop) {
      throw error;
    }
    return stop(2, "local/environment", { path, reason: (error as Error).message }, null);
  }
}

/** The first line that sets nothing and is neither empty nor a comment, which the parser would skip; null for none. */
function oddLine(text: string): { readonly line: string; readonly number: number } | null {
  let quote: string | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (quote !== null) {
      quote = line.includes(quote) ? null : quote;
      continue;
    }
    const value = /^\s*(?:export\s+)?[\w.-]+\s*=\s*(.*)$/.exec(line)?.[1];
    if (value === undefined && !/^\s*(#|$)/.test(line)) {
      return { line, number: index + 1 };
    }
    const [, opened = null, rest = ""] = /^(["'`])(.*)$/.exec(value ?? "") ?? [];
    quote = opened !== null && !rest.includes(opened) ? opened : null;
  }
  return null;
}
