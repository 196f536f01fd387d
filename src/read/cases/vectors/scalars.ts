import type { Regex } from "../../../api/check.ts";
import type { Json } from "../../../api/json.ts";
import type { Check } from "../../../api/schema.ts";
import type { CheckOf, Keyword } from "../../../api/keywords.ts";
import { flatChecks } from "../samples/flat.ts";
import { formatNumbers, formatTexts } from "../samples/formats.ts";
import { next, numbersFor, product, rangeOf } from "../samples/numbers.ts";
import { repeated, textsFor, textsOfLength } from "../samples/texts.ts";
import { wordsOf } from "../samples/words.ts";
import type { At, Tries } from "./at.ts";
import type { TriedPlace } from "./places.ts";

/** Texts longer than this are not sent: API Gateway takes 10 MB, and a suite should stay quick. */
const longest = 200_000;

/** A character that is two code units, so that lengths in code units are noticed. */
const wide = "😀";

const lengths: Tries<"minLength" | "maxLength"> = {
  minLength: (rule, place, { schema, tried }) => {
    const { limit, keyword } = rule;
    const flat = flatChecks(schema, tried.named);
    const of = (length: number) => lengthsFor(flat, length);
    tried.accept(place, of(limit), 2);
    if (limit > 0) {
      tried.refuse(place, of(limit - 1), { rule, keyword });
    }
  },
  maxLength: (rule, place, { schema, tried }) => {
    const { limit, keyword } = rule;
    const flat = flatChecks(schema, tried.named);
    const of = (length: number) => lengthsFor(flat, length);
    tried.accept(place, of(limit), 2);
    tried.refuse(place, of(limit + 1), { rule, keyword });
  },
};

/** Texts of so many characters, the first of them twice as many code units long; none where that is too long. */
function* lengthsFor(checks: readonly Check[], length: number): Generator<string> {
  if (length >= 0 && length <= longest) {
    yield repeated(wide, length);
    yield* textsOfLength(checks, length);
  }
}

const texts: Tries<"pattern" | "format" | "enum"> = {
  pattern: (rule, place, { schema, tried, hint }) => {
    const { regex, keyword } = rule;
    const flat = flatChecks(schema, tried.named);
    const longer = longestWord(regex);
    tried.accept(place, [...longer, ...textsFor(flat, hint)], 4);
    const value = tried.valueAt(place);
    const words = [...longer, ...(typeof value === "string" ? [value] : [])];
    tried.refuse(place, [...words.flatMap(spoilt), "", " ", "\u0000 \n", "!"], {
      rule,
      keyword,
      most: 5,
    });
  },
  format: (rule, place, { schema, tried }) => {
    const { right = [], wrong = [] } = formatTexts[rule.camel] ?? {};
    const flat = flatChecks(schema, tried.named);
    const texts = rule.camel === "byte" ? [...textsFor(flat, "")] : right;
    tried.accept(place, texts, 4);
    tried.refuse(place, [...wrong, "not a format \u0000"], { rule, keyword: "format", most: 7 });
  },
  enum: (rule, place, { schema, tried }) => {
    const { scalars, others, keyword } = rule;
    const members = [...scalars, ...others];
    const isAlone = schema.groups.every(({ checks }) => checks.every((each) => each === rule));
    members.forEach((member) => tried.accept(place, [member]));
    if (!isAlone || members.length > 0) {
      tried.refuse(place, strangers(members), { rule, keyword });
    }
  },
};

/** The longest word of an expression that counts characters, where that is not long. */
function longestWord(regex: Regex): string[] {
  if (!/\{\d/.test(regex.source)) {
    return [];
  }
  const { ofLength } = wordsOf(regex);
  const lengths = Array.from({ length: 81 }, (_, at) => at).filter(
    (length) => ofLength(length) !== undefined,
  );
  const [least, most] = [lengths[0], lengths.at(-1)];
  const bounds = most === 80 ? [least] : [least, most];
  return bounds.flatMap((length) => (length === undefined ? [] : [ofLength(length) ?? ""]));
}

/** Texts that are nearly one: longer, shorter, with another letter at each end and in the middle. */
function spoilt(text: string): string[] {
  const last = text.slice(-1);
  const middle = Math.floor(text.length / 2);
  return [
    text + last,
    text.slice(0, 1) + text,
    text.slice(0, -1),
    text.slice(1),
    `${text} `,
    ` ${text}`,
    `!${text.slice(1)}`,
    `${text.slice(0, middle)}!${text.slice(middle + 1)}`,
    text.toUpperCase(),
    text.toLowerCase(),
    `${text}\n`,
  ].filter((each) => each !== text);
}

/** Values that are nearly one of a list. */
function strangers(members: readonly Json[]): Json[] {
  const texts = members.filter((member) => typeof member === "string");
  const numbers = members.filter((member) => typeof member === "number");
  const known = new Set(members.map((member) => JSON.stringify(member)));
  return [
    ...texts.flatMap((text) => [`${text}_`, text.toUpperCase(), text.toLowerCase()]),
    ...numbers.flatMap((number) => [number + 1, number - 1, number + 0.5]),
    "a stranger",
    -1,
    7,
    true,
    false,
    null,
    ["a stranger"],
    { stranger: true },
  ].filter((value) => !known.has(JSON.stringify(value)));
}

/** Numbers beyond a limit: the nearest one, a multiple of the step, and whole ones. */
function beyond(limit: number, step: number, direction: 1 | -1): number[] {
  return [
    next(limit, direction),
    product(Math.round(limit / step) + direction, step),
    limit + direction,
    limit + direction * 0.5,
    product(Math.round(limit / step) + 2 * direction, step),
  ];
}

type Limits = "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum";

/** At a limit is inside where it is not excluded. */
function limitOf(direction: 1 | -1, isExcluded: boolean) {
  return (rule: CheckOf<Limits>, place: TriedPlace, { schema, tried }: At): void => {
    const { limit, keyword } = rule;
    const { step } = rangeOf(flatChecks(schema, tried.named));
    const outside = beyond(limit, step, direction);
    const within = beyond(limit, step, direction === 1 ? -1 : 1);
    tried.accept(place, isExcluded ? within : [limit, ...within], 2);
    tried.refuse(place, isExcluded ? [limit, ...outside] : outside, { rule, keyword });
  };
}

const numbers: Tries<Limits | "multipleOf" | "numericFormat"> = {
  minimum: limitOf(-1, false),
  maximum: limitOf(1, false),
  exclusiveMinimum: limitOf(-1, true),
  exclusiveMaximum: limitOf(1, true),
  multipleOf: (rule, place, { schema, tried }) => {
    const { limit, keyword } = rule;
    const flat = flatChecks(schema, tried.named);
    tried.accept(place, numbersFor(flat), 3);
    const value = Number(tried.valueAt(place));
    const broken = [
      value + limit / 2,
      value + 1,
      value - 1,
      value - limit / 2,
      value + 0.5,
      value + limit / 10,
    ];
    tried.refuse(place, broken, { rule, keyword });
  },
  numericFormat: (rule, place, { tried }) => {
    const { right = [], wrong = [] } = formatNumbers[rule.camel] ?? {};
    tried.accept(place, right);
    tried.refuse(place, wrong, { rule, keyword: "format", most: 3 });
  },
};

export const scalars = { ...lengths, ...texts, ...numbers } satisfies Partial<
  Record<Keyword, unknown>
>;
