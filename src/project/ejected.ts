import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { readText } from "./disk.ts";
import { lines } from "../lib/lines.ts";
import type { TemplateOverride, KeptFile } from "./record.ts";

/** Where the built-in template is kept that a template of the project replaced. */
export function basePath(name: string): string {
  return `.sls-gen/ejected/${name}`;
}

/** The built-in template that one of the project replaced; null where that is not known yet. */
export function baseOf(folder: string, name: string): string | null {
  const text = readText(join(folder, basePath(name)))?.text ?? null;
  return text === null ? null : lines(text);
}

/** True where the built-in template has changed since it was replaced. */
export function isOutdated({ base, builtIn }: TemplateOverride): boolean {
  return base !== builtIn;
}

/** The bases to keep; those of templates that are the project's no more go. */
export function bases(
  overrides: readonly TemplateOverride[],
  before: Iterable<string>,
): KeptFile[] {
  const names = new Set(overrides.map(({ name }) => name));
  return [
    ...overrides.map(({ name, base }) => ({ path: basePath(name), text: base })),
    ...[...before]
      .filter((name) => !names.has(name))
      .map((name) => ({ path: basePath(name), text: null })),
  ];
}

/** Unified diffs of both sides since the template was ejected: the user's changes, and those of the built-in template. */
export function threeWayDiff({ name, base, mine, builtIn }: TemplateOverride): string {
  const parts = [
    ["your changes", mine],
    ["changes of sls-gen since", builtIn],
  ] as const;
  return parts
    .map(([whose, text]) => {
      const patch = createTwoFilesPatch(`${name} (as it was)`, `${name} (${whose})`, base, text);
      return base === text ? `${name}: no ${whose}` : patch.replace(/^=+\n/, "").trimEnd();
    })
    .join("\n");
}
