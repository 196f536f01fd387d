import { isRaw } from "../../../lib/json.ts";
import { TemplateError } from "./syntax.ts";

/**
 * What a template can hold. None of it is an object of this machine: mappings are Maps, so that no name reaches
 * a prototype, and what can be called are natives that say which names they have.
 */
export type Value = null | boolean | number | string | List | VtlMap | Native;

/** A list; those that came out of JSON are printed as JSON, those of a template as Java prints them. */
export type List = { readonly kind: "list"; readonly items: Value[]; readonly isJson: boolean };

export type VtlMap = { readonly kind: "map"; readonly entries: Map<string, Value> };

/** A variable of API Gateway: what it has by name, and what it does when it is called. */
export type Native = {
  readonly kind: "native";
  readonly properties: ReadonlyMap<string, () => Value>;
  readonly methods: ReadonlyMap<string, (args: readonly Value[]) => Value>;
  /** Properties that a template may set. */
  readonly setters: ReadonlyMap<string, (value: Value) => void>;
};

/** The longest text that a template may make, in characters: API Gateway passes on 10 MB. */
export const longest = 10_000_000;

/** Items of a list: no more than a body of 10 MB can hold. */
const mostItems = 5_000_000;

/** @throws TemplateError where a text is too long */
export function bounded(text: string): string {
  if (text.length > longest) {
    throw new TemplateError(`a text has more than ${longest} characters`);
  }
  return text;
}

/** @throws TemplateError where a list is too long */
export function listOf(items: Value[], isJson = false): List {
  checkCount(items.length);
  return { kind: "list", items, isJson };
}

/** @throws TemplateError where a list would have more items than a template may make */
export function checkCount(count: number): void {
  if (count > mostItems) {
    throw new TemplateError(`a list has more than ${mostItems} items`);
  }
}

export function mapOf(entries: Iterable<readonly [string, Value]>): VtlMap {
  return { kind: "map", entries: new Map(entries) };
}

/** Data of JSON as values. */
export function valueOf(data: unknown): Value {
  if (Array.isArray(data)) {
    return listOf(data.map(valueOf), true);
  }
  if (isRaw(data)) {
    return mapOf(Object.entries(data).map(([key, item]) => [key, valueOf(item)]));
  }
  return data === undefined ? null : (data as Value);
}

/** A value as JSON (`$input.json`). */
export function jsonOf(value: Value): string {
  return written(value, (each, write) => {
    if (!isCompound(each)) {
      return JSON.stringify(each);
    }
    switch (each.kind) {
      case "native":
        return "null";
      case "list":
        return `[${each.items.map(write).join(",")}]`;
      case "map": {
        const members = [...each.entries].map(
          ([key, item]) => `${JSON.stringify(key)}:${write(item)}`,
        );
        return `{${members.join(",")}}`;
      }
    }
  });
}

/** A value as it is printed: nothing for null, a mapping as Java has it, a list of JSON as JSON. */
export function textOf(value: Value): string {
  return value === null ? "" : isCompound(value) ? javaText(value) : String(value);
}

function javaText(value: Value): string {
  return written(value, (each, write) => {
    if (!isCompound(each)) {
      return String(each);
    }
    switch (each.kind) {
      case "native":
        return "";
      case "map":
        return `{${[...each.entries].map(([key, item]) => `${key}=${write(item)}`).join(", ")}}`;
      case "list":
        return each.isJson ? jsonOf(each) : `[${each.items.map(write).join(", ")}]`;
    }
  });
}

/** Writes a value and what is in it; the same list may stand in it many times, so what is written is counted. */
function written(
  value: Value,
  form: (value: Value, write: (inner: Value) => string) => string,
): string {
  let left = longest;
  const write = (each: Value): string => {
    const text = form(each, write);
    left -= isCompound(each) ? 2 : text.length;
    if (left < 0) {
      throw new TemplateError(`a text has more than ${longest} characters`);
    }
    return text;
  };
  return bounded(write(value));
}

/** True where a condition holds: everything but null and false does (Velocity 1.7). */
export function isTrue(value: Value): boolean {
  return value !== null && value !== false;
}

/** Equality of Velocity: values of different kinds are compared as texts. */
export function isSame(a: Value, b: Value): boolean {
  return a === b || (a !== null && b !== null && textOf(a) === textOf(b));
}

export function isCompound(value: Value): value is List | VtlMap | Native {
  return typeof value === "object" && value !== null;
}
