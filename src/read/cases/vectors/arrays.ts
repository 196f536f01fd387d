import type { Json } from "../../../api/json.ts";
import type { Schema } from "../../../api/schema.ts";
import { isRaw } from "../../../lib/json.ts";
import { itemsOf } from "../samples/arrays.ts";
import { flatChecks } from "../samples/flat.ts";
import { alone, inside, type TriedPlace } from "./places.ts";
import type { At, Tries } from "./at.ts";

/** Lists longer than this are not sent. */
const longest = 1_000;

export const arrays: Tries<
  "minItems" | "maxItems" | "uniqueItems" | "prefixItems" | "items" | "contains"
> = {
  minItems: (rule, place, at) => {
    const { limit, keyword } = rule;
    at.tried.accept(place, listsOf(limit, place, at), 1);
    if (limit > 0) {
      at.tried.refuse(place, listsOf(limit - 1, place, at), { rule, keyword, most: 1 });
    }
  },
  maxItems: (rule, place, at) => {
    const { limit, keyword } = rule;
    at.tried.accept(place, listsOf(limit, place, at), 1);
    at.tried.refuse(place, listsOf(limit + 1, place, at), { rule, keyword, most: 1 });
  },
  uniqueItems: (rule, place, at) => {
    at.tried.accept(place, listsOf(2, place, at), 1);
    const items = itemsAt(place, at);
    const [first] = [...items, ...[...listsOf(1, place, at)].flat()];
    const doubles = first === undefined ? [] : [first, ...turned(first)];
    const lists = [
      ...doubles.map((double): Json => [...items, double]),
      ...doubles.map((double): Json => [first as Json, double]),
      ...doubles.map((double): Json => [...items.slice(0, -1), double]),
      ...doubles.map((double): Json => [...items.slice(1), items.at(-1) ?? double]),
    ];
    at.tried.refuse(place, lists, { rule, keyword: "uniqueItems" });
  },
  prefixItems: ({ items }, place, at) =>
    items.forEach(({ index, schema }) => {
      const holder = withItems(index + 1, place, at);
      if (holder === null) {
        at.tried.note(inside(place, index), "prefixItems");
      } else {
        at.visit(schema, alone(inside(holder, index), schema, at.schema), at);
      }
    }),
  items: ({ schema, from }, place, at) => {
    if (schema.isTrivial) {
      return;
    }
    const holder = withItems(from + 1, place, at);
    const shorter = holder ?? withItems(from, place, at);
    if (holder !== null) {
      at.visit(schema, alone(inside(holder, from), schema, at.schema), at);
    } else if (shorter !== null && isNever(schema)) {
      at.put(schema, inside(shorter, from), at);
    } else {
      at.tried.note(inside(place, from), "items");
    }
  },
  contains: (rule, place, at) => {
    const { min, most, schema, keyword } = rule;
    const { making } = at.tried;
    const held = making.several(schema, making, (most?.limit ?? min) + 1);
    const filled = (count: number): Json[] =>
      Array.from({ length: count }, (_, index) => held[index] ?? (held[0] as Json));
    const others: Json[] = [null, 0, "text", true, {}, []];
    at.tried.accept(place, held.length === 0 ? [] : [filled(Math.max(1, min))]);
    if (min > 0) {
      const fewer = filled(min - 1);
      const lists = [fewer, ...others.map((other): Json => [...fewer, other])];
      at.tried.refuse(place, lists, { rule, keyword });
    }
    if (most !== null) {
      at.tried.accept(place, [filled(most.limit)]);
      at.tried.refuse(place, [filled(most.limit + 1)], { rule, keyword });
    }
  },
};

/** A schema that nothing fits: `items: false` closes a list, and one item more is refused, whatever it is. */
export function isNever(schema: Schema): boolean {
  return schema.groups.some(({ checks }) => checks.some(({ keyword }) => keyword === "never"));
}

function itemsAt(place: TriedPlace, { tried }: At): readonly Json[] {
  const value = tried.valueAt(place);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Lists of so many items: what is there, shortened or with more of it, and new ones. */
function* listsOf(count: number, place: TriedPlace, at: At): Generator<readonly Json[]> {
  if (count > longest || count < 0) {
    return;
  }
  const items = itemsAt(place, at);
  const { tried, schema } = at;
  if (items.length >= count) {
    yield items.slice(0, count);
  }
  const made = itemsOf(flatChecks(schema, tried.named), tried.making, count);
  if (made !== undefined) {
    yield made.slice(0, count);
  }
  const last = items.at(-1);
  if (last !== undefined) {
    yield Array.from({ length: count }, (_, index) => items[index] ?? last);
  }
}

/** The place with a list of at least so many items in it; null where none is known. */
function withItems(count: number, place: TriedPlace, at: At): TriedPlace | null {
  if (itemsAt(place, at).length >= count) {
    return place;
  }
  for (const items of listsOf(count, place, at)) {
    const made = at.tried.rebase(place, items);
    if (made !== null) {
      return made;
    }
  }
  return null;
}

/** An object with its members in another order is the same value. */
function turned(value: Json): Json[] {
  return isRaw(value) && Object.keys(value).length > 1
    ? [Object.fromEntries(Object.entries(value as { [key: string]: Json }).reverse())]
    : [];
}
