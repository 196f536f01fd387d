import type Handlebars from "handlebars";
import { createHash } from "node:crypto";
import { posix } from "node:path";
import { Stop } from "../diagnostics/collector.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { jsonString } from "../lib/escape.ts";
import { compiledOnce, handlebars, ownHelpers } from "./compiled.ts";
import { printWidth } from "./helpers.ts";
import type { Json } from "../api/json.ts";
import { formatJson, rowJson } from "./json.ts";
import { layOut } from "./layout.ts";
import { fileNamed, pathFor, type ItemName, type Pack, type PackFile } from "./pack.ts";

/** Renders the templates of a set of packs. */
export type Engine = {
  /**
   * @param path of the file being made, which links are relative to
   * @param view what the template asks: plain data
   * @returns the text, laid out
   */
  render(pack: Pack, file: PackFile, path: string, view: object): string;
};

/** Called for each template with what it receives: `slot/path` without its ending. */
export type Watch = (template: string, context: unknown) => void;

/** Makes an engine for some packs. */
export function createEngine(packs: readonly Pack[], watch?: Watch): Engine {
  // Texts of files that stand alone, by `slot.id`, as far as they are printed.
  const printed = new Map<string, string>();
  const guard = escapeFor(packs);
  const helpers = {
    ...ownHelpers,
    ...pathHelpers(packs),
    digest: (reference: string) => digestOf(printed.get(reference)),
    text: (value: string, options: Handlebars.HelperOptions) =>
      guard(jsonString(String(value)), options),
    json: (value: Json, options: Handlebars.HelperOptions) =>
      guard(formatJson(value, Number.POSITIVE_INFINITY), options),
    row: (value: Json, options: Handlebars.HelperOptions) => guard(rowJson(value), options),
  } as never;
  const partials = partialsOf(packs, watch);
  return {
    render(pack, file, path, view) {
      const template = partials[`${pack.slot}/${file.template.slice(0, -4)}`];
      // Partials are looked up where they are used; handed over with each call, all of them would be copied.
      Object.assign(handlebars, { partials });
      const root = { ...view, file: { path, slot: pack.slot } };
      const text = run(template && ((asked) => template(asked, { helpers })), pack, file, root);
      printed.set(`${pack.slot}.${file.id}`, text);
      return text;
    },
  };
}

/** Every template of the packs by `slot/path`, those among them that fill what others ask for. */
function partialsOf(
  packs: readonly Pack[],
  watch: Watch | undefined,
): Readonly<Record<string, Handlebars.TemplateDelegate>> {
  const partials: Record<string, Handlebars.TemplateDelegate> = {};
  for (const { slot, texts, fills = {} } of packs) {
    for (const [path, text] of texts) {
      if (path.endsWith(".hbs")) {
        const name = `${slot}/${path.slice(0, -4)}`;
        partials[name] = watched(name, compiledOnce(text), watch);
      }
    }
    for (const [asked, own] of Object.entries(fills)) {
      partials[asked] = partials[`${slot}/${own}`] as Handlebars.TemplateDelegate;
    }
  }
  return partials;
}

function watched(
  name: string,
  template: Handlebars.TemplateDelegate,
  watch: Watch | undefined,
): Handlebars.TemplateDelegate {
  return watch === undefined
    ? template
    : (context: unknown, options) => {
        watch(name, context);
        return template(context, options);
      };
}

/** Ten letters and digits that change with a file. @throws Error where it is not printed before this one */
function digestOf(text: string | undefined): string {
  if (text === undefined) {
    throw new Error("a digest is asked of a file that is not printed yet");
  }
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
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
    return laidOut(file.path, template(view));
  } catch (error) {
    throw new Stop(
      [diagnostic("template/broken", { reason: `${name}: ${(error as Error).message}` }, null)],
      1,
    );
  }
}

/** JSON is laid out as a whole, which also proves that it is JSON; rows are, each on its line, as `row` prints them. */
function laidOut(path: string, text: string): string {
  if (path.endsWith(".jsonl")) {
    return text;
  }
  return path.endsWith(".json")
    ? `${formatJson(JSON.parse(text), printWidth)}\n`
    : layOut(text, printWidth).split("\n").map(withoutBlanks).join("\n");
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
 * it. Its pack names the slots whose files it reads.
 *
 * @returns a function that guards a text which is JSON
 */
function escapeFor(packs: readonly Pack[]) {
  const escape = packs.find((pack) => pack.escape !== undefined)?.escape;
  const pattern = new RegExp(escape?.pattern ?? "(?!)", "g");
  return (text: string, options: Handlebars.HelperOptions): string =>
    escape?.slots.includes(rootOf(options).slot) === true
      ? text.replaceAll(pattern, () => escape.with)
      : text;
}

/** The file that is being printed. */
function rootOf(options: Handlebars.HelperOptions): {
  readonly path: string;
  readonly slot: string;
} {
  return (options.data.root as { readonly file: { readonly path: string; readonly slot: string } })
    .file;
}

/** Helpers that print where files are. */
function pathHelpers(packs: readonly Pack[]) {
  const named = (reference: string, rest: readonly unknown[]) =>
    pathFor(fileNamed(packs, reference), rest.length > 1 ? (rest[0] as ItemName | string) : null);
  const from = (path: string, rest: readonly unknown[]) => {
    const folder = posix.dirname(rootOf(rest.at(-1) as Handlebars.HelperOptions).path);
    return posix.relative(folder, path);
  };
  return {
    /** `{{link "validator.schema" name}}`: the import path of another file, in quotes. */
    link(reference: string, ...rest: unknown[]): string {
      const path = from(named(reference, rest), rest);
      return JSON.stringify(path.startsWith(".") ? path : `./${path}`);
    },
    /** `{{path "handler.handler" name}}`: the path of another file in the project. */
    path: (reference: string, ...rest: unknown[]) => named(reference, rest),
    /** `{{relative path}}`: a path in the project as seen from the file that is printed, in quotes. */
    relative: (path: string, ...rest: unknown[]) => jsonString(from(path, rest)),
  };
}
