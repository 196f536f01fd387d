import type { Regex } from "../../api/check.ts";
import { isCatastrophic } from "./backtracking.ts";
import type { Draft } from "./draft.ts";

/**
 * A pattern as the expression that will run (JSON Schema 2020-12 Core §6.4): with flag `u`, else
 * without. One that is written for another engine is read as it was meant where that is certain. Every
 * departure is a warning.
 *
 * @param at tokens from the schema to the pattern
 * @returns null after reporting a pattern that cannot be enforced
 */
export function readRegex(draft: Draft, source: string, ...at: readonly string[]): Regex | null {
  const { spec, found } = draft.owner.context;
  const where = spec.originOf(draft.raw, ...at);
  const meant = translated(source);
  const regex = compiled(meant);
  if ("reason" in regex) {
    found.add(
      "schema/pattern",
      { pattern: source, reason: foreignIn(meant.source) ?? regex.reason },
      where,
    );
    return null;
  }
  const foreign = regex.flags.includes("u") ? null : foreignIn(meant.source);
  if (foreign !== null) {
    found.add("schema/pattern", { pattern: source, reason: foreign }, where);
    return null;
  }
  if (meant.source !== source) {
    found.add(
      "schema/pattern-dialect",
      { pattern: source, read: `/${regex.source}/${regex.flags}` },
      where,
    );
  } else if (!regex.flags.includes("u")) {
    found.add("schema/pattern-flag", { pattern: source }, where);
  }
  if (isCatastrophic(regex.source, regex.flags)) {
    found.add("schema/pattern-backtracking", { pattern: source }, where);
  }
  return regex;
}

/** A pattern as the expression that will run, told of elsewhere; null where there is none. */
export function regexOf(source: string): Regex | null {
  const regex = compiled(translated(source));
  return "reason" in regex ? null : regex;
}

/** An expression of another engine (PCRE, Ruby, Python, a literal of JavaScript) as ECMA-262 has it. */
function translated(source: string): Regex {
  const literal = /^\/(\^.*\$)\/([ims]*)$/s.exec(source);
  const inline = /^(\^?)\(\?([ims]+)\)/.exec(literal?.[1] ?? source);
  const flags = [...new Set((literal?.[2] ?? "") + (inline?.[2] ?? ""))].join("");
  const body = (literal?.[1] ?? source)
    .replace(/^(\^?)\(\?[ims]+\)/, "$1")
    .replace(/^\\A/, "^")
    .replace(/(?<!\\)((?:\\\\)*)\\[zZ]$/, "$1$")
    .replaceAll("(?P<", "(?<");
  return { source: body, flags };
}

function compiled({ source, flags }: Regex): Regex | { readonly reason: string } {
  if (failureOf(source, `${flags}u`) === null) {
    return { source, flags: `${flags}u` };
  }
  const reason = failureOf(source, flags);
  return reason === null ? { source, flags } : { reason };
}

/** @returns why the expression does not compile, null where it does */
function failureOf(source: string, flags: string): string | null {
  try {
    RegExp(source, flags);
    return null;
  } catch (error) {
    return (error as Error).message.replace(/^Invalid regular expression: /, "");
  }
}

/** What other engines give a meaning to, and ECMA-262 without flag `u` reads as plain letters or not at all. */
const foreign: readonly (readonly [RegExp, string])[] = [
  [/(?<!\\)(?:\\\\)*\\[AzZGKRXQEhH]/, "escapes of PCRE or Ruby, which mean letters in ECMA-262"],
  [
    /(?<!\\)(?:\\\\)*\\[pP]\{/,
    "a property escape, which needs flag u, beside something that flag u forbids",
  ],
  [/\[\[:\^?\w+:\]/, "POSIX classes, which ECMA-262 does not have"],
  [/\(\?[imsxU]+[):]/, "inline flags, which ECMA-262 does not have"],
  [/\(\?>|[*+?}]\+/, "atomic groups or possessive quantifiers, which ECMA-262 does not have"],
  [/\(\?#/, "comments, which ECMA-262 does not have"],
];

function foreignIn(source: string): string | null {
  return foreign.find(([dialect]) => dialect.test(source))?.[1] ?? null;
}
