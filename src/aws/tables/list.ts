import { because } from "../../diagnostics/reasons.ts";
import type { Parameter } from "../../api/api.ts";
import type { Schema, Property } from "../../api/schema.ts";
import type { Paging, Table, Where } from "./tables.ts";
import { nearest } from "../../lib/nearest.ts";
import { parametersIn, successOf, type ActionContext } from "./acting.ts";
import { waysOf } from "./ways.ts";
import { ofPath, ofQuery } from "./filters.ts";
import type { Schemas } from "./properties.ts";
import { namesOf } from "./table.ts";

/** How a list is taken page by page, and by what it is filtered. */
export function pagingOf(acting: ActionContext): Paging {
  const { operation, said, table } = acting;
  const query = parametersIn(operation, "query");
  const [limit, cursor] = ["limit", "cursor"].map((name) => {
    const wire = said.page.get(name) ?? name;
    const found = query.find((each) => each.wire === wire);
    if (found === undefined && said.page.has(name)) {
      const names = query.map((each) => each.wire);
      const fix = `use one of: ${names.join(", ") || "none"}`;
      acting.refuse(because("query-unknown", { name: wire, fix }));
    }
    if (found !== undefined && name === "limit") {
      reportLimit(found, acting);
    }
    return found === undefined ? null : { wire };
  }) as [Paging["limit"], Paging["limit"]];
  const asked = query.filter(({ wire }) => wire !== limit?.wire && wire !== cursor?.wire);
  const where = [
    ...parametersIn(operation, "path").map((each) => ofPath(each, acting)),
    ...asked.map((each) => ofQuery(each, acting)),
  ].filter((each) => each !== null);
  const index = indexOf(where, acting);
  reportKeys(where, table, index, acting);
  reportUnasked(acting, asked);
  const { items, next, isNextNull } = answerOf(acting);
  if (next === null || cursor === null) {
    acting.refuse(because("no-cursor", {}));
  }
  return {
    where,
    limit,
    cursor: cursor?.wire ?? "",
    items,
    next: next ?? "",
    isNextNull,
    isDescending: said.isDescending,
    index,
  };
}

/** A page is counted in numbers, whatever whole numbers of 64 bits are for handlers. */
function reportLimit({ wire, schema }: Parameter, { schemas, refuse }: ActionContext): void {
  if (schemas.resolved(schema).shape.kind !== "number") {
    refuse(because("limit-not-number", { name: wire }));
  }
}

/** A query takes one condition on its sort key, or a range; and none on keys beside (DynamoDB: Query). */
function reportKeys(
  where: readonly Where[],
  table: Table,
  index: Paging["index"],
  { refuse }: ActionContext,
): void {
  const ways = waysOf(table, where, index);
  const names = ways.flatMap(namesOf);
  for (const name of new Set(names)) {
    const all = where.filter(({ attribute }) => attribute === name).map(({ is }) => is);
    const isRange = all.length === 2 && all.includes("atLeast") && all.includes("atMost");
    const isOne = all.length < 2 && !all.includes("oneOf") && !all.includes("contains");
    if (!isRange && !isOne) {
      refuse(because("key-filters", { name, comparisons: all.join(" and ") }));
    }
  }
}

/** The index that the document names: what it is asked for must always be said. */
function indexOf(
  where: readonly Where[],
  { operation, said, table, refuse }: ActionContext,
): Paging["index"] {
  const name = said.page.get("index");
  if (name === undefined) {
    return null;
  }
  const index = table.indexes.find((each) => each.name === name);
  if (index === undefined) {
    const names = table.indexes.map((each) => each.name);
    refuse(because("index-unknown", { name, known: names.join(", ") || "none" }));
    return null;
  }
  const query = parametersIn(operation, "query");
  const isSaid = where.some(
    ({ attribute, is, member, wire }) =>
      attribute === index.partitionKey.name &&
      is === "equal" &&
      (member === "path" || query.some((each) => each.wire === wire && each.isRequired)),
  );
  if (!isSaid) {
    const key = index.partitionKey.name;
    refuse(because("index-key-optional", { name: key }));
  }
  return { name };
}

/** Filters for parameters that there are not. */
function reportUnasked({ said, refuse }: ActionContext, asked: readonly Parameter[]): void {
  const names = asked.map(({ wire }) => wire);
  for (const wire of said.filters.keys()) {
    if (!names.includes(wire)) {
      const near = nearest(wire, names);
      const fix = near === null ? "declare it, or remove the filter" : `did you mean \`${near}\`?`;
      refuse(because("query-unknown", { name: wire, fix }));
    }
  }
}

/** The list of items in an answer, and the text for the next page. */
function answerOf({ operation, said, shown, schemas, refuse }: ActionContext): {
  readonly items: string;
  readonly next: string | null;
  readonly isNextNull: boolean;
} {
  const media = successOf(operation)?.response.answers.find(
    (each) => each.media?.codec === "json",
  )?.media;
  const properties = (media && schemas.propertiesOf(media.schema)) ?? new Map<string, Property>();
  const lists = [...properties].filter(([, { schema }]) =>
    schemas
      .resolved(schema)
      .groups.flatMap((group) => group.checks)
      .some((check) => check.keyword === "items" && check.schema.target?.key === shown.key),
  );
  const texts = [...properties].filter(([, { schema }]) => typesOf(schema, schemas).has("string"));
  const items = said.page.get("items") ?? lists[0]?.[0];
  const nextName = said.page.get("next") ?? (texts.length === 1 ? texts[0]?.[0] : undefined);
  if (items === undefined || !lists.some(([name]) => name === items)) {
    refuse(because("response-without-list", { schema: shown.name.wire }));
  }
  const next = texts.find(([name]) => name === nextName);
  const isNextNull = next !== undefined && typesOf(next[1].schema, schemas).has("null");
  const filled = [items, ...(isNextNull ? [nextName] : [])];
  const required = [...properties].filter(
    ([name, each]) => each.isRequired && !filled.includes(name),
  );
  for (const [name] of required) {
    const fix =
      name === nextName
        ? "let it be absent on the last page: remove it from `required`"
        : "remove it from `required`, or write the handler yourself";
    refuse(because("response-property-not-set", { name, fix }));
  }
  return { items: items ?? "items", next: next?.[0] ?? null, isNextNull };
}

function typesOf(schema: Schema, schemas: Schemas): Set<string> {
  return new Set(schemas.resolved(schema).typeTest?.types);
}
