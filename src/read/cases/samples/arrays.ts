import type { Json } from "../../../api/json.ts";
import type { Check, Schema } from "../../../api/schema.ts";
import type { Making } from "./making.ts";

/** Lists to try: as short as the checks allow, their items different where they must be. */
export function* arraysFor(checks: readonly Check[], making: Making): Generator<Json> {
  const least = leastOf(checks);
  const items = itemsOf(checks, { ...making, depth: making.depth + 1 }, least);
  if (items !== undefined) {
    yield items;
  }
  const one = least === 0 ? itemsOf(checks, { ...making, depth: making.depth + 1 }, 1) : undefined;
  if (one !== undefined) {
    yield one;
  }
}

function leastOf(checks: readonly Check[]): number {
  return checks.reduce(
    (most, each) =>
      each.keyword === "minItems"
        ? Math.max(most, each.limit)
        : each.keyword === "contains"
          ? Math.max(most, each.min)
          : most,
    0,
  );
}

/** A list of so many items; undefined where one of them has no sample. */
export function itemsOf(
  checks: readonly Check[],
  making: Making,
  count: number,
): readonly Json[] | undefined {
  if (count > 1_000) {
    return undefined;
  }
  const prefix = checks.find((each) => each.keyword === "prefixItems")?.items ?? [];
  const first = prefix
    .slice(0, count)
    .map((item): Json | undefined => making.make(item.schema, making))
    .filter((item) => item !== undefined);
  if (first.length < Math.min(prefix.length, count)) {
    return undefined;
  }
  const contains = checks.find((each) => each.keyword === "contains");
  const held =
    contains === undefined ? [] : severalOf(contains.schema, checks, making, contains.min);
  const rest = checks.find((each) => each.keyword === "items")?.schema;
  const missing = Math.max(0, count - first.length - held.length);
  const others = rest === undefined ? texts(missing) : severalOf(rest, checks, making, missing);
  const items = [...first, ...held, ...others];
  return items.length >= count ? items : undefined;
}

function texts(count: number): Json[] {
  return Array.from({ length: count }, (_, at) => (at === 0 ? "text" : `text${at}`));
}

/** So many values of a schema: different ones where the list may hold none twice. */
function severalOf(
  schema: Schema,
  checks: readonly Check[],
  making: Making,
  count: number,
): readonly Json[] {
  if (count === 0) {
    return [];
  }
  if (count > 1 && checks.some(({ keyword }) => keyword === "uniqueItems")) {
    return making.several(schema, making, count);
  }
  const item = making.make(schema, making);
  return item === undefined ? [] : Array.from({ length: count }, () => item);
}
