import type { Collector } from "../../diagnostics/collector.ts";
import type { Extensions } from "../../api/api.ts";
import type { Origin } from "../../lib/origin.ts";
import { isRaw, type Raw } from "../../lib/json.ts";
import { faultsOf } from "../../config/schema.ts";
import type { Subject } from "../../config/subjects.ts";

/** The fields of a document that speak to sls-gen, by what they speak of. */
const fields = {
  document: "x-sls-gen",
  operation: "x-sls-gen",
  tables: "x-sls-gen-tables",
} as const satisfies Partial<Record<Subject, string>>;

/** Reads one of our fields; reports invalid ones and returns an empty mapping. */
export function checked(
  subject: keyof typeof fields,
  { extensions, origin }: { readonly extensions: Extensions; readonly origin: Origin },
  found: Collector,
): Raw {
  const field = fields[subject];
  const value = extensions[field];
  if (value === undefined) {
    return {};
  }
  const faults = faultsOf(subject, value);
  for (const fault of faults) {
    const where = { file: origin.file, pointer: `${origin.pointer}/${field}${fault.pointer}` };
    if (fault.kind === "unknown") {
      const { key, suggestion } = fault;
      found.add("settings/unknown-key", { key, field, suggestion }, where);
    } else {
      const { key, reason, fix } = fault;
      found.add("settings/value", { key, field, reason, fix }, where);
    }
  }
  return faults.length === 0 && isRaw(value) ? value : {};
}
