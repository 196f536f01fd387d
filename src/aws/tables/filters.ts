import { because } from "../../diagnostics/reasons.ts";
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
    refuse(because("path-not-property", { name: wire, braced: `{${wire}}` }));
    return null;
  }
  reportKinds(parameter, attribute, "equal", acting);
  return { attribute, is: "equal", member: "path", wire };
}

/** Returns the condition of a query parameter; reports comparisons that are not possible. */
export function ofQuery(parameter: Parameter, acting: ActionContext): Where | null {
  const { table, said, refuse } = acting;
  const { wire, serialization } = parameter;
  const filter = said.filters.get(wire);
  const attribute = filter?.attribute ?? wire;
  if (!table.item.shown.includes(attribute)) {
    const near = nearest(attribute, table.item.shown);
    const fix =
      near === null
        ? `set \`filters: { ${wire}: { attribute: … } }\``
        : `did you mean \`${near}\`?`;
    const what = attribute === wire ? `\`${wire}\` of its query` : `\`${attribute}\``;
    refuse(because("filter-not-property", { what, fix }));
    return null;
  }
  const isList = serialization.value.kind === "array";
  const is: Comparison = filter?.is ?? (isList ? "oneOf" : "equal");
  if (isList !== (is === "oneOf")) {
    const fix = isList
      ? "compare lists with `is: oneOf`"
      : "make it a list, or use another comparison";
    refuse(because("filter-list", { name: wire, is, fix }));
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
      refuse(because("filter-type", { name: wire, attribute, is }));
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
