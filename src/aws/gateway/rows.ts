import { checksOf } from "../../read/schemas/children.ts";
import { answerFor, type ByKeyword } from "../../api/keywords.ts";
import type { Schema, Check } from "../../api/schema.ts";
import { escapeToken } from "../../lib/pointer.ts";
import { isInertName, isInertText } from "./inert.ts";
import { evaluated, sayCheck } from "./keywords.ts";
import type { Models } from "./models.ts";
import type { Row } from "./enforced.ts";

/** `models` is null where the gateway checks nothing of the schema, and `why` says why. */
export type RowContext = { readonly models: Models | null; readonly why: string | null };

/** A row for each constraint of a schema and of what is inline in it. */
export function schemaRows(schema: Schema, pointer: string, asking: RowContext): Row[] {
  const where = pointer === "" ? "/" : pointer;
  if (schema.target !== null) {
    const constraint = `as the model ${schema.target.name.pascal}`;
    return [{ where, keyword: "$ref", constraint, ...layerOf(null, asking) }];
  }
  const types = schema.typeTest?.types ?? [];
  const isSingle = types.length === 1 && types[0] !== "null";
  const reason = isSingle ? null : "OpenAPI 3.0 knows no union of types";
  const typeRow: Row[] =
    types.length === 0
      ? []
      : [{ where, keyword: "type", constraint: types.join(" or "), ...layerOf(reason, asking) }];
  return [...typeRow, ...checksOf(schema).flatMap((check) => checkRows(check, pointer, asking))];
}

function layerOf(reason: string | null, { models, why }: RowContext): Pick<Row, "layer" | "why"> {
  return models !== null && reason === null
    ? { layer: "gateway", why: "" }
    : { layer: "function", why: why ?? reason ?? "" };
}

function checkRows(check: Check, pointer: string, asking: RowContext): Row[] {
  const where = pointer === "" ? "/" : pointer;
  if (check.keyword === "properties") {
    return check.properties.flatMap(({ wire, isRequired, schema }) => {
      const inner = `${pointer}/${escapeToken(wire)}`;
      const required: Row = {
        where: inner,
        keyword: "required",
        constraint: "is required",
        ...layerOf(isInertText(wire) ? null : evaluated, asking),
      };
      const below = isInertName(wire) ? asking : { models: null, why: evaluated };
      return [...(isRequired ? [required] : []), ...schemaRows(schema, inner, below)];
    });
  }
  if (check.keyword === "convert" || check.keyword === "remove") {
    return [];
  }
  const said = sayCheck(check);
  const isDropped = asking.models?.isDropped(check) === true;
  const reason =
    "reason" in said
      ? said.reason
      : isDropped
        ? "the model would be too large"
        : isUnsure(check)
          ? "API Gateway keeps it in the model, and may not check it"
          : null;
  const row: Row = {
    where,
    keyword: check.keyword,
    constraint: answerFor(words, check),
    ...layerOf(reason, asking),
  };
  return check.keyword === "items" && check.from === 0
    ? schemaRows(check.schema, `${pointer}/*`, asking)
    : [row];
}

/** What AWS says is not included in simple request validation (API Gateway: known issues). */
function isUnsure({ keyword }: Check): boolean {
  return keyword === "minItems" || keyword === "maxItems";
}

const nothing = () => "";
const limit = (check: { readonly limit: number }) => String(check.limit);
const alternatives = () => "one of its alternatives";

/** What a row says beside the keyword. */
const words: ByKeyword<[], string> = {
  never: nothing,
  remove: nothing,
  convert: nothing,
  ref: nothing,
  bytes: ({ message }) => message,
  enum: ({ message }) => message,
  allOf: nothing,
  anyOf: alternatives,
  oneOf: alternatives,
  discriminator: alternatives,
  not: nothing,
  if: nothing,
  minLength: limit,
  maxLength: limit,
  pattern: ({ regex }) => regex.source,
  format: ({ format }) => format,
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: limit,
  numericFormat: ({ format }) => format,
  minItems: limit,
  maxItems: limit,
  uniqueItems: nothing,
  prefixItems: nothing,
  items: nothing,
  contains: nothing,
  minProperties: limit,
  maxProperties: limit,
  properties: nothing,
  required: ({ wire }) => wire,
  additionalProperties: ({ openness }) =>
    openness === "closed" ? "nothing undeclared" : "what is undeclared is checked",
  patternProperties: nothing,
  propertyNames: nothing,
  dependentRequired: nothing,
  dependentSchemas: nothing,
  unevaluatedProperties: nothing,
  unevaluatedItems: nothing,
};
