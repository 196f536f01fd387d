import type { Json, JsonType } from "../../../api/json.ts";
import { answerFor, type ByKeyword } from "../../../api/keywords.ts";
import type { Group, NamedRef, Schema } from "../../../api/schema.ts";
import { accepts } from "../judge/judge.ts";
import { typeIs } from "../../schemas/types.ts";
import type { At } from "./at.ts";
import { arrays, isNever } from "./arrays.ts";
import { composed } from "./composed.ts";
import { enriched } from "./enriched.ts";
import { objects } from "./objects.ts";
import { scalars } from "./scalars.ts";
import { ofTypes, strangersTo } from "./strangers.ts";
import type { TriedPlace } from "./places.ts";

const nothing = (): void => {};

/** How each keyword is tried: just inside, and just outside. */
const tries: ByKeyword<[place: TriedPlace, at: At], void> = {
  ...scalars,
  ...arrays,
  ...objects,
  ...composed,
  // What is taken out whatever it is, what is converted, and bytes, which no row can hold.
  remove: nothing,
  convert: nothing,
  bytes: (check, place, at) => at.tried.note(place, check.keyword),
};

/** Tries everything that a schema asks of the value at a place. */
export function visit(schema: Schema, place: TriedPlace, at: At): void {
  if (schema.target !== null) {
    ofNamed(schema, schema.target, place, at);
    return;
  }
  const here = { ...at, schema };
  ofTypesLeft(schema, place, here);
  for (const group of schema.groups) {
    const holder = standing(group, place, here);
    for (const check of group.checks) {
      if (holder === null) {
        at.tried.note(place, check.keyword);
      } else {
        answerFor(tries, check, holder, here);
      }
    }
  }
}

/** Puts a value of a schema where nothing stands yet, and tries the schema there. */
export function put(schema: Schema, place: TriedPlace, at: At): void {
  if (at.tried.valueAt(place) !== undefined) {
    visit(schema, place, at);
    return;
  }
  const holder = firstHolder(schema, place, at);
  if (holder !== null) {
    visit(schema, holder, at);
  } else if (isNever(schema)) {
    at.tried.refuse(place, ["text", null, true, 0, [], {}], {
      rule: schema,
      keyword: "never",
      most: 1,
    });
  } else {
    at.tried.note(place, "value");
  }
}

/** The place with the first value of a schema that is accepted there: one with everything in it, or a plain one. */
function firstHolder(schema: Schema, place: TriedPlace, at: At): TriedPlace | null {
  const { making } = at.tried;
  const made = making.several(schema, { ...making, hint: at.hint }, 3);
  const makers = [(each: Json) => enriched(schema, each, making, () => true), (each: Json) => each];
  for (const make of makers) {
    for (const each of made) {
      const holder = at.tried.rebase(place, make(each));
      if (holder !== null) {
        return holder;
      }
    }
  }
  return null;
}

/** A named schema has cases of its own: here one value shows that it is asked. */
function ofNamed(schema: Schema, { key }: NamedRef, place: TriedPlace, at: At): void {
  const target = at.tried.named.get(key)?.schema;
  const value = at.tried.valueAt(place);
  if (target !== undefined && !target.isTrivial && value !== undefined) {
    const strangers = strangersOf(target, value, at);
    at.tried.refuse(place, strangers, { rule: schema, keyword: "value", most: 1 });
  }
}

/** Values that are near one, then those that are near one with everything in it. */
function* strangersOf(target: Schema, value: Json, at: At): Generator<Json> {
  yield* strangersTo(value);
  const isFine = (each: Json) => accepts(target, each, at.tried.named);
  yield* strangersTo(enriched(target, value, at.tried.making, isFine));
}

/** A value of each type that is allowed, and of each that is not. */
function ofTypesLeft(schema: Schema, place: TriedPlace, at: At): void {
  const types = schema.typeTest?.types;
  if (types === undefined) {
    return;
  }
  for (const type of types) {
    at.tried.accept(place, valuesOf(type, schema, at), 1);
  }
  const others = (Object.keys(ofTypes) as JsonType[]).map((type) => ofTypes[type]);
  const wrong = others.filter((value) => !types.some((type) => typeIs(value, type)));
  if (wrong.length > 0) {
    at.tried.refuse(place, wrong, { rule: schema, keyword: "type", most: 7 });
  }
}

/** Values of one type: those that are made for a schema, a few only where the first is refused, and the plainest. */
function* valuesOf(type: JsonType, schema: Schema, at: At): Generator<Json> {
  for (const most of [1, 12]) {
    yield* madeFor(schema, at, most).filter((value) => typeIs(value, type));
  }
  yield ofTypes[type];
}

function madeFor(schema: Schema, { tried: { making }, hint }: At, most: number): Json[] {
  return making.several(schema, { ...making, hint }, most);
}

/** The place with a value of the type that a group of checks is for; null where none is known. */
function standing(group: Group, place: TriedPlace, at: At): TriedPlace | null {
  const value = at.tried.valueAt(place);
  const isMeant = (each: Json | undefined) =>
    group.type === "any" || (each !== undefined && typeIs(each, group.type));
  if (isMeant(value)) {
    return place;
  }
  for (const each of valuesOf(group.type as JsonType, at.schema, at)) {
    const holder = at.tried.rebase(place, each);
    if (holder !== null) {
      return holder;
    }
  }
  return null;
}
