import type { Json } from "../../../api/json.ts";
import type { Schema } from "../../../api/schema.ts";
import type { Named } from "../judge/judge.ts";

/** Where a value is made: with what, how deep it stands, and the name that it stands under. */
export type Making = {
  readonly named: Named;
  readonly depth: number;
  readonly hint: string;
  /** One value inside another that is being made; undefined where none is found. */
  readonly make: (schema: Schema, making: Making) => Json | undefined;
  /** Up to a number of different values. */
  readonly several: (schema: Schema, making: Making, count: number) => Json[];
};
