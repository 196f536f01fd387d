import type { SchemaCases } from "../../../api/cases.ts";
import type { Origin } from "../../../lib/origin.ts";
import type { Context } from "../../context.ts";

/** Rules that are named in a note; the tests of the project name all of them. */
const most = 3;

/** Notes the rules that no test shows. @param what the operation or the schema that they are of */
export function noteUnsampled(
  context: Context,
  what: string,
  cases: readonly SchemaCases[],
  origin: Origin,
): void {
  const rules = cases
    .flatMap(({ unsampled }) => unsampled)
    .map(({ keyword, at }) => `${keyword === "value" ? "a value" : keyword} at ${at || "/"}`);
  if (rules.length > 0) {
    const more = rules.length > most ? [`${rules.length - most} more`] : [];
    const named = [...rules.slice(0, most), ...more];
    context.found.add("schema/unsampled", { what, rules: named.join(", ") }, origin);
  }
}
