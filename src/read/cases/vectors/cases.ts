import type { SchemaCases } from "../../../api/cases.ts";
import type { Json } from "../../../api/json.ts";
import type { Schema } from "../../../api/schema.ts";
import { accepts, type Named } from "../judge/judge.ts";
import { makingOf, sampleOf } from "../samples/sample.ts";
import type { At } from "./at.ts";
import { enriched } from "./enriched.ts";
import { Tried } from "./tried.ts";
import { put, visit } from "./visit.ts";

/**
 * The cases of a schema: values that it accepts, and for each of its checks one that is just inside and one that is
 * just outside. What it refers to by name has cases of its own.
 *
 * @param examples values of the document that are meant to be accepted
 */
export function schemaCases(
  schema: Schema,
  named: Named,
  examples: readonly Json[] = [],
): SchemaCases {
  const tried = new Tried(schema, named);
  const sample = sampleOf(schema, named);
  if (sample === undefined) {
    return { bases: [], rows: [], settled: [], unsampled: [{ at: "", keyword: "value" }] };
  }
  const isAllowed = (value: Json) => accepts(schema, value, named);
  const making = makingOf(named);
  const whole = enriched(schema, sample, making, isAllowed);
  const place = tried.base(whole) ?? tried.base(sample);
  tried.base(sample);
  examples.forEach((example) => tried.base(example));
  if (place === null) {
    return { bases: [], rows: [], settled: [], unsampled: [{ at: "", keyword: "value" }] };
  }
  const at: At = { schema, tried, hint: "", visit, put };
  visit(schema, place, at);
  [whole, sample, ...examples].forEach((value) => tried.settle(place, value));
  return tried.cases();
}
