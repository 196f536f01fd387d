import { printable } from "../diagnostics/diagnostic.ts";
import { meaningOf, type Finding } from "./finding.ts";

/** A change in words: `createUser: body.email is now required`. */
export function sentence(finding: Finding): string {
  const said = saidOf(finding);
  return finding.operation === null ? said : `${printable(finding.operation.name)}: ${said}`;
}

/** A change in words, without the operation that it is found in. */
function saidOf(finding: Finding): string {
  const { where, before, after } = finding;
  const words: Readonly<Record<string, string>> = { where, before, after };
  return meaningOf(finding).says.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    printable(words[name] ?? ""),
  );
}

/** The same change in several operations, as one. */
export type ToldChange = { readonly said: string; readonly names: string[] };

/** Groups the same change of several operations, so that a shared schema is reported once. */
export function toldOnce(findings: readonly Finding[]): ToldChange[] {
  const told = new Map<string, ToldChange>();
  for (const finding of findings) {
    const said = saidOf(finding);
    const key = `${finding.kind} ${finding.operation === null} ${said}`;
    const known = told.get(key) ?? { said, names: [] };
    known.names.push(...(finding.operation === null ? [] : [printable(finding.operation.name)]));
    told.set(key, known);
  }
  return [...told.values()];
}

/** Names of operations, as many as are to be shown. */
export function namesText(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  const shown = names.slice(0, most).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** A change that may be one of several operations: `createUser, updateUser: body.email is now required`. */
export function toldText({ said, names }: ToldChange, most?: number): string {
  return names.length === 0 ? said : `${namesText(names, most)}: ${said}`;
}
