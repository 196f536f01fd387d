import type { JsonType } from "../../api/json.ts";
import { isRaw, listAt, type Raw } from "../../lib/json.ts";
import { refOf } from "../../document/spec.ts";
import type { Context } from "../context.ts";
import { allTypes, narrowed, typesOf } from "./types.ts";

/** Types as they are met on the way: null where nothing is said. */
type Types = readonly JsonType[] | null;

/**
 * The instance types that a schema leaves by everything that it is composed with: a member without a `type` has the
 * types of the others.
 *
 * @returns null where all types are possible
 */
export function possibleTypes(context: Context, node: unknown): Types {
  return typesIn(context, node, new Set());
}

function typesIn(context: Context, node: unknown, above: Set<object>): Types {
  if (!isRaw(node) || above.has(node) || context.cuts.has(node)) {
    return node === false ? [] : null;
  }
  const known = context.possible.get(node);
  if (known !== undefined) {
    return known;
  }
  above.add(node);
  const types = composed(context, node, above);
  above.delete(node);
  context.possible.set(node, types);
  return types;
}

function composed(context: Context, node: Raw, above: Set<object>): Types {
  const raw = context.dialect.schema(node);
  const below = (inner: unknown) => typesIn(context, inner, above);
  const ref = refOf(raw);
  const always = [
    typesOf(raw, null),
    ...(ref === null ? [] : [below(context.targetOf(node, ref))]),
    ...listAt(raw, "allOf").map(below),
  ];
  const choices = ["anyOf", "oneOf"]
    .map((keyword) => listAt(raw, keyword))
    .filter((members) => members.length > 0)
    .map((members) => either(members.map(below)));
  return [...always, ...choices].reduce(narrowed, null);
}

/** What one of several leaves. */
function either(all: readonly Types[]): Types {
  return all.includes(null)
    ? null
    : allTypes.filter((type) => all.some((types) => types?.includes(type) === true));
}
