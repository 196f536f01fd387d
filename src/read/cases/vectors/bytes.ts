import type { SchemaKey } from "../../../api/identity.ts";
import type { Schema } from "../../../api/schema.ts";
import { checksOf, childrenOf } from "../../schemas/children.ts";
import type { Named } from "../judge/judge.ts";

/** True where a value of a schema may hold bytes or a file, which JSON cannot. */
export function holdsBytes(
  schema: Schema,
  named: Named,
  seen: Set<SchemaKey> = new Set(),
): boolean {
  if (schema.target !== null) {
    const { key } = schema.target;
    const target = named.get(key)?.schema;
    if (seen.has(key) || target === undefined) {
      return false;
    }
    seen.add(key);
    return holdsBytes(target, named, seen);
  }
  return checksOf(schema).some(
    (check) =>
      check.keyword === "bytes" || childrenOf(check).some((each) => holdsBytes(each, named, seen)),
  );
}
