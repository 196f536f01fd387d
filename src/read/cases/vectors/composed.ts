import type { Json } from "../../../api/json.ts";
import type { Schema } from "../../../api/schema.ts";
import { isRaw } from "../../../lib/json.ts";
import { accepts } from "../judge/judge.ts";
import { flatChecks } from "../samples/flat.ts";
import { schemasOf } from "../samples/objects.ts";
import { merge } from "../samples/sample.ts";
import { enriched } from "./enriched.ts";
import { inside, type TriedPlace } from "./places.ts";
import { strangersTo } from "./strangers.ts";
import type { At, Tries } from "./at.ts";

export const composed: Tries<
  | "allOf"
  | "anyOf"
  | "oneOf"
  | "discriminator"
  | "not"
  | "if"
  | "ref"
  | "never"
  | "unevaluatedItems"
> = {
  allOf: ({ schemas }, place, at) => schemas.forEach((schema) => at.visit(schema, place, at)),
  ref: ({ schema }, place, at) => at.visit(schema, place, at),
  anyOf: (rule, place, at) => {
    rule.schemas.forEach((schema) => ofBranch(schema, place, at, rule.keyword));
    const value = at.tried.valueAt(place);
    const strangers = [...strangersTo(value ?? null), ...broken(rule.schemas, place, at)];
    at.tried.refuse(place, strangers, { rule, keyword: rule.keyword });
  },
  oneOf: (rule, place, at) => {
    rule.schemas.forEach((schema) => ofBranch(schema, place, at, rule.keyword));
    const value = at.tried.valueAt(place);
    const strangers = [...strangersTo(value ?? null), ...broken(rule.schemas, place, at)];
    at.tried.refuse(place, strangers, { rule, keyword: rule.keyword });
    // One that two of them accept.
    const both = overlapping(rule.schemas, place, at);
    if (both.length > 0) {
      at.tried.refuse(place, both, { rule, keyword: rule.keyword, most: 2 });
    }
  },
  discriminator: (rule, place, at) => {
    for (const { values, schema } of rule.choices) {
      const made = at.tried.making.make(schema, at.tried.making);
      const holders = values.flatMap((value) => {
        const tagged = made === undefined ? [] : [merge(made, { [rule.wire]: value })];
        return tagged.flatMap((each) => at.tried.rebase(place, each) ?? []);
      });
      const [holder] = holders;
      if (holder === undefined) {
        at.tried.note(place, rule.keyword);
      } else {
        at.visit(schema, holder, at);
      }
    }
    const there = inside(place, rule.wire);
    const tags = ["a stranger", "", null, 1];
    at.tried.refuse(there, tags, { rule, keyword: rule.keyword });
    at.tried.refuse(there, [undefined], { rule, keyword: rule.keyword });
    at.tried.refuse(place, [null, "text", []], { rule, keyword: "type", most: 1 });
  },
  not: (rule, place, at) => {
    const { making } = at.tried;
    const value = at.tried.valueAt(place) ?? null;
    const inner = making.several(rule.schema, making, 8);
    const strangers = [...inner, ...inner.map((each) => merge(value, each)), ...strangersTo(value)];
    at.tried.refuse(place, strangers, { rule, keyword: rule.keyword });
  },
  if: (rule, place, at) => {
    const value = at.tried.valueAt(place) ?? null;
    const { making } = at.tried;
    const met = making.several(rule.test, making, 4).map((each) => merge(value, each));
    const unmet = [...variantsOf(value, at), ...strangersTo(value)].filter(
      (each) => !accepts(rule.test, each, at.tried.named),
    );
    const sides = [
      { schemas: rule.thens, values: [value, ...met], isMet: true },
      { schemas: rule.elses, values: [value, ...unmet], isMet: false },
    ];
    for (const { schemas, values, isMet } of sides) {
      const isOn = (each: Json) => accepts(rule.test, each, at.tried.named) === isMet;
      const wanted = schemas.flatMap((schema) => making.several(schema, making, 2));
      const tries = values.flatMap((each) => [each, ...wanted.map((more) => merge(each, more))]);
      const holder = tries
        .filter(isOn)
        .reduce<TriedPlace | null>((found, each) => found ?? at.tried.rebase(place, each), null);
      if (holder !== null) {
        schemas.forEach((schema) => at.visit(schema, holder, at));
      } else if (schemas.length > 0) {
        at.tried.note(place, rule.keyword);
      }
    }
  },
  never: (rule, place, at) => {
    at.tried.refuse(place, ["text", null, true, 0, [], {}], {
      rule,
      keyword: rule.keyword,
      most: 1,
    });
  },
  unevaluatedItems: ({ schema }, place, at) => {
    const value = at.tried.valueAt(place);
    at.put(schema, inside(place, Array.isArray(value) ? value.length : 0), at);
  },
};

/** An object with other samples in place of each of its properties. */
function variantsOf(value: Json, { schema, tried }: At): Json[] {
  const { making } = tried;
  const checks = flatChecks(schema, tried.named);
  return Object.keys(isRaw(value) ? value : {}).flatMap((name) =>
    schemasOf(checks, name)
      .flatMap((each) => making.several(each, { ...making, hint: name }, 6))
      .map((item) => merge(value, { [name]: item })),
  );
}

/** A value that one alternative accepts becomes a base, and what that alternative asks for is tried in it. */
function ofBranch(schema: Schema, place: TriedPlace, at: At, keyword: string): void {
  const { making } = at.tried;
  const value = at.tried.valueAt(place) ?? null;
  const isFine = (each: Json) => accepts(schema, each, at.tried.named);
  const made = making.several(schema, making, 3);
  const whole = made.map((each) => enriched(schema, each, making, isFine));
  const tries = [...whole, ...made].flatMap((each) => [
    each,
    merge(value, each),
    merge(each, value),
  ]);
  // The richest value that goes with the rest; the same alternative accepts it.
  const holder = tries
    .filter(isFine)
    .reduce<TriedPlace | null>((found, each) => found ?? at.tried.rebase(place, each), null);
  if (holder === null) {
    at.tried.note(place, keyword);
  } else {
    at.visit(schema, holder, at);
  }
}

/** Values of each alternative in which one thing is wrong. */
function broken(schemas: readonly Schema[], place: TriedPlace, at: At): Json[] {
  const { making } = at.tried;
  const value = at.tried.valueAt(place) ?? null;
  return schemas.flatMap((schema) => {
    const made = making.make(schema, making);
    return made === undefined
      ? []
      : [...strangersTo(made)].map((each) => merge(isRaw(each) ? value : each, each));
  });
}

/** Values that may be accepted by two alternatives: those of one with those of another in them. */
function overlapping(schemas: readonly Schema[], place: TriedPlace, at: At): Json[] {
  const { making } = at.tried;
  const value = at.tried.valueAt(place) ?? null;
  const made = schemas.slice(0, 8).map((schema) => making.make(schema, making));
  const pairs = made.flatMap((one, first) =>
    made
      .slice(first + 1)
      .flatMap((other): Json[] =>
        one === undefined || other === undefined
          ? []
          : [merge(one, other), merge(other, one), merge(merge(value, one), other)],
      ),
  );
  const singles = made.filter((each) => each !== undefined);
  const isTwice = (each: Json) =>
    schemas.filter((schema) => accepts(schema, each, at.tried.named)).length > 1;
  return [...pairs, ...singles, {}, [], 1, 0, "", "text", true, null].filter(isTwice);
}
