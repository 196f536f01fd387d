import { contractPath, contractText } from "./compat/record.ts";
import { bases } from "./project/ejected.ts";
import { manifestPath, manifestText } from "./project/manifest.ts";
import type { KeptFile, Manifest } from "./project/record.ts";
import type { SettledPlan } from "./project/settle.ts";
import { pristines } from "./project/shared.ts";
import type { RenderedProject } from "./render.ts";

/** What is remembered of a run below `.sls-gen`, in the order in which it is written. */
export function recordsOf(
  { ids, sources, contract, overrides }: RenderedProject,
  { files, changes }: SettledPlan,
  before: Manifest,
): KeptFile[] {
  return [
    ...pristines(files, before),
    ...bases(overrides, before.overrides.keys()),
    { path: contractPath, text: contractText(contract) },
    { path: manifestPath, text: manifestText(changes, { files, before, ids, sources, overrides }) },
  ];
}
