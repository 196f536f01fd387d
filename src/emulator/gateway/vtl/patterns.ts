import { createContext, Script } from "node:vm";
import { TemplateError } from "./syntax.ts";
import { bounded } from "./values.ts";

/** Milliseconds that one expression of a template may take: it is the document's, and may backtrack for ever. */
const patience = 200;

const script = new Script(
  "out = mode === 'test' ? new RegExp(source, 's').test(text)" +
    " : mode === 'split' ? text.split(new RegExp(source, 'g'))" +
    " : text.replace(new RegExp(source, mode), to)",
);

/** A regular expression of Java as far as ECMA-262 has the same, held to a time. */
export function matcher(source: string) {
  const run = (mode: string, text: string, to = ""): unknown => {
    const scope = Object.assign(Object.create(null) as object, {
      source,
      mode,
      text,
      to,
      out: null,
    });
    try {
      script.runInContext(createContext(scope), { timeout: patience });
    } catch (error) {
      throw new TemplateError(
        `the expression ${source} cannot be used: ${(error as Error).message}`,
      );
    }
    return (scope as { out: unknown }).out;
  };
  return {
    test: (text: string) => run("test", text) === true,
    replaceAll: (text: string, to: string) => bounded(String(run("g", text, javaReplacement(to)))),
    replaceFirst: (text: string, to: string) => bounded(String(run("", text, javaReplacement(to)))),
    /** Empty texts at the end are left out (java.lang.String.split). */
    split: (text: string): string[] => {
      const parts = (run("split", text) as unknown[]).map((part) => String(part ?? ""));
      while (parts.length > 1 && parts.at(-1) === "") {
        parts.pop();
      }
      return parts;
    },
  };
}

/** `$1` is a group and `\x` is x (java.util.regex.Matcher); nothing else is special. */
function javaReplacement(to: string): string {
  return to.replaceAll(/\\([^])|\$(?!\d)/g, (_, character: string | undefined) =>
    character === undefined ? "$$" : character === "$" ? "$$" : character,
  );
}
