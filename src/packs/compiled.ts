import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import { createRequire } from "node:module";
import { runInThisContext } from "node:vm";
import { precompiled } from "../lib/package.ts";
import { sha256 } from "../lib/hash.ts";
import { choose, layoutHelpers, printers } from "./helpers.ts";

const require = createRequire(import.meta.url);

/** An own Handlebars: with nothing but our helpers. What it has compiled serves every run of this process. */
export const handlebars = (runtime as unknown as typeof Handlebars).create();

/** Helpers that print the same in every run. */
export const ownHelpers = { ...printers, ...layoutHelpers, choose };

const helperNames = [
  ...Object.keys({ ...handlebars.helpers, ...ownHelpers }),
  "link",
  "path",
  "relative",
  "digest",
].sort();

/** Strict, without HTML escaping: what the text of a compiled template depends on. */
const options = JSON.stringify({
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(helperNames.map((name) => [name, true])),
});

/** What was compiled when the package was built: specifications of templates, by the hash of their text. */
type Precompiled = {
  readonly options: string;
  readonly templates: Readonly<Record<string, TemplateSpecification>>;
};

let known: Precompiled["templates"] | null = null;
const templates = new Map<string, Handlebars.TemplateDelegate>();

/** A template, compiled once a process, or when the package was built. @throws Error where its syntax is wrong */
export function compiledOnce(text: string): Handlebars.TemplateDelegate {
  known ??= readPrecompiled();
  const template =
    templates.get(text) ?? handlebars.template(known[sha256(text)] ?? specificationOf(text));
  templates.set(text, template);
  return template;
}

/** True for a template that was compiled when the package was built. */
export function isPrecompiled(text: string): boolean {
  known ??= readPrecompiled();
  return Object.hasOwn(known, sha256(text));
}

/** The module that {@link compiledOnce} reads. @param texts of templates */
export function precompiledModule(texts: readonly string[]): string {
  const entries = [...new Set(texts)].map((text) => `"${sha256(text)}": ${precompile(text)}`);
  return `module.exports = { options: ${JSON.stringify(options)}, templates: {\n${entries.join(",\n")}\n} };\n`;
}

/** None where the package is not built, or was built with other helpers. */
function readPrecompiled(): Precompiled["templates"] {
  try {
    const read = precompiled<Precompiled>("templates");
    return read.options === options ? read.templates : {};
  } catch {
    return {};
  }
}

function specificationOf(text: string): TemplateSpecification {
  return runInThisContext(`(${precompile(text)})`) as TemplateSpecification;
}

/** The compiler is loaded only where there is a template of the user's own. */
function precompile(text: string): string {
  const compiler = require("handlebars") as typeof import("handlebars");
  return String(compiler.precompile(text, JSON.parse(options)));
}
