import type { Regex } from "../../../api/check.ts";
import type { Check } from "../../../api/schema.ts";
import { formatTexts } from "./formats.ts";
import { wordsOf } from "./words.ts";

/** Texts of kinds that patterns are often written for: what one of them meets needs no search. */
const usual = [
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

/** What people would write under a name, where nothing else is asked for. */
const byName: readonly (readonly [name: RegExp, text: string])[] = [
  [/e-?mail/i, "ada@example.com"],
  [/first_?name|given_?name/i, "Ada"],
  [/(last|family)_?name|surname/i, "Lovelace"],
  [/phone|mobile/i, "+15551234567"],
  [/ur[li]$|website|link/i, "https://example.com/a"],
  [/country/i, "GB"],
  [/currency/i, "EUR"],
  [/city|town/i, "London"],
  [/lang(uage)?$|locale/i, "en"],
  [/zone/i, "Europe/London"],
  [/(title|label|subject)$/i, "A title"],
  [/description|summary|comment|note|message/i, "A few words."],
  [/^name$|_name$|Name$/, "Ada Lovelace"],
  [/_?(id|key|token|code)$/i, "a1"],
];

/** The texts that a name stands for; not all of them keep to the checks. */
function namedTexts(hint: string): string[] {
  return byName.flatMap(([name, text]) => (name.test(hint) ? [text] : []));
}

/** What the checks leave of lengths, in characters. */
export function lengthsOf(checks: readonly Check[]): {
  readonly least: number;
  readonly most: number;
} {
  let [least, most] = [0, Infinity];
  for (const each of checks) {
    if (each.keyword === "minLength") {
      least = Math.max(least, each.limit);
    } else if (each.keyword === "maxLength") {
      most = Math.min(most, each.limit);
    }
  }
  return { least, most };
}

/** Texts to try; not all of them keep to the checks. @param hint the name that the text stands under, or "" */
export function* textsFor(checks: readonly Check[], hint: string): Generator<string> {
  const { least, most } = lengthsOf(checks);
  for (const each of checks) {
    if (each.keyword === "format") {
      yield* formatTexts[each.camel]?.right ?? [];
    }
  }
  const texts = [...namedTexts(hint), "text", ...usual];
  yield* texts;
  const bounded = [least, Math.min(most, 40)].filter((length) => length > 0 && length <= 20_000);
  for (const length of bounded) {
    yield* textsOfLength(checks, length);
  }
  for (const each of checks) {
    if (each.keyword === "pattern") {
      yield* wordsOf(each.regex).some;
    }
  }
  yield "";
}

/** Fillers of a length that is asked for: letters, and what a rule for passwords asks for. */
const fillers = ["a", "1", "A", "Aa1!", "a-", "1.", "a b "];

/** Texts of exactly so many characters, which may keep to a format or a pattern, too. */
export function* textsOfLength(checks: readonly Check[], length: number): Generator<string> {
  for (const filler of fillers) {
    yield repeated(filler, length);
  }
  for (const each of checks) {
    if (each.keyword === "format") {
      yield* (formatTexts[each.camel]?.right ?? []).flatMap((text) => stretched(text, length));
    } else if (each.keyword === "pattern") {
      yield* wordOfLength(each.regex, length);
    }
  }
}

function wordOfLength(regex: Regex, length: number): string[] {
  const word = wordsOf(regex).ofLength(length);
  return word === undefined ? [] : [word];
}

/** A text with its first, or its last, letter or digit repeated until it is as long. */
function stretched(text: string, length: number): string[] {
  const missing = length - text.length;
  const first = text.search(/[a-z0-9]/i);
  const last =
    text.length -
    1 -
    [...text]
      .reverse()
      .join("")
      .search(/[a-z0-9]/i);
  return missing < 0
    ? []
    : [last, first].map(
        (at) => text.slice(0, at) + (text[at] ?? "a").repeat(missing) + text.slice(at),
      );
}

/** A text of exactly so many characters. */
export function repeated(filler: string, length: number): string {
  const characters = [...filler];
  const whole = filler.repeat(Math.floor(length / characters.length));
  return whole + characters.slice(0, length % characters.length).join("");
}
