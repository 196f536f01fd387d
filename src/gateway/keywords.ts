import type { Check, Regex } from "../model/check.ts";
import type { Json } from "../model/schema.ts";
import { isInertName, isInertText, liveIn } from "./inert.ts";

/** Keywords of a model and their values. */
export type Fields = { readonly [key: string]: Json };

/** A check that needs no other schema, as draft-04 says it; null with the reason where it cannot. */
export type Said = { readonly fields: Fields } | { readonly reason: string };

/** Why a model is silent about what infrastructure would take for its own language. */
export const evaluated = "the infrastructure would evaluate what it says";

const dropped: Readonly<Record<string, string>> = {
  exclusiveMinimum: "API Gateway does not take exclusiveMinimum",
  exclusiveMaximum: "API Gateway does not take exclusiveMaximum",
  multipleOf: "fractions are divided with other rounding there",
  format: "API Gateway does not check formats",
  numericFormat: "API Gateway does not check formats",
  uniqueItems: "draft-04 compares 1 and 1.0 otherwise",
  minProperties: "API Gateway does not document it",
  maxProperties: "API Gateway does not document it",
  not: "a looser schema inside `not` would refuse more",
  if: "draft-04 has no if",
  prefixItems: "draft-04 tuples are not documented by API Gateway",
  contains: "draft-04 has no contains",
  patternProperties: "API Gateway does not document it",
  propertyNames: "draft-04 has no propertyNames",
  dependentRequired: "draft-04 has no dependentRequired",
  dependentSchemas: "draft-04 has no dependentSchemas",
  unevaluatedProperties: "draft-04 has no unevaluatedProperties",
  unevaluatedItems: "draft-04 has no unevaluatedItems",
  bytes: "a body of bytes has no model",
};

/**
 * What a check becomes in a model (API Gateway: models, JSON Schema draft-04), as far as the check
 * itself goes: what it hands on to other schemas is the model's business.
 */
export function sayCheck(check: Check): Said {
  switch (check.keyword) {
    case "minLength":
    case "maxLength":
    case "minimum":
    case "maximum":
    case "minItems":
    case "maxItems":
      return liveIn(check.limit) === null
        ? { fields: { [check.keyword]: check.limit } }
        : { reason: evaluated };
    case "pattern":
      return !isInertText(check.regex.source)
        ? { reason: evaluated }
        : isPortable(check.regex)
          ? { fields: { pattern: check.regex.source } }
          : { reason: "the pattern means something else in the gateway's engine" };
    case "enum":
      return liveIn([...check.scalars]) !== null
        ? { reason: evaluated }
        : check.others.length === 0 && check.scalars.every((value) => value !== null)
          ? { fields: { enum: [...check.scalars] } }
          : { reason: "null, lists and objects in an enum do not survive the import" };
    case "required":
      return isInertText(check.wire)
        ? { fields: { required: [check.wire] } }
        : { reason: evaluated };
    case "additionalProperties":
      return !check.known.every(isInertName)
        ? { reason: evaluated }
        : check.openness === "closed" && check.patterns.length === 0
          ? { fields: { additionalProperties: false } }
          : { reason: "API Gateway takes no schema in additionalProperties" };
    case "items":
      return check.from === 0
        ? { fields: {} }
        : { reason: "draft-04 tuples are not documented by API Gateway" };
    case "never":
      return { reason: "draft-04 has no schema that refuses everything" };
    default:
      return check.keyword in dropped ? { reason: dropped[check.keyword] ?? "" } : { fields: {} };
  }
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
