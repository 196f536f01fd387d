import { describe, expect, it } from "vitest";
import { catalogue as changeCatalogue } from "../../src/compat/catalogue.ts";
import { catalogue } from "../../src/diagnostics/catalogue.ts";
import { run } from "../support/cli.ts";
import { newFolder } from "../support/folder.ts";
import { explanations } from "../../src/diagnostics/explanations.ts";
import { reasons } from "../../src/diagnostics/reasons.ts";
import { projectFiles, projects } from "../support/projects.ts";

/** Words that make people stop and translate; the glossary in ARCHITECTURE.md says what is written in their place. */
const banned =
  /\b(mend|anew|nobody|cannot be had|taken for|stands for|is no [a-z]+ (of|that)|must be there|goes on|what ran|means nothing|is told|such for)\b/i;

/** Lines of text with a banned word in them. */
const offending = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.split("\n")).filter((line) => banned.test(line));

describe("plain words", () => {
  it("in every message and every fix", () => {
    const texts = Object.values(catalogue).flatMap(({ message, fix }) => [message, fix]);
    expect(offending(texts)).toEqual([]);
  });

  it("in the help of every command", async () => {
    const commands = "init generate check prune diff explain dev templates".split(" ");
    const helps = await Promise.all(
      [[], ...commands.map((each) => [each]), ["templates", "eject"]].map((words) =>
        run(newFolder(), ...words, "--help"),
      ),
    );
    expect(offending(helps.map(({ out }) => out))).toEqual([]);
  });

  it("in every explanation, and in every sentence about a change", () => {
    const texts = Object.values(explanations).map(({ why }) => why);
    const changes = Object.values(changeCatalogue).map(({ says }) => says);
    const completions = Object.values(reasons).flatMap(({ reason, fix }) => [reason, fix]);
    expect(offending([...texts, ...changes, ...completions])).toEqual([]);
  });

  it.each(Object.keys(projects))("in every file of the project %s", async (name) => {
    const files = await projectFiles(name);
    // Texts of the document are its author's.
    const texts = [...files].filter(([path]) => !/\.jsonl?$|^gateway\//.test(path));
    expect(offending(texts.map(([, text]) => text))).toEqual([]);
  });

  it.each(["users", "store"])("in what a function answers, in the project %s", async (name) => {
    const files = await projectFiles(name);
    const texts = [...files].filter(([path]) => /^src\/.*\.ts$/.test(path));
    const literals = texts.flatMap(([, text]) =>
      [...text.matchAll(/"(?:[^"\\\n]|\\.)*"|`[^`]*`/g)].map(([each]) => each),
    );
    expect(offending(literals)).toEqual([]);
  });
});
