import type { Index, Paging, Table, Where } from "./tables.ts";

/** The keys by which a list can be queried: their partition key is asked for by what it equals. */
export function waysOf(
  table: Table,
  where: readonly Where[],
  index: Paging["index"],
): (Index | Table)[] {
  const all =
    index === null
      ? [table, ...table.indexes.filter(({ isSparse }) => !isSparse)]
      : table.indexes.filter(({ name }) => name === index.name);
  return all.filter(({ partitionKey }) =>
    where.some(({ attribute, is }) => attribute === partitionKey.name && is === "equal"),
  );
}
