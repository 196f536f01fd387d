import type { Hooks } from "../../../src/packs/pack.ts";

/** What people import from an operation or a handler says the new name; the rest of their text says the old one still. */
export const rename: Hooks["rename"] = (text, from, to) => {
  const [old, now] = [from, to].map((camel) => camel.charAt(0).toUpperCase() + camel.slice(1));
  const names = new Map([
    [from, to],
    [`${from}Answers`, `${to}Answers`],
    [`${old}Request`, `${now}Request`],
    [`${old}Response`, `${now}Response`],
  ]);
  const aliased = (list: string) =>
    list.replaceAll(
      /(?<=[{,\s])([\w$]+)(?:\s+as\s+([\w$]+))?(?=\s*[,}])/g,
      (whole, name: string, alias = name) =>
        names.has(name) ? `${names.get(name)} as ${alias}` : whole,
    );
  return text
    .replaceAll(
      new RegExp(`\\{[^{}]*\\}(?=\\s*from\\s*["'][^"']*/operations/${from}\\.ts["'])`, "g"),
      aliased,
    )
    .replaceAll(
      new RegExp(`(?<=from\\s*["'][^"']*/(?:operations|handlers)/)${from}(?=\\.ts["'])`, "g"),
      to,
    );
};
