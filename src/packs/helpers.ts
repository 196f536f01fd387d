import type Handlebars from "handlebars";
import {
  commentLine,
  jsonString,
  markdown,
  markdownCode,
  memberAccess,
  propertyKey,
  regexLiteral,
  stringLiteral,
  terraformString,
} from "../lib/escape.ts";
import type { Regex } from "../api/check.ts";
import type { Json } from "../api/json.ts";
import { formatJson, rowJson } from "./json.ts";
import { marks } from "./layout.ts";
import { expression } from "./literals.ts";
import { alignTable } from "./tables.ts";

/** Width of a line of generated text; the house format of generated projects. */
export const printWidth = 100;

type Options = Handlebars.HelperOptions;

/** Helpers that print untrusted text, each escaping it for one kind of place. */
export const printers: Readonly<Record<string, (...values: never[]) => string>> = {
  /** A string literal of TypeScript. */
  str: (value: string) => stringLiteral(value),
  /** A JSON value as a TypeScript expression on one line. */
  literal: (value: Json) => expression(value),
  /** A property name in a type. */
  key: (value: string) => propertyKey(value),
  /** An access to a property. */
  dot: (value: string) => memberAccess(value),
  /** A regular expression literal. */
  regex: (value: Regex) => regexLiteral(value.source, value.flags),
  /** A reference token as the string that is added to a JSON pointer. */
  pointer: (token: string) => stringLiteral(`/${token}`),
  /** A line inside a block comment. */
  comment: (value: string) => commentLine(value),
  /** A JSON value on as few lines as it takes: files of JSON are laid out as a whole. See `engine.ts`. */
  json: (value: Json) => formatJson(value, Number.POSITIVE_INFINITY),
  /** A JSON value on one line, for files that are rows (JSON Lines). See `engine.ts`. */
  row: (value: Json) => rowJson(value),
  /** Text as a scalar of JSON and YAML. See `engine.ts`. */
  text: (value: string) => jsonString(String(value)),
  /** Text as a JSON string of Terraform, in which nothing is interpolated (Terraform: string templates). */
  tf: (value: string) => terraformString(String(value)),
  /** One line of Markdown. */
  md: (value: string) => markdown(value),
  /** A code span of Markdown, with its backticks. */
  code: (value: string) => markdownCode(value),
};

/** Marks for the layout: see `layout.ts`. */
export const layoutHelpers: Readonly<Record<string, (this: unknown, options: Options) => string>> =
  {
    group(options) {
      return marks.open + options.fn(this) + marks.close;
    },
    indent(options) {
      return marks.indent + options.fn(this) + marks.dedent;
    },
    broken(options) {
      return marks.brokenOpen + options.fn(this) + marks.brokenClose;
    },
    line: () => marks.line,
    softline: () => marks.softline,
    /** Rows of Markdown with their columns aligned. */
    table(options) {
      return alignTable(options.fn(this));
    },
    /** What stands inside, on one line, as a JSON string. */
    string(options) {
      return jsonString(options.fn(this).replaceAll(/\n */g, ""));
    },
  };

/** Chooses a partial by kind: `{{> (choose "validator/is" keyword)}}`. */
export function choose(folder: string, kind: string): string {
  return `${folder}/${kind}`;
}
