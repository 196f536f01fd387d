import type { Json } from "../../../api/json.ts";
import type { SchemaRow } from "../../../api/cases.ts";

/** What a row puts at its place: a value, or a long one in short. */
export type Packed = { readonly value: Json } | Pick<SchemaRow, "repeat">;

/** Values above this length are written in short, where they repeat something. */
const long = 120;

/** A value as a row has it: a long text, or a long list, that repeats one thing is that thing and a number. */
export function packed(value: Json): Packed {
  if (typeof value === "string" && value.length > long) {
    return repeatedText(value);
  }
  if (Array.isArray(value) && value.length > 20) {
    const first = JSON.stringify(value[0]);
    const isSame = value.every((item) => JSON.stringify(item) === first);
    return isSame ? { repeat: { of: [value[0] as Json], length: value.length } } : { value };
  }
  return { value };
}

function repeatedText(text: string): Packed {
  let unit = "";
  for (const character of Array.from(text.slice(0, 8)).slice(0, 4)) {
    unit += character;
    const times = Math.floor(text.length / unit.length);
    if (text === unit.repeat(times) + unit.slice(0, text.length - times * unit.length)) {
      const rest = text.slice(times * unit.length);
      return { repeat: { of: unit, length: times * [...unit].length + [...rest].length } };
    }
  }
  return { value: text };
}
