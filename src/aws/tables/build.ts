import { because, type Because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Api } from "../../api/api.ts";
import type { Settings, StoredSettings } from "../settings/settings.ts";
import type { TableAction, Tables } from "./tables.ts";
import { refusing, storedOf } from "./action.ts";
import { Schemas } from "./properties.ts";
import { makeTables } from "./table.ts";

/**
 * The tables of a document, and what each operation does with its own. Everything that does not fit is an error
 * in `found`.
 */
export function buildTables(api: Api, settings: Settings, found: Collector): Tables {
  const schemas = new Schemas(api);
  const made = makeTables(api, settings.tables, schemas, found);
  const all = api.operations.flatMap((operation) => {
    const said = settings.operations.get(operation.key)?.stored ?? null;
    return said === null ? [] : [{ operation, said }];
  });
  const readers = all
    .filter(({ said }) => said.action === "get")
    .map(({ operation, said }) => ({ path: operation.path, table: said.table }));
  const operations = new Map<string, TableAction>();
  for (const { operation, said } of all) {
    const item = made.find(({ table }) => table.name === said.table);
    const refuse = refusing(operation, said, found);
    if (settings.operations.get(operation.key)?.async !== null) {
      refuse(because("table-async", {}));
    }
    if (item !== undefined) {
      const acting = { operation, said, ...item, schemas, readers, refuse, found };
      operations.set(operation.key, storedOf(acting));
    } else if (!settings.tables.some(({ name }) => name === said.table)) {
      reportUnknown(said, settings, refuse);
    }
  }
  const hasCursors = [...operations.values()].some(({ paging }) => paging !== null);
  return {
    tables: made.map(({ table }) => table),
    operations: Object.fromEntries(operations),
    hasCursors,
  };
}

function reportUnknown(
  { table }: StoredSettings,
  { tables }: Settings,
  refuse: (why: Because) => void,
): void {
  const names = tables.map(({ name }) => name);
  const near = nearest(table, names);
  const fix =
    near === null
      ? "declare it at the root of the document: `x-sls-gen-tables`"
      : `did you mean \`${near}\`?`;
  refuse(because("table-unknown", { fix }));
}
