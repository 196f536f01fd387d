import { matcher } from "./patterns.ts";
import { TemplateError } from "./syntax.ts";
import {
  bounded,
  checkCount,
  isCompound,
  isSame,
  listOf,
  mapOf,
  textOf,
  type List,
  type Value,
  type VtlMap,
} from "./values.ts";

type Method<Self> = (self: Self, args: readonly Value[]) => Value;
type Methods<Self> = ReadonlyMap<string, Method<Self>>;

const text = (args: readonly Value[], at = 0) => textOf(args[at] ?? null);
const number = (args: readonly Value[], at = 0) => Math.trunc(Number(args[at] ?? 0)) || 0;

/** Methods of java.lang.String that templates call. */
const strings: Methods<string> = new Map<string, Method<string>>([
  ["length", (self) => self.length],
  ["isEmpty", (self) => self === ""],
  ["toString", (self) => self],
  ["toLowerCase", (self) => self.toLowerCase()],
  ["toUpperCase", (self) => self.toUpperCase()],
  ["trim", (self) => self.trim()],
  ["concat", (self, args) => bounded(self + text(args))],
  ["contains", (self, args) => self.includes(text(args))],
  ["startsWith", (self, args) => self.startsWith(text(args))],
  ["endsWith", (self, args) => self.endsWith(text(args))],
  ["indexOf", (self, args) => self.indexOf(text(args))],
  ["lastIndexOf", (self, args) => self.lastIndexOf(text(args))],
  ["equals", (self, args) => self === args[0]],
  ["equalsIgnoreCase", (self, args) => self.toLowerCase() === text(args).toLowerCase()],
  ["compareTo", (self, args) => (self < text(args) ? -1 : self > text(args) ? 1 : 0)],
  ["charAt", (self, args) => self.charAt(number(args))],
  ["substring", (self, args) => substring(self, args)],
  ["replace", (self, args) => bounded(self.replaceAll(text(args), () => text(args, 1)))],
  ["replaceAll", (self, args) => matcher(text(args)).replaceAll(self, text(args, 1))],
  ["replaceFirst", (self, args) => matcher(text(args)).replaceFirst(self, text(args, 1))],
  ["matches", (self, args) => matcher(`^(?:${text(args)})$`).test(self)],
  ["split", (self, args) => listOf(matcher(text(args)).split(self))],
]);

function substring(self: string, args: readonly Value[]): string {
  const to = args.length > 1 ? number(args, 1) : self.length;
  const from = number(args);
  if (from < 0 || to > self.length || from > to) {
    throw new TemplateError(`substring(${from}, ${to}) of a text of ${self.length} characters`);
  }
  return self.slice(from, to);
}

/** Methods of java.util.List. */
const lists: Methods<List> = new Map<string, Method<List>>([
  ["size", ({ items }) => items.length],
  ["isEmpty", ({ items }) => items.length === 0],
  ["get", ({ items }, args) => items[number(args)] ?? null],
  ["contains", ({ items }, args) => items.some((item) => isSame(item, args[0] ?? null))],
  ["indexOf", ({ items }, args) => items.findIndex((item) => isSame(item, args[0] ?? null))],
  ["add", ({ items }, args) => items.push(args.at(-1) ?? null) > 0],
  ["addAll", ({ items }, args) => addAll(items, iterated(args[0] ?? null))],
  ["set", ({ items }, args) => replaced(items, number(args), args[1] ?? null)],
  ["remove", ({ items }, args) => items.splice(number(args), 1)[0] ?? null],
  ["toString", (self) => textOf(self)],
]);

function addAll(items: Value[], more: readonly Value[]): boolean {
  checkCount(items.length + more.length);
  more.forEach((item) => items.push(item));
  return more.length > 0;
}

function replaced(items: Value[], at: number, value: Value): Value {
  const before = items[at];
  if (before === undefined) {
    throw new TemplateError(`a list has no place ${at}`);
  }
  items[at] = value;
  return before;
}

/** Methods of java.util.Map. */
const maps: Methods<VtlMap> = new Map<string, Method<VtlMap>>([
  ["size", ({ entries }) => entries.size],
  ["isEmpty", ({ entries }) => entries.size === 0],
  ["get", ({ entries }, args) => entries.get(text(args)) ?? null],
  ["getOrDefault", ({ entries }, args) => entries.get(text(args)) ?? args[1] ?? null],
  ["containsKey", ({ entries }, args) => entries.has(text(args))],
  [
    "containsValue",
    ({ entries }, args) => [...entries.values()].some((each) => isSame(each, args[0] ?? null)),
  ],
  ["keySet", ({ entries }) => listOf([...entries.keys()])],
  ["values", ({ entries }) => listOf([...entries.values()])],
  ["entrySet", ({ entries }) => listOf([...entries].map(entryOf))],
  ["put", ({ entries }, args) => taken(entries, text(args), args[1] ?? null)],
  ["putAll", ({ entries }, args) => putAll(entries, args[0] ?? null)],
  ["remove", ({ entries }, args) => taken(entries, text(args), undefined)],
  ["toString", (self) => textOf(self)],
]);

function entryOf([key, value]: readonly [string, Value]): Value {
  return mapOf([
    ["key", key],
    ["value", value],
  ]);
}

/** Puts a value under a key, or takes it away. @returns what stood there */
function taken(entries: Map<string, Value>, key: string, value: Value | undefined): Value {
  const before = entries.get(key) ?? null;
  if (value === undefined) {
    entries.delete(key);
  } else {
    entries.set(key, value);
  }
  return before;
}

function putAll(entries: Map<string, Value>, from: Value): Value {
  if (isCompound(from) && from.kind === "map") {
    from.entries.forEach((value, key) => entries.set(key, value));
  }
  return null;
}

/** What a loop goes over: the items of a list, the values of a mapping. */
export function iterated(value: Value): readonly Value[] {
  if (!isCompound(value) || value.kind === "native") {
    return [];
  }
  return value.kind === "list" ? [...value.items] : [...value.entries.values()];
}

/** Calls a method; null for what there is not, as for everything else that is unknown. */
export function callMethod(self: Value, name: string, args: readonly Value[]): Value {
  if (typeof self === "string") {
    return strings.get(name)?.(self, args) ?? null;
  }
  if (!isCompound(self)) {
    return self === null ? null : (strings.get(name)?.(textOf(self), args) ?? null);
  }
  switch (self.kind) {
    case "native":
      return self.methods.get(name)?.(args) ?? null;
    case "list":
      return lists.get(name)?.(self, args) ?? null;
    case "map":
      return maps.get(name)?.(self, args) ?? getter(self, name);
  }
}

/** `getKey()` is the property `key` (Velocity: property lookup). */
function getter(self: VtlMap, name: string): Value {
  const property = /^get([A-Z])(\w*)$/.exec(name);
  return property === null
    ? null
    : (self.entries.get((property[1] ?? "").toLowerCase() + property[2]) ?? null);
}
