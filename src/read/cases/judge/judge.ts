import * as check from "../../../../templates/validator/inline/runtime/validate.ts";
import type { SchemaKey } from "../../../api/identity.ts";
import type { Json } from "../../../api/json.ts";
import { answerFor } from "../../../api/keywords.ts";
import type { UncasedSchema } from "../../../api/named.ts";
import type { Check, Group, Property, Schema } from "../../../api/schema.ts";
import { own } from "../../../lib/json.ts";
import { typeIs } from "../../schemas/types.ts";
import { isCoveredItself } from "./covered.ts";
import { Undecided } from "./patience.ts";
import {
  below,
  pointerTo,
  verdicts,
  type KeywordFailure,
  type Judging,
  type PointerStep,
} from "./verdicts.ts";

/** Every named schema, by key. */
export type Named = ReadonlyMap<SchemaKey, UncasedSchema>;

/** A rule that is taken as kept, to see whether another one refuses: a check, a property, or a schema's type. */
export type Rule = Check | Property | Schema;

/** As many failures as the generated validators collect. */
const most = 50;

/**
 * Judges a value by a schema, by the same rules, formats and order as the generated `errors` functions.
 *
 * @param skipped a rule that is taken as kept
 * @returns the failures, none where the value is accepted
 * @throws Undecided where that cannot be told in a bounded number of steps
 */
export function failuresOf(
  schema: Schema,
  value: Json,
  named: Named,
  skipped: Rule | null = null,
): readonly KeywordFailure[] {
  return collected(schema, value, { named, most, skipped });
}

type Asked = { readonly named: Named; readonly most: number; readonly skipped: Rule | null };

function collected(schema: Schema, value: Json, asked: Asked): readonly KeywordFailure[] {
  const list: KeywordFailure[] = [];
  const judging: Judging = {
    skipped: asked.skipped,
    isFull: () => list.length >= asked.most,
    add: (where, keyword) => {
      if (list.length < asked.most) {
        list.push({ pointer: pointerTo(where), keyword });
      }
    },
    judge: (inner, item, where) => judge(inner, item, where, { judging, asked }),
    passes: (inner, item) => collected(inner, item, { ...asked, most: 1 }).length === 0,
  };
  judging.judge(schema, value, null);
  return list;
}

type Scope = { readonly judging: Judging; readonly asked: Asked };

function judge(schema: Schema, value: Json, at: PointerStep, scope: Scope): void {
  const { judging, asked } = scope;
  if (judging.isFull() || schema === asked.skipped) {
    return;
  }
  if (schema.target !== null) {
    const target = asked.named.get(schema.target.key);
    if (target !== undefined) {
      judging.judge(target.schema, value, at);
    }
    return;
  }
  if (!isOfType(schema, value)) {
    judging.add(at, "type");
    if (schema.isSingle) {
      return;
    }
  }
  for (const group of schema.groups) {
    for (const each of applies(group, value) ? group.checks : []) {
      answer(schema, each, { value, at, scope });
    }
  }
}

/** What stands where, and how it is judged. */
type Standing = { readonly value: Json; readonly at: PointerStep; readonly scope: Scope };

function answer(schema: Schema, each: Check, { value, at, scope }: Standing): void {
  if (scope.judging.isFull() || each === scope.asked.skipped) {
    return;
  }
  if (each.keyword === "unevaluatedProperties" || each.keyword === "unevaluatedItems") {
    judgeRest(schema, each.schema, { value, at, scope });
  } else {
    answerFor(verdicts, each, value, at, scope.judging);
  }
}

function isOfType({ typeTest }: Schema, value: Json): boolean {
  const isInRange = typeTest?.tests.includes("int64") !== true || typeof value !== "number";
  return (
    typeTest === null ||
    (typeTest.types.some((type) => typeIs(value, type)) &&
      (isInRange || !Number.isInteger(value) || check.isInt64(value)))
  );
}

/** What no other keyword evaluates must be as the unevaluated keyword says. */
function judgeRest(schema: Schema, rest: Schema, { value, at, scope }: Standing): void {
  const asking = { named: scope.asked.named, accepts: scope.judging.passes };
  const keys = check.isArray(value)
    ? [...value.keys()]
    : check.keysOf(value as { [key: string]: Json });
  for (const key of keys) {
    if (!isCoveredItself(schema, value, key, asking)) {
      scope.judging.judge(rest, own(value, String(key)) as Json, below(at, key));
    }
  }
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

/** The first of the failures; null where there is none. @throws Undecided as {@link failuresOf} */
export function refusal(schema: Schema, value: Json, named: Named): KeywordFailure | null {
  return collected(schema, value, { named, most: 1, skipped: null })[0] ?? null;
}

/** True where a schema accepts a value; undecidable values count as refused. */
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
