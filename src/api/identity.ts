declare const brand: unique symbol;

/** The key of a schema in one reading of it: made by {@link keyOf}, and by nothing else. */
export type SchemaKey = string & { readonly [brand]: true };

/** Where a schema stands, wherever it is referred to from. */
export type SchemaPlace = { readonly file: string; readonly pointer: string };

/**
 * How a schema is read: by itself; as a client sends it, where that differs; as what others inherit from, where it
 * stands for all of them; or as both.
 */
export type SchemaVariant = "" | "Input" | "Base" | "BaseInput";

/** One key for each place and variant: JSON has no two texts for which a separator could be mistaken. */
export function keyOf({ file, pointer }: SchemaPlace, variant: SchemaVariant = ""): SchemaKey {
  return JSON.stringify([file, pointer, variant]) as SchemaKey;
}
