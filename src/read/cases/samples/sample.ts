import type { SchemaKey } from "../../../api/identity.ts";
import type { Json, JsonType } from "../../../api/json.ts";
import type { Check, Schema } from "../../../api/schema.ts";
import { isRaw } from "../../../lib/json.ts";
import { accepts, type Named } from "../judge/judge.ts";
import { flatChecks, flatTypes } from "./flat.ts";
import type { Making } from "./making.ts";
import { numbersFor } from "./numbers.ts";
import { textsFor } from "./texts.ts";
import { arraysFor } from "./arrays.ts";
import { objectsFor } from "./objects.ts";

/** How deep anonymous schemas are followed. */
const deepest = 12;

/** What is made so far of one set of named schemas. */
type Made = {
  readonly samples: Map<SchemaKey, Json | undefined>;
  /** Named schemas that are being made: met inside itself, one has no sample yet. */
  readonly making: Set<SchemaKey>;
  /** Those that found none while another was being made, which they may only have needed. */
  readonly unsure: Set<SchemaKey>;
};

const all = new WeakMap<Named, Made>();

function madeOf(named: Named): Made {
  const made = all.get(named) ?? { samples: new Map(), making: new Set(), unsure: new Set() };
  all.set(named, made);
  return made;
}

/**
 * A value that a schema accepts: the document's own example or default where it is valid, else one made from the
 * checks.
 *
 * @param hint the name that the value stands under
 * @returns undefined where none was found; nothing is guessed
 */
export function sampleOf(schema: Schema, named: Named, hint = ""): Json | undefined {
  const value = make(schema, makingOf(named, hint));
  const { making, unsure, samples } = madeOf(named);
  if (making.size === 0) {
    unsure.forEach((key) => samples.delete(key));
    unsure.clear();
  }
  return value;
}

/** What values of a document are made with. @param hint the name that a value stands under */
export function makingOf(named: Named, hint = ""): Making {
  return { named, depth: 0, hint, make, several };
}

/** Up to a number of different values that a schema accepts. */
function several(schema: Schema, making: Making, count: number): Json[] {
  const found = new Map<string, Json>();
  const real = schema.target === null ? schema : making.named.get(schema.target.key)?.schema;
  let tries = 0;
  for (const value of thoughtOf(schema, real, making)) {
    if (found.size >= count || (tries += 1) > count * 4 + 60) {
      break;
    }
    const key = JSON.stringify(value);
    if (!found.has(key) && accepts(schema, value, making.named)) {
      found.set(key, value);
    }
  }
  return [...found.values()];
}

/** The first value, then what the document says, then others: each is made when it is asked for. */
function* thoughtOf(schema: Schema, real: Schema | undefined, making: Making): Generator<Json> {
  const first = make(schema, making);
  yield* first === undefined ? [] : [first];
  yield* saidOf(real);
  yield* real === undefined || making.depth > deepest ? [] : candidates(real, making);
}

/** One value; undefined where none is found. */
function make(schema: Schema, making: Making): Json | undefined {
  if (schema.target !== null) {
    return makeNamed(schema.target.key, making);
  }
  if (making.depth > deepest) {
    return undefined;
  }
  for (const values of [saidOf(schema), candidates(schema, making)]) {
    for (const value of values) {
      if (accepts(schema, value, making.named)) {
        return value;
      }
    }
  }
  return undefined;
}

function saidOf(schema: Schema | undefined): readonly Json[] {
  const fallback = schema?.fallback ?? null;
  return [...(schema?.examples ?? []), ...(fallback === null ? [] : [fallback.value])];
}

function makeNamed(key: SchemaKey, making: Making): Json | undefined {
  const { samples, making: busy, unsure } = madeOf(making.named);
  const target = making.named.get(key);
  if (busy.has(key) || target === undefined) {
    return undefined;
  }
  if (!samples.has(key)) {
    busy.add(key);
    const value = make(target.schema, { ...making, depth: making.depth + 1 });
    busy.delete(key);
    samples.set(key, value);
    if (value === undefined && busy.size > 0) {
      unsure.add(key);
    }
  }
  return samples.get(key);
}

/** Values to try, in the order in which people would write them. */
function* candidates(schema: Schema, making: Making): Generator<Json> {
  const checks = flatChecks(schema, making.named);
  for (const each of checks) {
    if (each.keyword === "enum") {
      yield* [...each.scalars, ...each.others];
    } else if (each.keyword === "bytes") {
      yield "text";
    }
  }
  const types = typesOf(schema, checks, making.named);
  const wanted = new Set<string>();
  for (const part of partsOf(checks, making)) {
    const keys = isRaw(part) ? Object.keys(part) : [];
    for (const base of types.includes("object") ? objectsFor(checks, making, keys) : []) {
      yield merge(base, part);
      yield merge(part, base);
      keys.forEach((key) => wanted.add(key));
    }
    yield part;
  }
  for (const type of types) {
    yield* ofType(type, checks, making);
  }
  if (wanted.size > 0 && types.includes("object")) {
    yield* objectsFor(checks, making, [...wanted]);
  }
}

/** The types to try: as tested, else those that the checks are about, else text. */
function typesOf(schema: Schema, checks: readonly Check[], named: Named): readonly JsonType[] {
  const tested = flatTypes(schema, named);
  if (tested !== null) {
    return tested;
  }
  const groups = schema.groups.map((group) => group.type).filter((type) => type !== "any");
  return groups.length > 0
    ? (groups as JsonType[])
    : checks.length > 0
      ? ["object", "string", "number", "array", "boolean", "null"]
      : ["string"];
}

/** Samples of one alternative each, of what a schema is composed of. */
function* partsOf(checks: readonly Check[], making: Making): Generator<Json> {
  const deeper = { ...making, depth: making.depth + 1 };
  const made = (schema: Schema): Json[] => {
    const value = make(schema, deeper);
    return value === undefined ? [] : [value];
  };
  for (const each of checks) {
    if (each.keyword === "anyOf" || each.keyword === "oneOf") {
      for (const schema of each.schemas) {
        yield* made(schema);
      }
    } else if (each.keyword === "discriminator") {
      for (const choice of each.choices) {
        yield* made(choice.schema).map((part) =>
          merge(part, { [each.wire]: choice.values[0] ?? "" }),
        );
      }
    } else if (each.keyword === "if") {
      const [test, ...thens] = [each.test, ...each.thens].map(made);
      yield* (test ?? []).map((part) => thens.flat().reduce<Json>(merge, part));
      yield* each.elses.flatMap(made);
    }
  }
}

/** Two objects as one, the later one's members first; of anything else the later one. */
export function merge(a: Json, b: Json): Json {
  return isRaw(a) && isRaw(b) ? Object.fromEntries([...entries(a), ...entries(b)]) : b;
}

function entries(value: object): [string, Json][] {
  return Object.entries(value) as [string, Json][];
}

function* ofType(type: JsonType, checks: readonly Check[], making: Making): Generator<Json> {
  switch (type) {
    case "null":
      return yield null;
    case "boolean":
      return yield* [true, false];
    case "integer":
    case "number":
      return yield* numbersFor(checks);
    case "string":
      return yield* textsFor(checks, making.hint);
    case "array":
      return yield* arraysFor(checks, making);
    case "object":
      return yield* objectsFor(checks, making, []);
  }
}
