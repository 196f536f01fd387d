import { because, type Because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Property } from "../../api/schema.ts";
import type { NamedSchema } from "../../api/named.ts";
import type { TableSettings } from "../settings/settings.ts";
import type { Item, Key, KeyAttribute } from "./tables.ts";
import type { Schemas } from "./properties.ts";

/** Tells what is wrong with a table. */
export type Refuse = (why: Because, at?: string) => void;

/** A table being made. */
export type ItemDraft = {
  readonly said: TableSettings;
  readonly schemas: Schemas;
  readonly shown: NamedSchema;
  readonly sent: NamedSchema;
  /** Properties as callers see them, and as they send them. */
  readonly properties: ReadonlyMap<string, Property>;
  readonly written: ReadonlyMap<string, Property>;
  readonly refuse: Refuse;
  readonly found: Collector;
};

/** What the items of a table are: who writes each property, and who sees it. */
export function itemOf(key: Key, making: ItemDraft): Item {
  const { said, shown, sent, properties, written, refuse } = making;
  const { created, updated } = said;
  const isWritten = (name: string) =>
    name !== created &&
    name !== updated &&
    written.has(name) &&
    written.get(name)?.presence !== "removed";
  const shownNames = [...properties].filter(([, each]) => each.presence !== "removed");
  for (const [name, at] of [
    [created, "/created"],
    [updated, "/updated"],
  ] as const) {
    if (name !== null) {
      reportStamp(name, at, making);
    }
  }
  const made = madeOf(key, isWritten, making);
  const expires = (said.ttl?.after ?? null) === null ? null : (said.ttl?.attribute ?? null);
  const set = new Set([made, created, updated, expires]);
  for (const [name, property] of shownNames) {
    const isKey = name === said.partitionKey || name === said.sortKey;
    if (property.isRequired && !isWritten(name) && !isKey && !set.has(name)) {
      refuse(because("never-set", { name }), "/schema");
    }
  }
  return {
    type: shown.name,
    input: sent.name,
    isSplit: shown.key !== sent.key,
    changes: shown.schema.changes,
    written: [...written.keys()].filter(isWritten),
    shown: shownNames.map(([name]) => name),
    made: made === null ? null : { attribute: made },
    created: created === null ? null : { attribute: created },
    updated: updated === null ? null : { attribute: updated },
    sentInVain: [created, updated].filter(
      (name) => name !== null && written.has(name) && written.get(name)?.presence !== "removed",
    ) as string[],
  };
}

/** The last part of the key is made where callers cannot send it and it can be a UUID. */
function madeOf(
  { partitionKey, sortKey }: Key,
  isWritten: (name: string) => boolean,
  { properties, schemas }: ItemDraft,
): string | null {
  const { name, type } = sortKey ?? partitionKey;
  const property = properties.get(name);
  const format = property === undefined ? null : schemas.formatOf(property.schema);
  return type === "S" && !isWritten(name) && format === "uuid" ? name : null;
}

function reportStamp(
  name: string,
  at: string,
  { properties, schemas, said, refuse }: ItemDraft,
): void {
  const property = properties.get(name);
  if (property === undefined || schemas.formatOf(property.schema) !== "date-time") {
    refuse(because("no-timestamp", { schema: said.schema, name }), at);
  }
}

/** DynamoDB wants the seconds since 1970, as a number (DynamoDB: time to live). */
export function reportTtl(
  { said: { ttl }, properties, schemas, refuse }: ItemDraft,
  keys: readonly KeyAttribute[],
): void {
  if (keys.some(({ name }) => name === ttl?.attribute)) {
    // What has expired is left out by a filter, and no filter may ask for a key (DynamoDB: Query).
    refuse(because("ttl-in-key", { name: ttl?.attribute ?? "" }), "/ttl");
  }
  const property = ttl === null ? undefined : properties.get(ttl.attribute);
  const isHidden = property === undefined && ttl?.after !== null;
  if (ttl !== null && !isHidden) {
    const type = property === undefined ? null : schemas.keyType(property.schema);
    if (type !== "N") {
      refuse(because("ttl-not-number", { name: ttl.attribute }), "/ttl");
    }
  }
}
