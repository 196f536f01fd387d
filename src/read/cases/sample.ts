import type { SchemaKey } from "../../api/identity.ts";
import type { Json, JsonType } from "../../api/json.ts";
import type { Schema, Check } from "../../api/schema.ts";
import { isRaw } from "../../lib/json.ts";
import { checksOf } from "../schemas/children.ts";
import { accepts } from "./accepts.ts";
import type { NamedSchema } from "../../api/named.ts";

type Named = ReadonlyMap<SchemaKey, NamedSchema>;

/** A text of each checked format. */
const formatSamples: Readonly<Record<string, string>> = {
  dateTime: "2026-01-31T09:30:00Z",
  date: "2026-01-31",
  time: "09:30:00Z",
  duration: "P1DT2H",
  email: "ada@example.com",
  idnEmail: "ada@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/a",
  uriReference: "/a",
  iri: "https://example.com/a",
  uuid: "3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e",
  regex: "^a+$",
  jsonPointer: "/a",
  byte: "YWRh",
};

/** Texts tried against a pattern; what none of them meets is left without a sample. */
const patternSamples = [
  "a",
  "A",
  "1",
  "ab",
  "abc",
  "Ab1",
  "a1",
  "abc-123",
  "ABC",
  "ABCD",
  "US",
  "USD",
  "en",
  "en-US",
  "12",
  "123",
  "1234",
  "12345",
  "123456",
  "0",
  "1.0",
  "1.0.0",
  "2026-01-31",
  "09:30",
  "#aabbcc",
  "+15551234567",
  "ada@example.com",
  "https://example.com/a",
  "3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e",
  "arn:aws:iam::123456789012:role/a",
  "/",
  "/a",
  "a/b",
  "user_1",
  "true",
];

/** Samples of named schemas made so far, for each set of named schemas. */
const caches = new WeakMap<Named, Map<string, Json | undefined>>();

/**
 * A value that a schema accepts: the document's own example or default where it is valid, else one
 * made from the checks.
 *
 * @returns undefined where none was found; nothing is guessed
 */
export function sampleOf(schema: Schema, named: Named): Json | undefined {
  return make(schema, named, 0);
}

function make(schema: Schema, named: Named, depth: number): Json | undefined {
  if (schema.target !== null) {
    return makeNamed(schema.target.key, named, depth);
  }
  if (depth > 12) {
    return undefined;
  }
  const said = [...schema.examples, ...(schema.fallback === null ? [] : [schema.fallback.value])];
  for (const value of said) {
    if (accepts(schema, value, named)) {
      return value;
    }
  }
  for (const value of candidates(schema, named, depth)) {
    if (accepts(schema, value, named)) {
      return value;
    }
  }
  return undefined;
}

/** A named schema is sampled once; met inside itself it has no sample yet. */
function makeNamed(key: SchemaKey, named: Named, depth: number): Json | undefined {
  const cache = caches.get(named) ?? new Map<string, Json | undefined>();
  caches.set(named, cache);
  const target = named.get(key);
  if (!cache.has(key) && target !== undefined) {
    cache.set(key, undefined);
    cache.set(key, make(target.schema, named, depth + 1));
  }
  return cache.get(key);
}

function* candidates(schema: Schema, named: Named, depth: number): Generator<Json> {
  const checks = checksOf(schema);
  for (const each of checks) {
    if (each.keyword === "enum") {
      yield* [...each.scalars, ...each.others];
    }
    if (each.keyword === "bytes") {
      yield "text";
    }
  }
  const bases = typesOf(schema, checks).flatMap((type) => [...ofType(type, checks, named, depth)]);
  for (const part of partsOf(checks, named, depth)) {
    yield part;
    yield* bases.map((base) => merge(base, part));
  }
  yield* bases;
}

function optional(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}

/** The types to try: as tested, else those that the checks are about, else text. */
function typesOf(schema: Schema, checks: readonly Check[]): readonly JsonType[] {
  if (schema.typeTest !== null) {
    return schema.typeTest.types;
  }
  const groups = schema.groups.map((group) => group.type).filter((type) => type !== "any");
  return groups.length > 0
    ? (groups as JsonType[])
    : checks.length > 0
      ? ["object", "string"]
      : ["string"];
}

/** Samples of what a schema is composed of: all members of allOf together, or one alternative. */
function* partsOf(checks: readonly Check[], named: Named, depth: number): Generator<Json> {
  for (const each of checks) {
    if (each.keyword === "allOf") {
      const parts = each.schemas.flatMap((schema) => optional(make(schema, named, depth + 1)));
      yield parts.reduce<Json>((whole, part) => merge(whole, part), {});
      yield* parts;
    } else if (each.keyword === "anyOf" || each.keyword === "oneOf") {
      yield* each.schemas.flatMap((schema) => optional(make(schema, named, depth + 1)));
    } else if (each.keyword === "discriminator") {
      yield* each.choices.flatMap((choice) =>
        optional(make(choice.schema, named, depth + 1)).map((part) =>
          merge(part, { [each.wire]: choice.values[0] ?? "" }),
        ),
      );
    } else if (each.keyword === "ref") {
      yield* optional(make(each.schema, named, depth + 1));
    }
  }
}

function merge(a: Json, b: Json): Json {
  return isRaw(a) && isRaw(b) ? ({ ...a, ...b } as Json) : b;
}

function* ofType(
  type: JsonType,
  checks: readonly Check[],
  named: Named,
  depth: number,
): Generator<Json> {
  switch (type) {
    case "null":
      return yield null;
    case "boolean":
      return yield true;
    case "integer":
    case "number":
      return yield* numbers(checks);
    case "string":
      return yield* texts(checks);
    case "array":
      return yield* optional(arrayOf(checks, named, depth));
    case "object":
      return yield* optional(objectOf(checks, named, depth));
  }
}

function* numbers(checks: readonly Check[]): Generator<number> {
  const limits = checks.flatMap((each) => ("limit" in each ? [each] : []));
  const of = (keyword: Check["keyword"]) => limits.find((each) => each.keyword === keyword)?.limit;
  const step = of("multipleOf") ?? 1;
  const from =
    of("minimum") ?? of("exclusiveMinimum") ?? of("maximum") ?? of("exclusiveMaximum") ?? step;
  yield* [
    1,
    from,
    from + 1,
    from - 1,
    Math.ceil(from / step) * step,
    (Math.floor(from / step) + 1) * step,
    from + 0.5,
    from - 0.5,
    0,
  ];
}

function* texts(checks: readonly Check[]): Generator<string> {
  for (const each of checks) {
    if (each.keyword === "format") {
      yield formatSamples[each.camel] ?? "";
    }
  }
  const min = checks.find((each) => each.keyword === "minLength")?.limit ?? 0;
  const texts = ["text", ...patternSamples];
  yield* texts;
  yield* texts.map((text) => text.padEnd(Math.min(min, 10_000), text.at(-1)));
  yield "";
}

function arrayOf(checks: readonly Check[], named: Named, depth: number): Json | undefined {
  const prefix = checks.find((each) => each.keyword === "prefixItems")?.items ?? [];
  const rest = checks.find((each) => each.keyword === "items");
  const min = checks.find((each) => each.keyword === "minItems")?.limit ?? 0;
  const items = prefix.map((item) => make(item.schema, named, depth + 1));
  while (items.length < Math.min(min, 100)) {
    items.push(rest === undefined ? "text" : make(rest.schema, named, depth + 1));
  }
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** An object with what is required and nothing more, so that recursion ends. */
function objectOf(checks: readonly Check[], named: Named, depth: number): Json | undefined {
  const made: Record<string, Json> = {};
  for (const each of checks) {
    const needed =
      each.keyword === "properties"
        ? each.properties.filter((property) => property.isRequired)
        : [];
    for (const { wire, schema } of needed) {
      const value = make(schema, named, depth + 1);
      if (value === undefined) {
        return undefined;
      }
      Object.defineProperty(made, wire, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    if (each.keyword === "required") {
      made[each.wire] = additional(checks, named, depth);
    }
  }
  const min = checks.find((each) => each.keyword === "minProperties")?.limit ?? 0;
  for (let index = 1; Object.keys(made).length < Math.min(min, 20); index += 1) {
    made[`key${index}`] = additional(checks, named, depth);
  }
  return made;
}

function additional(checks: readonly Check[], named: Named, depth: number): Json {
  const rest = checks.find((each) => each.keyword === "additionalProperties");
  return (rest === undefined ? undefined : make(rest.schema, named, depth + 1)) ?? "text";
}
