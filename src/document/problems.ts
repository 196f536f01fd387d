import { Stop, type Collector } from "../diagnostics/collector.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Spec } from "./spec.ts";

/** Ends a run with everything found so far, where some of it forbids going on. @throws Stop */
export function endIfBroken(found: Collector, spec: Spec | null): asserts spec is Spec {
  if (found.hasErrors || spec === null) {
    throw new Stop(located(found, spec), 1);
  }
}

/** Places are looked up only now: most runs have nothing to tell. In the order of the document. */
export function located(found: Collector, spec: Spec | null): Diagnostic[] {
  const all = found.all.map((each) => ({ ...each, place: each.place ?? placeOf(each, spec) }));
  return all.sort((a, b) => compareText(a.place?.file, b.place?.file) || order(a) - order(b));
}

/** Notes are printed together, without places. */
function placeOf({ origin, severity }: Diagnostic, spec: Spec | null): Diagnostic["place"] {
  return origin === null || spec === null || severity === "note" ? null : spec.placeOf(origin);
}

function order({ place }: Diagnostic): number {
  return place === null ? 0 : place.line * 10_000 + Math.min(place.column, 9_999);
}

function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
