import type { Json } from "../../api/json.ts";

/** The most that the schema of one model may take (API Gateway: quotas), in bytes. */
export const modelLimit = 400_000;

const sizes = new WeakMap<object, number>();

/** How many bytes a value takes as JSON without white space (UTF-8). */
export function sizeOf(value: Json): number {
  if (typeof value !== "object" || value === null) {
    return Buffer.byteLength(JSON.stringify(value));
  }
  const known = sizes.get(value);
  if (known !== undefined) {
    return known;
  }
  const items: number[] = Array.isArray(value)
    ? value.map(sizeOf)
    : Object.entries(value).map(([key, item]) => sizeOf(key) + 1 + sizeOf(item));
  const size = items.reduce((sum, each) => sum + each, 2 + Math.max(0, items.length - 1));
  sizes.set(value, size);
  return size;
}

/**
 * Models without those that say nothing; one that is too large keeps its type and what it requires.
 *
 * @returns the models that are left, in which nothing refers to one that is not
 */
export function prune(models: ReadonlyMap<string, Json>): Map<string, Json> {
  let left = new Map([...models].map(([name, schema]) => [name, fitted(schema)]));
  for (;;) {
    const empty = [...left].filter(([, schema]) => sizeOf(schema) === 2).map(([name]) => name);
    if (empty.length === 0) {
      return left;
    }
    const refs = new Set(empty.map((name) => `#/components/schemas/${name}`));
    left = new Map(
      [...left]
        .filter(([name]) => !empty.includes(name))
        .map(([name, schema]) => [name, without(schema, refs)]),
    );
  }
}

function fitted(schema: Json): Json {
  if (sizeOf(schema) <= modelLimit) {
    return schema;
  }
  const { type, required } = schema as { readonly type?: Json; readonly required?: Json };
  return {
    ...(type === undefined ? {} : { type }),
    ...(required === undefined ? {} : { required }),
  };
}

/** A copy in which references to some models are open schemas. */
function without(value: Json, refs: ReadonlySet<string>): Json {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => without(item as Json, refs));
  }
  const { $ref } = value as { readonly $ref?: Json };
  return typeof $ref === "string" && refs.has($ref)
    ? {}
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, without(item, refs)]));
}
