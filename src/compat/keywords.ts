import { change, sides, type ContractChange } from "./finding.ts";
import { isLower, type Flat } from "./flat.ts";
import type { Kinds } from "./kinds.ts";

/** Compares the keywords of a schema that hold the value itself. */
export function keywordChanges(
  before: Flat,
  after: Flat,
  kinds: Kinds,
  isSame: (text: string) => boolean,
): ContractChange[] {
  return [
    ...typeChanges(before, after, kinds),
    ...enumChanges(before, after, kinds),
    ...limitChanges(before, after, kinds),
    ...wordChanges("pattern", before.patterns, after.patterns, kinds),
    ...wordChanges("format", before.formats, after.formats, kinds),
    ...ruleChanges(before, after, kinds, isSame),
    ...opennessChanges(before, after, kinds),
  ];
}

/** Without `type`, every type is accepted. */
function typeChanges(before: Flat, after: Flat, kinds: Kinds): ContractChange[] {
  const [was, is] = [typesOf(before), typesOf(after)];
  const isNarrower = was.some((type) => !accepts(is, type));
  const isWider = is.some((type) => !accepts(was, type));
  if (!isNarrower && !isWider) {
    return [];
  }
  const name = isNarrower ? (isWider ? "type-changed" : "type-narrowed") : "type-widened";
  return [change(kinds(name), "", typesText(was), typesText(is))];
}

/** Without `type`, the types are those of the values that are listed, else all. */
export function typesOf({ types, enum: values }: Flat): readonly string[] {
  return types ?? (values === null ? every : [...new Set(values.map(typeOfText))].sort());
}

function typeOfText(text: string): string {
  const value: unknown = JSON.parse(text);
  return value === null
    ? "null"
    : Array.isArray(value)
      ? "array"
      : Number.isInteger(value)
        ? "integer"
        : typeof value;
}

const every = ["array", "boolean", "null", "number", "object", "string"];

function accepts(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function typesText(types: readonly string[]): string {
  return types === every ? "any type" : types.length === 0 ? "nothing" : types.join(" or ");
}

function enumChanges(before: Flat, after: Flat, kinds: Kinds): ContractChange[] {
  const [was, is] = [before.enum, after.enum];
  if (was === null || is === null) {
    return was === is
      ? []
      : was === null
        ? [change(kinds("enum-added"), "", "", (is ?? []).join(", "))]
        : [change(kinds("enum-dropped"), "", was.join(", "))];
  }
  return [
    ...was
      .filter((value) => !is.includes(value))
      .map((value) => change(kinds("value-removed"), "", value)),
    ...is
      .filter((value) => !was.includes(value))
      .map((value) => change(kinds("value-added"), "", "", value)),
  ];
}

function limitChanges(before: Flat, after: Flat, kinds: Kinds): ContractChange[] {
  const keywords = [
    ...new Set([...Object.keys(before.limits), ...Object.keys(after.limits)]),
  ].sort();
  return keywords.flatMap((keyword) => {
    const [was, is] = [before.limits[keyword], after.limits[keyword]];
    if (was === is) {
      return [];
    }
    const isTighter = was === undefined || (is !== undefined && is > was === isLower(keyword));
    const text = (limit: number | undefined) =>
      limit === undefined ? `no ${keyword}` : `${keyword} ${limit}`;
    return [
      change(kinds(isTighter ? "limit-tightened" : "limit-loosened"), "", text(was), text(is)),
    ];
  });
}

function wordChanges(
  what: "pattern" | "format",
  before: readonly string[],
  after: readonly string[],
  kinds: Kinds,
): ContractChange[] {
  const gone = before.filter((word) => !after.includes(word));
  const added = after.filter((word) => !before.includes(word));
  if (gone.length > 0 && added.length > 0) {
    return [change(kinds(`${what}-changed`), "", gone.join(", "), added.join(", "))];
  }
  return [
    ...gone.map((word) => change(kinds(`${what}-dropped`), "", word)),
    ...added.map((word) => change(kinds(`${what}-added`), "", "", word)),
  ];
}

/** A rule that says the same may lead to a schema that does not. */
function ruleChanges(
  before: Flat,
  after: Flat,
  kinds: Kinds,
  isSame: (text: string) => boolean,
): ContractChange[] {
  const { gone, added, kept } = sides(before.rules, after.rules);
  return [
    ...gone.map(([keyword]) => change(kinds("rule-dropped"), "", keyword)),
    ...added.map(([keyword]) => change(kinds("rule-added"), "", "", keyword)),
    ...kept
      .filter(([, was, is]) => was.join() !== is.join() || !is.every(isSame))
      .map(([keyword]) => change(kinds("rule-changed"), "", keyword, keyword)),
  ];
}

function opennessChanges(before: Flat, after: Flat, kinds: Kinds): ContractChange[] {
  return before.isClosed === after.isClosed
    ? []
    : [change(kinds(after.isClosed ? "closed" : "opened"), "")];
}
