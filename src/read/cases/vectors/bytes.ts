import type { SchemaKey } from "../../../api/identity.ts";
import type { Schema } from "../../../api/schema.ts";
import { checksOf, childrenOf } from "../../schemas/children.ts";
import type { Named } from "../judge/judge.ts";

/** True where a value of a schema may hold bytes or a file, which JSON cannot. */
export function holdsBytes(schema: Schema, named: Named): boolean {
  const { hasBytes, targets } = lookInto(schema);
  return hasBytes || targets.some((key) => keysWithBytes(named).has(key));
}

/** What a schema holds itself, and the named schemas that it refers to. */
type Inside = { hasBytes: boolean; readonly targets: SchemaKey[] };

function lookInto(schema: Schema, found: Inside = { hasBytes: false, targets: [] }): Inside {
  if (schema.target !== null) {
    found.targets.push(schema.target.key);
    return found;
  }
  for (const check of checksOf(schema)) {
    found.hasBytes ||= check.keyword === "bytes";
    childrenOf(check).forEach((each) => lookInto(each, found));
  }
  return found;
}

/** The named schemas that hold bytes, found once for all that refer to them. */
const known = new WeakMap<Named, ReadonlySet<SchemaKey>>();

function keysWithBytes(named: Named): ReadonlySet<SchemaKey> {
  const found = known.get(named) ?? findKeys(named);
  known.set(named, found);
  return found;
}

function findKeys(named: Named): ReadonlySet<SchemaKey> {
  const all = [...named].map(([key, { schema }]) => ({ key, ...lookInto(schema) }));
  const found = new Set(all.filter(({ hasBytes }) => hasBytes).map(({ key }) => key));
  for (let before = -1; before < found.size;) {
    before = found.size;
    all
      .filter(({ targets }) => targets.some((each) => found.has(each)))
      .forEach(({ key }) => found.add(key));
  }
  return found;
}
