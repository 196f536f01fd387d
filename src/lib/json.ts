/** A value of a parsed document that may have keys; nothing about it is trusted. */
export type Raw = { readonly [key: string]: unknown };

/** True for a mapping: not null, not a sequence. */
export function isRaw(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value under a key of its own (never an inherited one), undefined where there is none. */
export function own(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Raw)[key]
    : undefined;
}

/** The mapping under a key, or an empty one. */
export function rawAt(value: unknown, key: string): Raw {
  const found = own(value, key);
  return isRaw(found) ? found : {};
}

/** The sequence under a key, or an empty one. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key);
  return Array.isArray(found) ? found : [];
}

/** The text under a key, or null. */
export function textAt(value: unknown, key: string): string | null {
  const found = own(value, key);
  return typeof found === "string" ? found : null;
}

/** A value as JSON with its keys in one order, so that reordering a mapping changes nothing. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalText).join(",")}]`;
  }
  if (!isRaw(value)) {
    return JSON.stringify(value) ?? "null";
  }
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`);
  return `{${members.join(",")}}`;
}
