import transliterate from "@sindresorhus/transliterate";
import { createHash } from "node:crypto";
import type { Name } from "../api/name.ts";

/** Longest identifier made: leaves room for suffixes within the 64 characters of a function's name on AWS. */
const longest = 48;

/** Words that cannot name a function in an ES module (ECMA-262 §12.7.2), and what generated files use. */
const reserved = new Set(
  (
    "arguments as async await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function get handler if implements import in instanceof interface let new null of " +
    "package private protected public return set static super switch this throw true try type typeof undefined var " +
    "void while with yield check http operation decode then constructor prototype notImplemented contract answers"
  ).split(" "),
);

/** Names of the functions that go with a schema: an operation may not take them. */
const taken = /^(is|settle|covers|coversOwn|errorsOf)[A-Z]|^(is|settle|covers|coversOwn|errors)\d/;

/** Something that wants a name. `identity` never changes with order: method and path, or a pointer. */
export type WantedName<Identity extends string = string> = {
  readonly identity: Identity;
  /** What a suffix is made from, where it is not the identity. */
  readonly seed?: string;
  readonly wire: string;
  /** True for a name that is made from another: it gives way to one that the document says itself. */
  readonly isDerived?: boolean;
  readonly fallback: string;
};

/**
 * Makes names from the document's words. This is the only place where untrusted text becomes an
 * identifier or part of a file's name.
 *
 * Two wishes for one name are settled by identity: the one that is written just so keeps it, else
 * the first by identity; the others get a suffix made from their own identity, so that neither the
 * order of the document nor a third clash renames anything.
 *
 * @param role `function` avoids reserved words; `type` needs no such care
 * @returns a name for each identity
 */
export function makeNames<Identity extends string>(
  wanted: readonly WantedName<Identity>[],
  role: "function" | "type",
): Map<Identity, Name> {
  const byFolded = new Map<string, WantedName<Identity>[]>();
  for (const each of wanted) {
    const folded = spell(each, role).pascal.toLowerCase();
    byFolded.set(folded, [...(byFolded.get(folded) ?? []), each]);
  }
  const names = new Map<Identity, Name>();
  for (const rivals of byFolded.values()) {
    for (const [index, each] of rank(rivals, role).entries()) {
      names.set(
        each.identity,
        index === 0 ? spell(each, role) : suffixed(spell(each, role), seedOf(each)),
      );
    }
  }
  return names;
}

function seedOf({ seed, identity }: WantedName): string {
  return seed ?? identity;
}

function rank<Each extends WantedName>(rivals: readonly Each[], role: "function" | "type"): Each[] {
  const isExact = (each: Each) => {
    const name = spell(each, role);
    return each.wire === (role === "function" ? name.camel : name.pascal);
  };
  return [...rivals].sort(
    (a, b) =>
      Number(a.isDerived ?? false) - Number(b.isDerived ?? false) ||
      Number(isExact(b)) - Number(isExact(a)) ||
      (seedOf(a) < seedOf(b) ? -1 : 1),
  );
}

/** One name on its own, without regard to others. */
export function spell(wanted: WantedName, role: "function" | "type"): Name {
  const own = wordsOf(wanted.wire);
  const words = own.length > 0 ? own : wordsOf(wanted.fallback);
  const type = shorten(joinPascal(words), seedOf(wanted));
  const camel = lowered(type, words[0] ?? "");
  // A type is called as the document says it; what belongs to a function, as the function.
  const pascal = role === "function" ? camel.charAt(0).toUpperCase() + camel.slice(1) : type;
  if (role === "function" && (reserved.has(camel) || taken.test(camel))) {
    return { wire: wanted.wire, camel: `${camel}Operation`, pascal: `${pascal}Operation` };
  }
  return { wire: wanted.wire, camel, pascal };
}

/** Text as PascalCase; `""` where nothing of it can stand in an identifier. */
export function pascalOf(text: string): string {
  return joinPascal(wordsOf(text));
}

/** A name with its first word in lower case: an initialism is one word (`HTTPServer`, `httpServer`). */
function lowered(name: string, first: string): string {
  const length = /^[A-Z]{2,}s?$/.test(first) ? first.length : 1;
  return name.slice(0, length).toLowerCase() + name.slice(length);
}

/**
 * Splits at everything but letters and digits, and where the case changes. Letters of other scripts and with marks are
 * written in ASCII, as their languages do (`größe`, `groesse`): names become identifiers, files and logical ids.
 */
function wordsOf(text: string): string[] {
  const composed = text
    .normalize("NFC")
    .replaceAll(/Æ(?=\p{Ll})/gu, "Ae")
    .replaceAll(/Œ(?=\p{Ll})/gu, "Oe");
  const ascii = transliterate(composed).normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return ascii.match(/[A-Z]{2,}s(?![A-Za-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+/g) ?? [];
}

function joinPascal(words: readonly string[]): string {
  const joined = words.map((word) => (word[0] ?? "").toUpperCase() + word.slice(1)).join("");
  return /^\d/.test(joined) ? `N${joined}` : joined;
}

function shorten(text: string, identity: string): string {
  return text.length <= longest ? text : text.slice(0, longest - 8) + digest(identity);
}

function suffixed(name: Name, identity: string): Name {
  const suffix = digest(identity);
  return { wire: name.wire, camel: name.camel + suffix, pascal: name.pascal + suffix };
}

/** Eight letters and digits that depend on the identity alone. */
function digest(identity: string): string {
  return `X${createHash("sha256").update(identity).digest("hex").slice(0, 7)}`;
}
