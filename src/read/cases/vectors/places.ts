import * as check from "../../../../templates/validator/inline/runtime/validate.ts";
import type { Json } from "../../../api/json.ts";
import type { Schema } from "../../../api/schema.ts";
import { own } from "../../../lib/json.ts";

/** A place in one of the values that are changed: which of them, and the way into it. */
export type TriedPlace = {
  readonly of: number;
  readonly path: readonly (string | number)[];
  /** What decides about a change here: a schema, and how far down it stands. Nothing above it asks what is here. */
  readonly scope: { readonly schema: Schema; readonly depth: number };
};

/** A place as a JSON pointer. */
export function pointerOf({ path }: TriedPlace): string {
  return path.reduce<string>((at, key) => check.step(at, key), "");
}

/** A place inside another. */
export function inside(place: TriedPlace, key: string | number): TriedPlace {
  return { ...place, path: [...place.path, key] };
}

/** Keywords that ask of a member nothing but that its own schema accepts it. */
const plain: ReadonlySet<string> = new Set([
  "minProperties",
  "maxProperties",
  "properties",
  "required",
  "additionalProperties",
  "propertyNames",
  "dependentRequired",
  "minItems",
  "maxItems",
  "items",
  "prefixItems",
]);

/**
 * The same place, judged by its own schema alone, where what stands around it asks no more: a base is accepted
 * everywhere else, and stays so.
 *
 * @param holder the schema that hands the value on
 */
export function alone(place: TriedPlace, schema: Schema, holder: Schema): TriedPlace {
  const isDecided = place.scope.schema === holder && place.scope.depth === place.path.length - 1;
  const isPlain = holder.groups.every(({ checks }) =>
    checks.every(({ keyword }) => plain.has(keyword)),
  );
  return isDecided && isPlain ? { ...place, scope: { schema, depth: place.path.length } } : place;
}

/** The value at the end of a way into another; undefined where there is none. */
export function valueIn(
  value: Json | undefined,
  path: readonly (string | number)[],
): Json | undefined {
  return path.reduce<Json | undefined>(
    (at, key) => own(at, String(key)) as Json | undefined,
    value,
  );
}

/** A copy of a value with another one, or nothing, somewhere in it. */
export function setAt(
  value: Json | undefined,
  path: readonly (string | number)[],
  item: Json | undefined,
): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) {
    return item;
  }
  if (Array.isArray(value)) {
    const items = [...(value as readonly Json[])];
    const made = setAt(items[Number(key)], rest, item);
    items.splice(Number(key), 1, ...(made === undefined ? [] : [made]));
    return items;
  }
  const fields: { [key: string]: Json } = { ...(value as { [key: string]: Json }) };
  check.put(fields, String(key), setAt(own(value, String(key)) as Json | undefined, rest, item));
  return fields;
}
