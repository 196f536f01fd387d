import { type Regex } from "../../api/check.ts";
import { answerFor, type ByKeyword } from "../../api/keywords.ts";
import { isInertName, isInertText, liveIn } from "./inert.ts";
import type { Check } from "../../api/schema.ts";
import type { Json } from "../../api/json.ts";

/** Keywords of a model and their values. */
export type ModelFields = { readonly [key: string]: Json };

/** A check that needs no other schema, as draft-04 says it; null with the reason where it cannot. */
export type Said = { readonly fields: ModelFields } | { readonly reason: string };

/** Why a model is silent about what infrastructure would take for its own language. */
export const evaluated = "the infrastructure would evaluate what it says";

const limit = (check: { readonly keyword: string; readonly limit: number }): Said =>
  liveIn(check.limit) === null
    ? { fields: { [check.keyword]: check.limit } }
    : { reason: evaluated };
const because = (reason: string) => (): Said => ({ reason });
const byTheModel = (): Said => ({ fields: {} });
const undocumented = because("API Gateway does not document it");

/** What each check becomes in a model; `byTheModel` for what hands values on, which the model projects itself. */
const said: ByKeyword<[], Said> = {
  never: because("draft-04 has no schema that refuses everything"),
  remove: because("it is taken out, and not checked"),
  convert: because("it is changed, and not checked"),
  ref: byTheModel,
  bytes: because("a body of bytes has no model"),
  enum: ({ scalars, others }) =>
    liveIn([...scalars]) !== null
      ? { reason: evaluated }
      : others.length === 0 && scalars.every((value) => value !== null)
        ? { fields: { enum: [...scalars] } }
        : { reason: "null, lists and objects in an enum do not survive the import" },
  allOf: byTheModel,
  anyOf: byTheModel,
  oneOf: byTheModel,
  discriminator: byTheModel,
  not: because("a looser schema inside `not` would refuse more"),
  if: because("draft-04 has no if"),
  minLength: limit,
  maxLength: limit,
  pattern: ({ regex }) =>
    !isInertText(regex.source)
      ? { reason: evaluated }
      : isPortable(regex)
        ? { fields: { pattern: regex.source } }
        : { reason: "the pattern means something else in the gateway's engine" },
  format: because("API Gateway does not check formats"),
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: because("API Gateway does not take exclusiveMinimum"),
  exclusiveMaximum: because("API Gateway does not take exclusiveMaximum"),
  multipleOf: because("fractions are divided with other rounding there"),
  numericFormat: because("API Gateway does not check formats"),
  minItems: limit,
  maxItems: limit,
  uniqueItems: because("draft-04 compares 1 and 1.0 otherwise"),
  prefixItems: because("draft-04 tuples are not documented by API Gateway"),
  items: ({ from }) =>
    from === 0 ? { fields: {} } : { reason: "draft-04 tuples are not documented by API Gateway" },
  contains: because("draft-04 has no contains"),
  minProperties: undocumented,
  maxProperties: undocumented,
  properties: byTheModel,
  required: ({ wire }) =>
    isInertText(wire) ? { fields: { required: [wire] } } : { reason: evaluated },
  additionalProperties: ({ known, openness, patterns }) =>
    !known.every(isInertName)
      ? { reason: evaluated }
      : openness === "closed" && patterns.length === 0
        ? { fields: { additionalProperties: false } }
        : { reason: "API Gateway takes no schema in additionalProperties" },
  patternProperties: undocumented,
  propertyNames: because("draft-04 has no propertyNames"),
  dependentRequired: because("draft-04 has no dependentRequired"),
  dependentSchemas: because("draft-04 has no dependentSchemas"),
  unevaluatedProperties: because("draft-04 has no unevaluatedProperties"),
  unevaluatedItems: because("draft-04 has no unevaluatedItems"),
};

/**
 * What a check becomes in a model (API Gateway: models, JSON Schema draft-04), as far as the check
 * itself goes: what it hands on to other schemas is the model's business.
 */
export function sayCheck(check: Check): Said {
  return answerFor(said, check);
}

/**
 * Java and ECMA expressions agree on ASCII without look-behind, on classes by property and flags; on
 * white space and word boundaries beyond ASCII they do not, nor on characters of two code units.
 */
function isPortable({ source, flags }: Regex): boolean {
  const isPlain =
    /^u?$/.test(flags) &&
    /^[\u0020-\u007e]*$/.test(source) &&
    !/\(\?<|\(\?[imsx-]|\\[pPuksSbBwWc]|\[\^?\]|&&|\[[^\]]*\[/.test(source);
  return isPlain && (flags === "u" || !/\[\^|\\D|(^|[^\\])\./.test(source));
}
