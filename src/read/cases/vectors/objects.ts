import * as check from "../../../../templates/validator/inline/runtime/validate.ts";
import type { Json } from "../../../api/json.ts";
import type { Property } from "../../../api/schema.ts";
import { isRaw, own } from "../../../lib/json.ts";
import { flatChecks } from "../samples/flat.ts";
import { memberOf, namesFor, newNames } from "../samples/objects.ts";
import { merge } from "../samples/sample.ts";
import { alone, inside, type TriedPlace } from "./places.ts";
import type { At, Tries } from "./at.ts";

type Fields = { readonly [key: string]: Json };

export const objects: Tries<
  | "minProperties"
  | "maxProperties"
  | "properties"
  | "required"
  | "additionalProperties"
  | "patternProperties"
  | "propertyNames"
  | "dependentRequired"
  | "dependentSchemas"
  | "unevaluatedProperties"
> = {
  minProperties: (rule, place, at) => {
    const { limit, keyword } = rule;
    at.tried.accept(place, sized(limit, place, at), 1);
    if (limit > 0) {
      at.tried.refuse(place, sized(limit - 1, place, at), { rule, keyword, most: 1 });
    }
  },
  maxProperties: (rule, place, at) => {
    const { limit, keyword } = rule;
    at.tried.accept(place, sized(limit, place, at), 1);
    at.tried.refuse(place, sized(limit + 1, place, at), { rule, keyword, most: 1 });
  },
  properties: ({ properties }, place, at) => {
    settle(properties, place, at);
    properties.forEach((property) => ofProperty(property, place, at));
  },
  required: (rule, place, at) => {
    at.tried.refuse(inside(place, rule.wire), [undefined], { rule, keyword: "required" });
  },
  additionalProperties: (rule, place, at) => {
    const { schema, openness, keyword } = rule;
    const [name = "undeclared-property"] = newNames(checksAt(at), at.tried.making, 6).filter(
      (each) => own(fieldsAt(place, at), each) === undefined,
    );
    const there = inside(place, name);
    if (openness === "closed") {
      at.tried.refuse(there, [true, "text"], { rule, keyword, most: 1 });
    } else {
      at.put(schema, alone(there, schema, at.schema), at);
    }
  },
  patternProperties: (rule, place, at) => {
    const [name] = namesFor(rule.regex).filter(
      (each) => own(fieldsAt(place, at), each) === undefined,
    );
    if (name === undefined) {
      at.tried.note(place, rule.keyword);
    } else {
      at.put(rule.schema, inside(place, name), at);
    }
  },
  propertyNames: (rule, place, at) => {
    const wrong = ["", " ", "a b", "A", "a", "1", "ä", "undeclared-property", "x".repeat(300)];
    const checks = checksAt(at);
    const fields = fieldsAt(place, at);
    const named = wrong.map((name): Json => {
      const value = memberOf(checks, at.tried.making, name) ?? "text";
      return merge(fields, { [name]: value });
    });
    at.tried.refuse(place, named, { rule, keyword: "propertyNames" });
  },
  dependentRequired: (rule, place, at) => {
    const holder = withNames([rule.wire, ...rule.names.map(({ wire }) => wire)], place, at);
    if (holder === null) {
      at.tried.note(place, "dependentRequired");
      return;
    }
    at.tried.accept(place, [without(fieldsAt(place, at), rule.wire)]);
    rule.names.forEach(({ wire }) =>
      at.tried.refuse(inside(holder, wire), [undefined], { rule, keyword: "required" }),
    );
  },
  dependentSchemas: (rule, place, at) => {
    const { making } = at.tried;
    const named = merge(fieldsAt(place, at), {
      [rule.wire]: memberOf(checksAt(at), making, rule.wire) ?? "text",
    });
    const whole = making.several(rule.schema, making, 3).map((each) => merge(each, named));
    const holder = [
      named,
      ...whole,
      ...whole.map((each) => merge(named, each)),
    ].reduce<TriedPlace | null>((found, each) => found ?? at.tried.rebase(place, each), null);
    if (holder === null) {
      at.tried.note(place, rule.keyword);
    } else {
      at.visit(rule.schema, holder, at);
      at.tried.accept(place, [without(fieldsAt(place, at), rule.wire)]);
    }
  },
  unevaluatedProperties: ({ schema }, place, at) => {
    const there = inside(place, "undeclared-property");
    at.put(schema, there, at);
  },
};

function checksAt({ schema, tried }: At) {
  return flatChecks(schema, tried.named);
}

function fieldsAt(place: TriedPlace, { tried }: At): Fields {
  const value = tried.valueAt(place);
  return isRaw(value) ? (value as Fields) : {};
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

/** What is put in and what is taken out: an object without all that has a default, with all that may not be sent. */
function settle(properties: readonly Property[], place: TriedPlace, at: At): void {
  const fields = fieldsAt(place, at);
  const hasDefault = (name: string) =>
    properties.some(({ wire, fallback }) => wire === name && fallback !== null);
  const kept = Object.entries(fields).filter(([name]) => !hasDefault(name));
  const removed = properties.filter(({ presence }) => presence === "removed");
  const sent = removed.map(({ wire }): [string, Json] => [wire, "text"]);
  if (kept.length < Object.keys(fields).length || sent.length > 0) {
    at.tried.settle(place, Object.fromEntries([...kept, ...sent]));
  }
}

function ofProperty(property: Property, place: TriedPlace, at: At): void {
  const { wire, schema, isRequired, presence } = property;
  const there = inside(place, wire);
  const value = at.tried.valueAt(there);
  if (presence === "removed") {
    at.tried.accept(there, ["text", null]);
    if (value !== undefined) {
      at.tried.acceptWithout(there);
    }
    return;
  }
  if (isRequired) {
    at.tried.refuse(there, [undefined], { rule: property, keyword: "required" });
  } else if (value !== undefined) {
    at.tried.acceptWithout(there);
  }
  at.put(schema, alone(there, schema, at.schema), { ...at, hint: wire });
}

/** Objects of so many members: what is there without some of it, or with more. */
function sized(count: number, place: TriedPlace, at: At): Json[] {
  const fields = fieldsAt(place, at);
  const checks = checksAt(at);
  const names = Object.keys(fields);
  const isNeeded = (name: string) =>
    checks.some(
      (each) =>
        (each.keyword === "required" && each.wire === name) ||
        (each.keyword === "properties" &&
          each.properties.some(({ wire, isRequired }) => isRequired && wire === name)),
    );
  const needed = [...names.filter(isNeeded), ...names.filter((name) => !isNeeded(name))];
  const kept = Object.fromEntries(needed.slice(0, count).map((name) => [name, fields[name]]));
  const missing = count - Object.keys(kept).length;
  if (missing > 200) {
    return [];
  }
  const declared = checks.flatMap((each) =>
    each.keyword === "properties" ? each.properties.map(({ wire }) => wire) : [],
  );
  const more = [...declared, ...newNames(checks, at.tried.making, missing + 1)]
    .filter((name) => own(kept, name) === undefined)
    .slice(0, missing)
    .map((name): [string, Json] => [name, memberOf(checks, at.tried.making, name) ?? "text"]);
  return [{ ...kept, ...Object.fromEntries(more) } as Json];
}

/** The place with properties of some names; null where no such object is known. */
function withNames(names: readonly string[], place: TriedPlace, at: At): TriedPlace | null {
  const fields: { [key: string]: Json } = { ...fieldsAt(place, at) };
  for (const name of names.filter((each) => own(fields, each) === undefined)) {
    check.put(fields, name, memberOf(checksAt(at), at.tried.making, name) ?? "text");
  }
  return at.tried.rebase(place, fields);
}
