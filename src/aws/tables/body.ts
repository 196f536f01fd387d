import { because } from "../../diagnostics/reasons.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Schema, Property } from "../../api/schema.ts";
import type { ActionContext } from "./acting.ts";

/** A body must be what the table keeps: of a change, some of it. */
export function reportBody(acting: ActionContext): void {
  const { operation, said, sent, shown, schemas, refuse } = acting;
  const isWriting = ["create", "replace", "update"].includes(said.action);
  if (!isWriting) {
    return;
  }
  const media = operation.body?.media ?? [];
  if (operation.body?.isRequired !== true || media.some(({ codec }) => codec !== "json")) {
    refuse(because("no-json-body", {}));
    return;
  }
  if (media.some(({ type }) => type.startsWith("application/merge-patch"))) {
    refuse(because("merge-patch", {}));
  }
  for (const { schema } of media) {
    if (said.action === "update") {
      reportChanges(schemas.propertiesOf(schema), acting);
    } else if (schema.target?.key !== sent.key) {
      refuse(because("body-not-item", { schema: shown.name.wire }));
    }
  }
}

/** The members of a change must be properties of the item, with the same schema. */
function reportChanges(changes: Map<string, Property> | null, acting: ActionContext): void {
  const { table, sent, schemas, refuse } = acting;
  if (changes === null) {
    refuse(because("body-not-object", {}));
    return;
  }
  const properties = schemas.propertiesOf(sent.schema) ?? new Map<string, Property>();
  for (const [name, property] of changes) {
    const own = properties.get(name);
    if (own === undefined || !table.item.written.includes(name)) {
      const near = nearest(name, table.item.written);
      const fix = near === null ? "remove it from the body" : `did you mean \`${near}\`?`;
      refuse(because("body-not-writable", { name, fix }));
    } else if (property.fallback !== null) {
      refuse(because("body-default", { name }));
    } else if (!isSame(own.schema, property.schema)) {
      refuse(because("body-other-schema", { name }));
    }
  }
}

/** What says nothing of which values a schema accepts. */
const besides = new Set(
  "id order on origin doc examples fallback changes settles typeName".split(" "),
);

/** A value that one of them accepts must be one that the other does: they are the same, or say the same. */
function isSame(a: Schema, b: Schema): boolean {
  const text = (schema: Schema) =>
    JSON.stringify(schema, (key, value: unknown) => (besides.has(key) ? undefined : value));
  return a.target === null || b.target === null
    ? text(a) === text(b)
    : a.target.key === b.target.key;
}
