import type { Doc } from "./doc.ts";
import type { Json } from "./json.ts";

/**
 * The set of values of a schema as far as a type system can say it: the type of a schema, without
 * the words of a language. Compound shapes hold only simple ones: what is anonymous and structured
 * has been given a declaration and is met as `declared`.
 */
export type Shape =
  | { readonly kind: "unknown" }
  | { readonly kind: "never" }
  | { readonly kind: "null" }
  /** Every value that is there, but null: what `undefined` is taken out with. */
  | { readonly kind: "present" }
  | { readonly kind: "undefined" }
  | { readonly kind: "boolean" }
  | { readonly kind: "number" }
  | { readonly kind: "string" }
  | { readonly kind: "date" }
  | { readonly kind: "bigint" }
  | { readonly kind: "binary" }
  | { readonly kind: "file" }
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "declared"; readonly typeName: string }
  | { readonly kind: "array"; readonly items: Shape }
  | { readonly kind: "tuple"; readonly items: readonly TupleItem[]; readonly rest: Shape | null }
  | {
      /** A branch of a discriminated union: a shape, and the values of the property that choose it. */
      readonly kind: "tagged";
      readonly wire: string;
      readonly values: readonly string[];
      readonly shape: Shape;
    }
  | { readonly kind: "record"; readonly values: Shape }
  | ObjectShape
  | { readonly kind: "union"; readonly members: readonly Shape[] }
  | { readonly kind: "intersection"; readonly members: readonly Shape[] };

/** One place of a tuple; `isRequired` from minItems. */
export type TupleItem = { readonly shape: Shape; readonly isRequired: boolean };

/** An object; `index` is the shape of every value under an undeclared name, null where unsaid. */
export type ObjectShape = {
  readonly kind: "object";
  readonly members: readonly Member[];
  readonly index: Shape | null;
};

/** A property as the reader of the value meets it: `isRequired` also where a default is put in. */
export type Member = {
  readonly wire: string;
  readonly doc: Doc | null;
  readonly isRequired: boolean;
  readonly shape: Shape;
};
