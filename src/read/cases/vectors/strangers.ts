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

/** Values that are near one and may be refused where it is accepted: parts missing, parts of another type. */
export function strangersTo(value: Json): Json[] {
  return [...nearTo(value), null, true, "text", "", 1.5, -1, 0, [], {}, [{}], "\u0000"];
}

function nearTo(value: Json): Json[] {
  if (isRaw(value)) {
    const entries = Object.entries(value as { [key: string]: Json });
    const some = entries.slice(0, 12);
    const without = some.map(([name]) =>
      Object.fromEntries(entries.filter(([key]) => key !== name)),
    );
    const other = some.flatMap(([name, item]) =>
      [null, typeof item === "object" ? "text" : {}, -1].map((stranger) =>
        Object.fromEntries(entries.map(([key, each]) => [key, key === name ? stranger : each])),
      ),
    );
    return [...without, ...other];
  }
  if (Array.isArray(value)) {
    return [[...value, null], [...value, {}], value.slice(1) as Json, [...value, value[0] ?? null]];
  }
  return typeof value === "string"
    ? [`${value}_`, `${value}\u0000`, value.toUpperCase(), value.slice(1)]
    : typeof value === "number"
      ? [value + 1, value - 1, value + 0.5, -value, value * 1e9]
      : [];
}
