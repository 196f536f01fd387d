import * as check from "../../../templates/validator/inline/runtime/validate.ts";
import { answerFor } from "../../api/keywords.ts";
import type { SchemaKey } from "../../api/identity.ts";
import type { Group, Schema, Check } from "../../api/schema.ts";
import { own } from "../../lib/json.ts";
import { typeIs } from "../schemas/types.ts";
import { isCoveredItself } from "./covered.ts";
import { Undecided } from "./patience.ts";
import { first, verdicts, type VerdictContext, type Verdict } from "./verdicts.ts";
import type { Json } from "../../api/json.ts";
import type { NamedSchema } from "../../api/named.ts";

type Named = ReadonlyMap<SchemaKey, NamedSchema>;

/**
 * Says whether a schema accepts a value, by the same rules and formats as the generated validators.
 * Used at generation time to judge examples, defaults and samples.
 *
 * @returns null where it does, else the keyword of the first check that fails and where
 * @throws Undecided where that cannot be told in a bounded number of steps
 */
export function refusal(schema: Schema, value: Json, named: Named, at = ""): Verdict {
  if (schema.target !== null) {
    const target = named.get(schema.target.key);
    return target === undefined ? null : refusal(target.schema, value, named, at);
  }
  if (schema.typeTest !== null && !schema.typeTest.types.some((type) => typeIs(value, type))) {
    return { keyword: "type", pointer: at };
  }
  const asked: VerdictContext = {
    at,
    refusal: (inner, item, where) => refusal(inner, item, named, where),
    passes: (inner, item) => refusal(inner, item, named) === null,
  };
  return first(checksOfGroups(schema, value), (each) =>
    each.keyword === "unevaluatedProperties" || each.keyword === "unevaluatedItems"
      ? restFailure(schema, each.schema, value, asked, named)
      : answerFor(verdicts, each, value, asked),
  );
}

/** {@link refusal} as a boolean; undecidable values count as refused. */
export function accepts(schema: Schema, value: Json, named: Named): boolean {
  return decided(() => refusal(schema, value, named) === null, false);
}

/** The answer, or another where it cannot be told in a bounded number of steps. */
export function decided<Answer, Other>(ask: () => Answer, otherwise: Other): Answer | Other {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Undecided) {
      return otherwise;
    }
    throw error;
  }
}

function checksOfGroups(schema: Schema, value: Json): readonly Check[] {
  return schema.groups.filter((group) => applies(group, value)).flatMap((group) => group.checks);
}

/** What no other keyword evaluates must be as the unevaluated keyword says. */
function restFailure(
  schema: Schema,
  rest: Schema,
  value: Json,
  asked: VerdictContext,
  named: Named,
): Verdict {
  const asking = { named, accepts: asked.passes };
  const keys = check.isArray(value)
    ? [...value.keys()]
    : check.keysOf(value as { [key: string]: Json });
  const left = keys.filter((key) => !isCoveredItself(schema, value, key, asking));
  return first(left, (key) =>
    asked.refusal(rest, own(value, String(key)) as Json, check.step(asked.at, key)),
  );
}

function applies(group: Group, value: Json): boolean {
  switch (group.type) {
    case "any":
      return true;
    case "array":
      return check.isArray(value);
    case "object":
      return check.isObject(value);
    case "string":
    case "number":
      return typeof value === group.type;
  }
}
