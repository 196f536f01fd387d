import { because } from "../../diagnostics/reasons.ts";
import { nearest } from "../../lib/nearest.ts";
import type { KeyAttribute, KeyPart } from "./tables.ts";
import { parametersIn, type ActionContext } from "./acting.ts";

/** Where the parts of the key come from: the path; of a new item also the body, or it is made. */
export function keyOf(acting: ActionContext): KeyPart[] {
  const { table, said, operation } = acting;
  const variables = parametersIn(operation, "path");
  const attributes = [table.partitionKey, ...(table.sortKey === null ? [] : [table.sortKey])];
  const parts = attributes.flatMap((attribute): KeyPart[] => {
    const wire = said.key.get(attribute.name) ?? attribute.name;
    const variable = variables.find((each) => each.wire === wire);
    if (variable === undefined) {
      reportMissing(attribute, wire, acting);
      return [];
    }
    const property = acting.schemas.propertiesOf(acting.shown.schema)?.get(attribute.name);
    const isKey = property !== undefined && acting.schemas.keyType(property.schema) !== null;
    if (isKey && acting.schemas.keyType(variable.schema) !== attribute.type) {
      acting.refuse(because("key-type", { name: wire, attribute: attribute.name }));
    }
    return [{ attribute: attribute.name, wire }];
  });
  if (said.action === "create" || parts.length === attributes.length) {
    reportOthers(acting);
  }
  return parts;
}

/** What the path says besides the key would be asked for and never looked at: anybody's items would do. */
function reportOthers({ table, said, operation, refuse }: ActionContext): void {
  const names = table.keyNames.map((name) => said.key.get(name) ?? name);
  const others = parametersIn(operation, "path").filter(({ wire }) => !names.includes(wire));
  for (const { wire } of others) {
    refuse(because("path-not-key", { name: wire, braced: `{${wire}}` }));
  }
}

function reportMissing({ name }: KeyAttribute, wire: string, acting: ActionContext): void {
  const { said, table, operation, sent, schemas, refuse } = acting;
  const { written, made } = table.item;
  const isSent =
    written.includes(name) && schemas.propertiesOf(sent.schema)?.get(name)?.isRequired === true;
  if (said.action === "create" && (isSent || made?.attribute === name)) {
    return;
  }
  if (said.action === "create") {
    refuse(because("key-not-set", { name }));
    return;
  }
  const names = parametersIn(operation, "path").map((each) => each.wire);
  const [only = "id"] = names;
  const near = nearest(wire, names) ?? only;
  refuse(because("key-not-in-path", { name, near, braced: `{${wire}}` }));
}
