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
      acting.refuse(
        `\`${wire}\` of the path is of another type than \`${attribute.name}\` of the table`,
        "give both the same type",
      );
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
    const fix = `make it part of the key, or write \`key: { ATTRIBUTE: ${wire} }\``;
    refuse(`\`{${wire}}\` of its path is not part of the key`, fix);
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
    const fix =
      "accept it in the request, or make it a readOnly string of `format: uuid`, which is generated";
    refuse(`nothing provides \`${name}\`, which is part of the key`, fix);
    return;
  }
  const names = parametersIn(operation, "path").map((each) => each.wire);
  const [only = "id"] = names;
  const near = nearest(wire, names) ?? only;
  const fix = `call a parameter of the path so, or write \`key: { ${name}: ${near} }\``;
  refuse(`its path has no \`{${wire}}\`, which the key needs`, fix);
}
