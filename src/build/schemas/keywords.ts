import type { Draft } from "./read.ts";

/** Keywords of JSON Schema 2020-12 that are not enforced; each use is told. */
const unenforced = ["contentSchema"];

/** Reports what a schema says that the validator will not check: never silence. */
export function reportUnknownKeywords(draft: Draft): void {
  const { spec, found } = draft.owner.context;
  for (const keyword of unenforced) {
    if (Object.hasOwn(draft.raw, keyword)) {
      found.add("schema/keyword", { keyword }, spec.originOf(draft.raw, keyword));
    }
  }
}
