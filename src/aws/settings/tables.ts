import { because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Api } from "../../api/api.ts";
import type { StoredSettings, TableSettings } from "./settings.ts";
import type { Action, Comparison } from "../tables/tables.ts";
import { isRaw, own, rawAt, textAt, type Raw } from "../../lib/json.ts";
import { escapeToken } from "../../lib/pointer.ts";
import { checked } from "./extension.ts";

/** The tables that the document declares, by name. What is wrong is an error in `found`. */
export function tablesOf(api: Api, found: Collector): TableSettings[] {
  const said = checked("tables", api, found);
  const tables = Object.entries(said).map(([name, table]) => tableOf(name, table as Raw, api));
  const ids = tables.map(({ id }) => id.toLowerCase());
  tables.forEach(({ name, id, origin }, index) => {
    if (ids.indexOf(id.toLowerCase()) !== index) {
      const why = because("table-name-twice", {});
      found.add("settings/value", { key: name, field: "x-sls-gen-tables", ...why }, origin);
    }
  });
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Logical id of a table: `UsersTable`. */
function idOf(name: string): string {
  const words = name.split(/[-_]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}Table`;
}

function tableOf(name: string, said: Raw, api: Api): TableSettings {
  const ttl = own(said, "ttl");
  return {
    name,
    id: idOf(name),
    schema: textAt(said, "schema") ?? "",
    ...keyOf(said),
    indexes: Object.entries(rawAt(said, "indexes")).map(([index, key]) => ({
      name: index,
      ...keyOf(key as Raw),
    })),
    ttl: isRaw(ttl)
      ? { attribute: textAt(ttl, "attribute") ?? "", after: Number(ttl["after"]) }
      : typeof ttl === "string"
        ? { attribute: ttl, after: null }
        : null,
    created: textAt(said, "created"),
    updated: textAt(said, "updated"),
    origin: {
      file: api.origin.file,
      pointer: `${api.origin.pointer}/x-sls-gen-tables/${escapeToken(name)}`,
    },
  };
}

function keyOf(said: Raw): Pick<TableSettings, "partitionKey" | "sortKey"> {
  return { partitionKey: textAt(said, "partitionKey") ?? "", sortKey: textAt(said, "sortKey") };
}

/** What an operation says of its table; null where it says nothing. */
export function storedOf(said: Raw): StoredSettings | null {
  const table = textAt(said, "table");
  if (table === null) {
    return null;
  }
  const { order, ...page } = rawAt(said, "page");
  const filters = Object.entries(rawAt(said, "filters")).map(
    ([name, filter]) =>
      [
        name,
        {
          attribute: textAt(filter, "attribute") ?? "",
          is: textAt(filter, "is") as Comparison | null,
        },
      ] as const,
  );
  return {
    table,
    action: textAt(said, "action") as Action,
    key: texts(rawAt(said, "key")),
    page: texts(page),
    isDescending: order === "descending",
    filters: new Map(filters),
  };
}

function texts(said: Raw): Map<string, string> {
  return new Map(Object.entries(said).map(([name, text]) => [name, String(text)]));
}
