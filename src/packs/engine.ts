import Handlebars from "handlebars";
import { posix } from "node:path";
import { Stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { jsonString } from "../lib/escape.ts";
import type { Name } from "../api/name.ts";
import { choose, layoutHelpers, printers, printWidth } from "./helpers.ts";
import type { Json } from "../api/json.ts";
import { formatJson } from "./json.ts";
import { layOut } from "./layout.ts";
import { fileNamed, pathFor, type Pack, type PackFile } from "./pack.ts";

/** Renders the templates of a set of packs. */
export type Engine = {
  /**
   * @param path of the file being made, which links are relative to
   * @param view what the template asks: plain data
   * @returns the text, laid out
   */
  render(pack: Pack, file: PackFile, path: string, view: object): string;
};

/** Makes an engine: an own Handlebars with nothing but our helpers, strict, without HTML escaping. */
export function createEngine(packs: readonly Pack[]): Engine {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({
    ...printers,
    ...layoutHelpers,
    choose,
    link: linker(packs),
  } as never);
  const guard = escapeFor(packs);
  handlebars.registerHelper({
    text: (value: string, options: Handlebars.HelperOptions) =>
      guard(jsonString(String(value)), options),
    json: (value: Json, options: Handlebars.HelperOptions) =>
      guard(formatJson(value, Number.POSITIVE_INFINITY), options),
  });
  const options = {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(handlebars.helpers).map((name) => [name, true])),
  } as never;
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const pack of packs) {
    for (const [path, text] of pack.texts) {
      if (path.endsWith(".hbs")) {
        const template = handlebars.compile(text, options);
        compiled.set(`${pack.slot}/${path}`, template);
        handlebars.registerPartial(`${pack.slot}/${path.replace(/\.hbs$/, "")}`, template);
      }
    }
  }
  return {
    render: (pack, file, path, view) =>
      run(compiled.get(`${pack.slot}/${file.template}`), pack, file, {
        ...view,
        file: { path, slot: pack.slot },
      }),
  };
}

function run(
  template: Handlebars.TemplateDelegate | undefined,
  pack: Pack,
  file: PackFile,
  view: object,
): string {
  const name = `${pack.slot}/${pack.name}/${file.template}`;
  try {
    if (template === undefined) {
      throw new Error("it does not exist");
    }
    const text = template(view);
    // JSON is laid out as a whole, which also proves that it is JSON.
    return file.path.endsWith(".json")
      ? `${formatJson(JSON.parse(text), printWidth)}\n`
      : layOut(text, printWidth).split("\n").map(withoutBlanks).join("\n");
  } catch (error) {
    throw new Stop(
      [diagnostic("template/broken", { reason: `${name}: ${(error as Error).message}` }, null)],
      1,
    );
  }
}

/** A line without blanks at its end; an expression would try again from every blank of a deep indent. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === " " || line[end - 1] === "\t") {
    end -= 1;
  }
  return line.slice(0, end);
}

/**
 * Some infrastructure replaces variables in any text that it reads: text of the document must not speak to
 * it. What it reads are the files of the slots gateway and iac.
 *
 * @returns a function that guards a text which is JSON
 */
function escapeFor(packs: readonly Pack[]) {
  const escape = packs.find(({ slot }) => slot === "iac")?.escape;
  const pattern = new RegExp(escape?.pattern ?? "(?!)", "g");
  return (text: string, options: Handlebars.HelperOptions): string => {
    const { slot } = (options.data.root as { readonly file: { readonly slot: string } }).file;
    return slot === "gateway" || slot === "iac"
      ? text.replaceAll(pattern, () => escape?.with ?? "")
      : text;
  };
}

/** `{{link "validator.schema" name}}`: the import path of another file, in quotes. */
function linker(packs: readonly Pack[]) {
  return (reference: string, ...rest: unknown[]): string => {
    const options = rest.at(-1) as Handlebars.HelperOptions;
    const name = rest.length > 1 ? (rest[0] as Name) : null;
    const from = posix.dirname((options.data.root as { file: { path: string } }).file.path);
    const path = posix.relative(from, pathFor(fileNamed(packs, reference), name));
    return JSON.stringify(path.startsWith(".") ? path : `./${path}`);
  };
}
