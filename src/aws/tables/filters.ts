import { nearest } from "../../lib/nearest.ts";
import type { Parameter } from "../../api/api.ts";
import type { Comparison, Where } from "./tables.ts";
import type { ActionContext } from "./acting.ts";
import type { ScalarKind } from "./properties.ts";

/** What a parameter of the path asks for: it must be equal. */
export function ofPath(parameter: Parameter, acting: ActionContext): Where | null {
  const { table, said, refuse } = acting;
  const { wire } = parameter;
  const [attribute] = [...said.key].find(([, name]) => name === wire) ?? [wire];
  if (!table.item.shown.includes(attribute)) {
    const fix = `write \`key: { ATTRIBUTE: ${wire} }\``;
    refuse(`\`{${wire}}\` of its path is not a property of an item`, fix);
    return null;
  }
  reportKinds(parameter, attribute, "equal", acting);
  return { attribute, is: "equal", member: "path", wire };
}

/** What a parameter of the query asks for; what it cannot be compared with is told. */
export function ofQuery(parameter: Parameter, acting: ActionContext): Where | null {
  const { table, said, refuse } = acting;
  const { wire, serialization } = parameter;
  const filter = said.filters.get(wire);
  const attribute = filter?.attribute ?? wire;
  if (!table.item.shown.includes(attribute)) {
    const near = nearest(attribute, table.item.shown);
    const fix =
      near === null
        ? `say what it asks for: \`filters: { ${wire}: { attribute: … } }\``
        : `did you mean \`${near}\`?`;
    const what = attribute === wire ? `\`${wire}\` of its query` : `\`${attribute}\``;
    refuse(`${what} is not a property of an item`, fix);
    return null;
  }
  const isList = serialization.value.kind === "array";
  const is: Comparison = filter?.is ?? (isList ? "oneOf" : "equal");
  if (isList !== (is === "oneOf")) {
    const fix = isList
      ? "compare a list with `is: oneOf`"
      : "let it be a list, or compare otherwise";
    refuse(`\`${wire}\` of its query cannot be compared by \`${is}\``, fix);
  }
  reportKinds(parameter, attribute, is, acting);
  return { attribute, is, member: "query", wire };
}

/** DynamoDB refuses to compare what is kept in different ways, or finds nothing. */
function reportKinds(
  { wire, schema }: Parameter,
  attribute: string,
  is: Comparison,
  { shown, schemas, refuse }: ActionContext,
): void {
  const property = schemas.propertiesOf(shown.schema)?.get(attribute);
  const value = is === "oneOf" ? schemas.itemKindOf(schema) : schemas.kindOf(schema);
  if (property !== undefined && !isFit(is, schemas.kindOf(property.schema), value)) {
    const isOfItems = is === "contains" && schemas.itemKindOf(property.schema) === value;
    if (!isOfItems) {
      const fix = "give both the same type, and compare by what that type knows";
      refuse(`\`${wire}\` cannot be compared with \`${attribute}\` by \`${is}\``, fix);
    }
  }
}

function isFit(is: Comparison, kept: ScalarKind, asked: ScalarKind): boolean {
  switch (is) {
    case "equal":
    case "oneOf":
      return kept === asked && kept !== "other" && kept !== "list";
    case "beginsWith":
    case "contains":
      return kept === "text" && asked === "text";
    default:
      return kept === asked && (kept === "text" || kept === "number");
  }
}
