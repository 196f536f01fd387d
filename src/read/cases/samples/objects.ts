import type { Json } from "../../../api/json.ts";
import type { Check, Property, Schema } from "../../../api/schema.ts";
import { accepts, decided } from "../judge/judge.ts";
import { matches } from "../judge/patience.ts";
import type { Making } from "./making.ts";
import { textsFor } from "./texts.ts";
import { wordsOf } from "./words.ts";

/**
 * Objects to try: what is required and nothing more, so that recursion ends.
 *
 * @param also names of properties that are wanted beside those that are required
 */
export function* objectsFor(
  checks: readonly Check[],
  making: Making,
  also: readonly string[],
): Generator<Json> {
  const inner = { ...making, depth: making.depth + 1 };
  const names = [...neededNames(checks, also)];
  const made: [string, Json][] = [];
  for (const name of names) {
    const value = memberOf(checks, inner, name);
    if (value === undefined) {
      return;
    }
    made.push([name, value]);
  }
  const least = checks.reduce(
    (most, each) => (each.keyword === "minProperties" ? Math.max(most, each.limit) : most),
    0,
  );
  const others = otherNames(checks, making, least + 2).filter((name) => !names.includes(name));
  while (made.length < Math.min(least, 200) && others.length > 0) {
    const name = others.shift() ?? "";
    const value = memberOf(checks, inner, name);
    if (value !== undefined) {
      made.push([name, value]);
    }
  }
  yield Object.fromEntries(made);
}

/** What is required, and what depends on what is there. */
function neededNames(checks: readonly Check[], also: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const each of checks) {
    if (each.keyword === "properties") {
      each.properties.filter(isNeeded).forEach(({ wire }) => names.add(wire));
    } else if (each.keyword === "required") {
      names.add(each.wire);
    }
  }
  also.forEach((name) => names.add(name));
  for (let before = -1; before < names.size;) {
    before = names.size;
    for (const each of checks) {
      if (each.keyword === "dependentRequired" && names.has(each.wire)) {
        each.names.forEach(({ wire }) => names.add(wire));
      }
    }
  }
  return names;
}

function isNeeded({ isRequired, presence }: Property): boolean {
  return isRequired && presence !== "removed";
}

/** A value for a name: what each check that is about it accepts. */
export function memberOf(checks: readonly Check[], making: Making, name: string): Json | undefined {
  const schemas = schemasOf(checks, name);
  const [first] = schemas;
  if (first === undefined) {
    return "text";
  }
  const isFine = (value: Json) => schemas.every((schema) => accepts(schema, value, making.named));
  const value = making.make(first, { ...making, hint: name });
  if (value !== undefined && (schemas.length === 1 || isFine(value))) {
    return value;
  }
  return schemas
    .flatMap((schema) => making.several(schema, { ...making, hint: name }, 8))
    .find(isFine);
}

/** The schemas that a property of a name must keep to. */
export function schemasOf(checks: readonly Check[], name: string): readonly Schema[] {
  const found = checks.flatMap((each): readonly Schema[] => {
    switch (each.keyword) {
      case "properties":
        return each.properties.filter(({ wire }) => wire === name).map(({ schema }) => schema);
      case "patternProperties":
        return isMatch(each.regex, name) ? [each.schema] : [];
      case "additionalProperties":
        return each.known.includes(name) || each.patterns.some((regex) => isMatch(regex, name))
          ? []
          : [each.schema];
      default:
        return [];
    }
  });
  const rest = checks.find(({ keyword }) => keyword === "unevaluatedProperties");
  return found.length === 0 && rest?.keyword === "unevaluatedProperties" ? [rest.schema] : found;
}

function isMatch(regex: Parameters<typeof matches>[0], name: string): boolean {
  return decided(() => matches(regex, name), false);
}

/** Names that properties may have beside the required ones: declared ones first, then new ones that are allowed. */
export function otherNames(checks: readonly Check[], making: Making, count: number): string[] {
  const declared = checks.flatMap((each) =>
    each.keyword === "properties"
      ? each.properties.filter(({ presence }) => presence !== "removed").map(({ wire }) => wire)
      : [],
  );
  return [...new Set([...declared, ...newNames(checks, making, count)])];
}

/** Names that are not declared, and that patterns and `propertyNames` allow. */
export function newNames(checks: readonly Check[], making: Making, count: number): string[] {
  const rules = checks.flatMap((each) => (each.keyword === "propertyNames" ? [each.schema] : []));
  const patterned = checks.flatMap((each) =>
    each.keyword === "patternProperties" ? namesFor(each.regex) : [],
  );
  const allowed = rules.flatMap((schema) =>
    making
      .several(schema, { ...making, hint: "" }, count)
      .filter((name) => typeof name === "string"),
  );
  const plain = Array.from({ length: count }, (_, at) => `key${at + 1}`);
  const isAllowed = (name: string) => rules.every((schema) => accepts(schema, name, making.named));
  const isDeclared = (name: string) =>
    checks.some(
      (each) =>
        each.keyword === "properties" && each.properties.some((property) => property.wire === name),
    );
  return [...new Set([...allowed, ...patterned, ...plain])]
    .filter((name) => isAllowed(name) && !isDeclared(name))
    .slice(0, count);
}

/** Names that a pattern matches. */
export function namesFor(regex: Parameters<typeof matches>[0]): string[] {
  const isFine = (text: string) => isMatch(regex, text);
  const usual = [...textsFor([], "")].filter((text) => text !== "" && isFine(text)).slice(0, 3);
  return usual.length > 0
    ? usual
    : wordsOf(regex)
        .some.filter((word) => word !== "" && isFine(word))
        .slice(0, 3);
}
