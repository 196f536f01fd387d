import { counted } from "../lib/counted.ts";
import { jsonText, markdown } from "../lib/escape.ts";
import type { ChangeKindMeaning } from "./catalogue.ts";
import { meaningOf, type Finding } from "./finding.ts";
import { namesText, sentence, toldOnce, toldText, type ToldChange } from "./words.ts";

/** Those whom a change concerns, in the words of `--fail-on`. */
export const concerned = {
  clients: ({ clients }: ChangeKindMeaning) => clients === "breaking",
  handlers: ({ handlers }: ChangeKindMeaning) => handlers === "breaking",
  infrastructure: ({ infrastructure }: ChangeKindMeaning) =>
    infrastructure === "replacement" || infrastructure === "access",
} as const;

export type Audience = keyof typeof concerned;

/** The changes that break something for one of those concerned. */
export function breaking(findings: readonly Finding[], whom: Audience): Finding[] {
  return findings.filter((finding) => concerned[whom](meaningOf(finding)));
}

const headings: Readonly<Record<Audience, string>> = {
  clients: "breaking for clients",
  handlers: "breaking for your handlers",
  infrastructure: "replacements and access changes in the infrastructure",
};

/** All changes as text: breaking ones first, by audience. */
export function impactText(findings: readonly Finding[]): string {
  const sections = sectionsOf(findings).map(({ heading, told }) =>
    [heading, ...told.map((each) => `  ${toldText(each)}`)].join("\n"),
  );
  return [...sections, countsText(findings)].join("\n\n");
}

/** All changes as Markdown, for a pull request. */
export function impactMarkdown(findings: readonly Finding[]): string {
  const sections = sectionsOf(findings).map(({ heading, told }) => {
    const lines = told.map(({ said, names }) => {
      const where = names.length === 0 ? "" : `**${markdown(namesText(names))}**: `;
      return `- ${where}${markdown(said)}`;
    });
    return [`### ${heading.charAt(0).toUpperCase()}${heading.slice(1)}`, "", ...lines].join("\n");
  });
  return ["## API changes", ...sections, countsText(findings)].join("\n\n");
}

/** All changes as data; `version` grows when the form changes. */
export function impactJson(findings: readonly Finding[]): string {
  const changes = findingsJson(findings);
  return jsonText({ version: 1, ok: true, counts: countsOf(findings), changes }, 2);
}

/** Changes as data, each with what it means. */
export function findingsJson(findings: readonly Finding[]): readonly object[] {
  return findings.map((finding) => {
    const { says: _, ...meaning } = meaningOf(finding);
    return { ...finding, ...meaning, message: sentence(finding) };
  });
}

function sectionsOf(findings: readonly Finding[]): { heading: string; told: ToldChange[] }[] {
  const names = Object.keys(concerned) as Audience[];
  const rest = findings.filter((each) => !names.some((whom) => concerned[whom](meaningOf(each))));
  return [
    ...names.map((whom) => ({ heading: headings[whom], told: toldOnce(breaking(findings, whom)) })),
    { heading: "other changes", told: toldOnce(rest) },
  ].filter(({ told }) => told.length > 0);
}

function countsOf(findings: readonly Finding[]): Readonly<Record<Audience | "all", number>> {
  const count = (whom: Audience) => breaking(findings, whom).length;
  return {
    all: findings.length,
    clients: count("clients"),
    handlers: count("handlers"),
    infrastructure: count("infrastructure"),
  };
}

function countsText(findings: readonly Finding[]): string {
  const { all, clients, handlers, infrastructure } = countsOf(findings);
  return all === 0
    ? "no changes"
    : `${counted(all, "change")}: ${clients} break clients, ${handlers} break handlers, ${infrastructure} replace resources or change access`;
}
