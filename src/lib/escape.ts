/**
 * Every escaper of every language, one function each. Each first takes away what may not stand there
 * (invisible, reordering and control characters), and escapes last, so that nothing which is taken away
 * can bring the pieces of a sign together again.
 */

/** Line ends beside CR and LF, lone surrogates, private use, and format characters: zero width, direction, tags. */
const unseen = /[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What may not stand in a literal as it is: what is not seen, and the control characters. */
const unsafe = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A character as escapes of its UTF-16 code units (ECMA-262 §12.9.4, RFC 8259 §7). */
function unicodeEscape(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");
}

/** Words of the document on one line: visible characters only. Every escaper for prose begins with it. */
function visible(text: string): string {
  return plain.test(text) ? text : text.replaceAll(/\p{Cc}+/gu, " ").replaceAll(unseen, "");
}

/** Most texts: asked first, since classes of Unicode cost many times as much. */
const plain = /^[\x20-\x7e]*$/;

/** Text as a JSON string (RFC 8259 §7): also a YAML double-quoted scalar (YAML 1.2 §7.3.1). */
export function jsonString(text: string): string {
  const quoted = JSON.stringify(text);
  return plain.test(quoted) ? quoted : quoted.replaceAll(unsafe, unicodeEscape);
}

/** Text as a string literal of ECMA-262 §12.9.4, with the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const quoted = jsonString(text);
  if (doubles <= singles) {
    return quoted;
  }
  return `'${quoted.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const identifier = /^[A-Za-z_$][\w$]*$/;

/** A property name in a type or a literal: bare where it is an identifier. */
export function propertyKey(name: string): string {
  return identifier.test(name) ? name : stringLiteral(name);
}

/** An access to a property: `.name`, or `["na me"]`. */
export function memberAccess(name: string): string {
  return identifier.test(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** A regular expression literal (ECMA-262 §12.9.5). */
export function regexLiteral(source: string, flags: string): string {
  let body = "";
  let isInClass = false;
  for (let at = 0; at < source.length;) {
    const isEscape = source[at] === "\\";
    const character = String.fromCodePoint(source.codePointAt(at + (isEscape ? 1 : 0)) ?? 92);
    at += character.length + (isEscape ? 1 : 0);
    if (isEscape) {
      body += isUnsafe(character) ? regexEscape(character) : `\\${character}`;
      continue;
    }
    isInClass = character === "[" ? true : character === "]" ? false : isInClass;
    const isEnd = character === "/" && !isInClass;
    body += isEnd ? "\\/" : isUnsafe(character) ? regexEscape(character) : character;
  }
  return `/${body === "" ? "(?:)" : body}/${flags}`;
}

function isUnsafe(character: string): boolean {
  return character.search(unsafe) >= 0;
}

/** Line ends have well-known escapes; other characters are escaped by number. */
function regexEscape(character: string): string {
  return character === "\n" ? "\\n" : character === "\r" ? "\\r" : unicodeEscape(character);
}

/** What compilers, bundlers and test runners read in a comment: `@ts-ignore`, `@vitest-environment`, `@jsx`. */
const directive = /(?<![\p{L}\p{N}_.+-])@(?=[\p{L}_])|@(?=(?:ts|vitest|jest)-|jsx|__)|#(?=__)/giu;

/** One line of words inside a comment of TypeScript or YAML: it ends no comment and speaks to no tool. */
export function commentLine(text: string): string {
  return visible(text).replaceAll(directive, "$& ").replaceAll("*/", "*\\/").trimEnd();
}

/** One line of Markdown (GitHub Flavored Markdown): words, and no markup, link or HTML. */
export function markdown(text: string): string {
  return visible(text)
    .replaceAll(/[\\`*_{}[\]<>#|~!&$@]|:(?=\/\/)/g, "\\$&")
    .replaceAll(/(?<=www)\./gi, "\\.")
    .trim();
}

/** A code span of Markdown, with its backticks (CommonMark §6.1): the fence is longer than what is in it. */
export function markdownCode(text: string): string {
  const shown = visible(text).trim();
  const runs = (shown.match(/`+/g) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const space = shown === "" || /^`|`$/.test(shown) ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

/** Text as a JSON string of Terraform, in which nothing is interpolated (Terraform: string templates). */
export function terraformString(text: string): string {
  return jsonString(
    text.replaceAll(/[$%]+\{/g, (run) =>
      // `$${` is `${`; behind another sign it would read otherwise, and each sign is a text of its own.
      run.length === 2
        ? run[0] + run
        : `${Array.from(run.slice(0, -1), (sign) => `\${"${sign}"}`).join("")}{`,
    ),
  );
}

/** Untrusted text on one line of a terminal or a log, which would obey its control characters; as wide as it was. */
export function terminalText(text: string): string {
  return text.replaceAll(unsafe, (character) => " ".repeat(character.length));
}

/** What GitHub Actions takes for a workflow command: `::name` where a line begins, `##[name]` anywhere. */
const command = /^(\s*:)(?=:)|(##)(?=\[)/g;

/** Lines of a report, whoever made them: no line moves the cursor, hides words or starts a workflow command. */
export function terminalLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => terminalText(line.replaceAll("\t", "  ")).replaceAll(command, "$1$2 "))
    .join("\n");
}

/** A value as the JSON that commands print: what may not stand in a terminal is escaped. */
export function jsonText(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  return text.replaceAll(unsafe, (character) =>
    character === "\n" ? character : unicodeEscape(character),
  );
}

/** The data of a workflow command of GitHub Actions: a line break in it would begin another command. */
export function commandData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A property of a workflow command: `file=`. */
export function commandProperty(text: string): string {
  return commandData(visible(text)).replaceAll(",", "%2C").replaceAll(":", "%3A");
}
