import type { CheckOf, Keyword } from "../../../api/keywords.ts";
import type { Schema } from "../../../api/schema.ts";
import type { TriedPlace } from "./places.ts";
import type { Tried } from "./tried.ts";

/** What a place is tried with: the schema there, what is kept, and how to go on inside. */
export type At = {
  readonly schema: Schema;
  readonly tried: Tried;
  /** The name that the value stands under. */
  readonly hint: string;
  /** Tries everything that a schema asks of the value at a place. */
  readonly visit: (schema: Schema, place: TriedPlace, at: At) => void;
  /** The same where nothing stands yet: a value is put there first. */
  readonly put: (schema: Schema, place: TriedPlace, at: At) => void;
};

/** How some keywords are tried. */
export type Tries<Keys extends Keyword> = {
  readonly [Key in Keys]: (check: CheckOf<Key>, place: TriedPlace, at: At) => void;
};
