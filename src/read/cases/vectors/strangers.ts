import type { Json, JsonType } from "../../../api/json.ts";
import { isRaw } from "../../../lib/json.ts";

/** A value of each type, the plainest first. */
export const ofTypes: Readonly<Record<JsonType, Json>> = {
  string: "text",
  integer: 1,
  number: 1.5,
  boolean: true,
  array: [],
  object: {},
  null: null,
};

/**
 * Values that are near one and may be refused where it is accepted: parts missing, parts of another type. They are made
 * one after another, since one of the first is refused most of the time.
 */
export function* strangersTo(value: Json): Generator<Json> {
  yield* nearTo(value);
  yield* [null, true, "text", "", 1.5, -1, 0, [], {}, [{}], "\u0000"];
}

function* nearTo(value: Json): Generator<Json> {
  if (isRaw(value)) {
    yield* nearObject(Object.entries(value as { [key: string]: Json }));
  } else if (Array.isArray(value)) {
    yield [...value, null];
    yield [...value, {}];
    yield value.slice(1) as Json;
    yield [...value, value[0] ?? null];
  } else if (typeof value === "string") {
    yield* [`${value}_`, `${value}\u0000`, value.toUpperCase(), value.slice(1)];
  } else if (typeof value === "number") {
    yield* [value + 1, value - 1, value + 0.5, -value, value * 1e9];
  }
}

function* nearObject(entries: readonly (readonly [string, Json])[]): Generator<Json> {
  const some = entries.slice(0, 12);
  for (const [name] of some) {
    yield Object.fromEntries(entries.filter(([key]) => key !== name));
  }
  for (const [name, item] of some) {
    for (const stranger of [null, typeof item === "object" ? "text" : {}, -1]) {
      yield Object.fromEntries(entries.map(([key, each]) => [key, key === name ? stranger : each]));
    }
  }
}
