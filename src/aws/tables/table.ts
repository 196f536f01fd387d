import { because } from "../../diagnostics/reasons.ts";
import { makeNames } from "../../read/names.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import { variableOf } from "../gateway/environment.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Api } from "../../api/api.ts";
import type { NamedSchema } from "../../api/named.ts";
import type { TableSettings } from "../settings/settings.ts";
import type { Key, KeyAttribute, Table } from "./tables.ts";
import { itemOf, reportTtl, type ItemDraft, type Refuse } from "./item.ts";
import type { Schemas } from "./properties.ts";

/** The attribute that changes whenever an item is written; no property may be called so. */
const revision = "$revision";

/** A table, and its item as callers see it and as they send it. */
export type Made = {
  readonly table: Table;
  readonly shown: NamedSchema;
  readonly sent: NamedSchema;
};

/** Builds the tables that a document declares; reports and skips those that are not valid. */
export function makeTables(
  api: Api,
  declared: readonly TableSettings[],
  schemas: Schemas,
  found: Collector,
): Made[] {
  const wanted = declared.map(({ name }) => ({ identity: name, wire: name, fallback: "table" }));
  const names = makeNames(wanted, "function");
  return declared.flatMap((said): Made[] => {
    const refuse: Refuse = ({ reason, fix }, at = "") => {
      const where = { ...said.origin, pointer: said.origin.pointer + at };
      found.add("table/unfit", { table: said.name, reason, fix }, where);
    };
    const schema = schemas.called(said.schema);
    if (schema === null) {
      const known = api.schemas.map(({ name }) => name.wire);
      const near = nearest(said.schema, known);
      const fix = near === null ? "name a schema below components" : `did you mean \`${near}\`?`;
      refuse(because("schema-unused", { schema: said.schema, fix }), "/schema");
      return [];
    }
    const properties = schemas.propertiesOf(schema.shown.schema);
    const written = schemas.propertiesOf(schema.sent.schema);
    if (properties === null || written === null) {
      refuse(because("schema-not-object", { schema: said.schema }), "/schema");
      return [];
    }
    const called = names.get(said.name) ?? { camel: "", pascal: "" };
    const making = { said, schemas, ...schema, properties, written, refuse, found };
    return [{ table: tableOf(called, making), ...schema }];
  });
}

function tableOf({ camel, pascal }: Pick<Table, "camel" | "pascal">, making: ItemDraft): Table {
  const { said, shown } = making;
  const { name, ttl } = said;
  const key = keyOf(said, making, "");
  const indexes = said.indexes.map((each) => ({
    name: each.name,
    ...keyOf(each, making, `/indexes/${each.name}`),
    isSparse: isSparse(each.sortKey, making, each.name),
  }));
  const item = itemOf(key, making);
  const attributes = attributesOf([key, ...indexes]);
  reportTtl(making, attributes);
  reportAbsent(key, making);
  const checks = shown.schema.groups.flatMap((group) => group.checks);
  if (!checks.some((check) => check.keyword === "additionalProperties")) {
    making.found.add("table/open", { table: name, schema: said.schema }, said.origin);
  }
  if (making.properties.has(revision)) {
    making.refuse(because("property-reserved", { name: revision }));
  }
  return {
    name,
    camel,
    pascal,
    id: said.id,
    variable: variableOf({ kind: "tables", name }),
    ...key,
    indexes,
    keyNames: namesOf(key),
    attributes,
    ttl:
      ttl === null
        ? null
        : {
            attribute: ttl.attribute,
            after: ttl.after === null ? null : { seconds: ttl.after },
          },
    item,
  };
}

/** An item without its key is none. */
function reportAbsent(key: Key, { properties, refuse }: ItemDraft): void {
  for (const name of namesOf(key)) {
    if (properties.get(name)?.isRequired === false) {
      refuse(because("key-optional", { name }), "/schema");
    }
  }
}

/** Only items that have every attribute of its key are in an index (DynamoDB: sparse indexes). */
function isSparse(
  sortKey: string | null,
  { said, properties, found }: ItemDraft,
  name: string,
): boolean {
  const isMissing = sortKey !== null && properties.get(sortKey)?.isRequired === false;
  if (isMissing) {
    found.add("table/sparse", { table: said.name, name, sortKey }, said.origin);
  }
  return isMissing;
}

function keyOf(
  said: Pick<TableSettings, "partitionKey" | "sortKey">,
  making: ItemDraft,
  at: string,
): Key {
  const { partitionKey, sortKey } = said;
  if (partitionKey === sortKey) {
    making.refuse(because("one-key-twice", { name: sortKey }), `${at}/sortKey`);
  }
  return {
    partitionKey: attributeOf(partitionKey, making, `${at}/partitionKey`),
    sortKey: sortKey === null ? null : attributeOf(sortKey, making, `${at}/sortKey`),
  };
}

function attributeOf(name: string, making: ItemDraft, at: string): KeyAttribute {
  const { properties, schemas, said, refuse, found } = making;
  const property = properties.get(name);
  if (property === undefined) {
    const near = nearest(name, [...properties.keys()]);
    const fix = near === null ? "name one of its properties" : `did you mean \`${near}\`?`;
    refuse(because("no-property", { schema: said.schema, name, fix }), at);
    return { name, type: "S" };
  }
  const type = schemas.keyType(property.schema);
  if (type === null) {
    refuse(because(schemas.whyNoKey(property.schema), { name }), at);
  } else if (type === "S" && schemas.mayBeEmpty(property.schema)) {
    const where = { ...said.origin, pointer: said.origin.pointer + at };
    found.add("table/empty-key", { table: said.name, name }, where);
  }
  return { name, type: type ?? "S" };
}

/** Names of the attributes of a key. */
export function namesOf({ partitionKey, sortKey }: Key): string[] {
  return sortKey === null ? [partitionKey.name] : [partitionKey.name, sortKey.name];
}

function attributesOf(keys: readonly Key[]): KeyAttribute[] {
  const all = keys.flatMap(({ partitionKey, sortKey }) =>
    sortKey === null ? [partitionKey] : [partitionKey, sortKey],
  );
  const byName = new Map(all.map((each) => [each.name, each]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
