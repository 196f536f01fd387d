import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPack } from "../../src/packs/load.ts";
import type { Pack } from "../../src/packs/pack.ts";
import { builtInSlots, packNames, templatesFolder } from "../../src/packs/slots.ts";

const root = join(import.meta.dirname, "..", "..");
const packs = builtInSlots().flatMap((slot) =>
  packNames(slot).map((name) => loadPack(slot, name, templatesFolder)),
);

/** Files that speak of a pack's words, and why they may. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // sls-gen is an npm package: it reads and completes the package.json of the project that it is used in.
  "package.json": ["src/cli", "src/lib/package.ts", "src/starting.ts"],
  // Helpers that print text for a language are the engine's, so that each is written and tested once.
  terraform: ["src/lib/escape.ts", "src/packs/helpers.ts"],
  vitest: ["src/lib/escape.ts"],
  // The folder of the local gateway's credentials has one of its own.
  ".gitignore": ["src/emulator/dev/settings.ts"],
  // An adjective.
  serverless: ["src/cli/main.ts"],
};

/** Names that stand for more than a pack: kinds of authorizers, a runtime, a style. */
const ordinary = new Set(["lambda", "node", "rest", "inline", "dynamodb", "typescript"]);

/** What only a pack knows: where its files go, what its templates and its tool are called. */
function wordsOf({ name, files }: Pack): string[] {
  const places = files.map(({ path }) => path.split("{")[0] ?? "").filter((path) => path !== "");
  const folders = places.map((path) => path.slice(0, path.lastIndexOf("/") + 1));
  const templates = files.map(({ template }) => template.split("/").at(-1) ?? "");
  const own = ordinary.has(name) ? [] : [name];
  return [...places, ...folders, ...templates.filter((each) => each.endsWith(".hbs")), ...own];
}

const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  // Explanations show examples, of a project with the default packs.
  .filter((path) => path.endsWith(".ts") && path !== "diagnostics/explanations.ts")
  .map((path): [string, string] => [
    `src/${path}`,
    withoutComments(readFileSync(join(root, "src", path), "utf8")),
  ]);

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$|^import .*$/gm, "");
}

describe("src names nothing of a pack", () => {
  const words = [...new Set(packs.flatMap(wordsOf))].filter((word) => word.length > 2).sort();
  it.each(words)("not %s", (word) => {
    const pattern = new RegExp(
      `(?<![\\w/.-])${word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`,
      "i",
    );
    const naming = sources.filter(([path, text]) => {
      const isAllowed = (allowed[word] ?? []).some((place) => path.startsWith(place));
      return !isAllowed && pattern.test(text);
    });
    expect(naming.map(([path]) => path)).toEqual([]);
  });

  it("and the test knows words", () => {
    expect(words).toContain("src/handlers/");
    expect(words).toContain("template.yaml");
    expect(words).toContain("terraform");
  });
});
