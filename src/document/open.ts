import type { Collector } from "../diagnostics/collector.ts";
import { expandReferences } from "./expand.ts";
import { loadSpec, type Document } from "./load.ts";
import { endIfBroken } from "./problems.ts";
import { checkReferences } from "./references.ts";
import { checkRules } from "./rules.ts";
import type { Spec } from "./spec.ts";
import { checkStructure } from "./structure.ts";
import { reportUnused } from "./unused.ts";

/**
 * Loads a document and checks it against its specification; reports all problems at once.
 *
 * @throws Stop where it cannot be used
 */
export async function openDocument(
  document: Document,
  cwd: string,
  found: Collector,
): Promise<Spec> {
  const spec = loadSpec(document, cwd, found);
  endIfBroken(found, spec);
  expandReferences(spec, found);
  endIfBroken(found, spec);
  checkReferences(spec, found);
  endIfBroken(found, spec);
  checkRules(spec, found);
  checkStructure(spec, found);
  reportUnused(spec, found);
  endIfBroken(found, spec);
  return spec;
}
