import { diff } from "../diff.ts";
import {
  breaking,
  concerned,
  impactJson,
  impactMarkdown,
  impactText,
  type Audience,
} from "../compat/report.ts";
import type { Terminal } from "./terminal.ts";

export type DiffOptions = {
  readonly config: string;
  readonly format: "text" | "json" | "markdown";
  readonly json: boolean;
  readonly failOn?: "breaking" | Audience;
};

const forms = { text: impactText, json: impactJson, markdown: impactMarkdown } as const;

/** `sls-gen diff`. @returns the exit code: 3 where what `--fail-on` names is broken */
export async function runDiff(
  before: string | null,
  after: string | null,
  { config, format, json, failOn }: DiffOptions,
  terminal: Terminal,
): Promise<number> {
  const findings = await diff({ before, after }, config, terminal.cwd);
  terminal.out(forms[json ? "json" : format](findings));
  const all = Object.keys(concerned) as Audience[];
  const whom = failOn === undefined ? [] : failOn === "breaking" ? all : [failOn];
  return whom.some((each) => breaking(findings, each).length > 0) ? 3 : 0;
}
