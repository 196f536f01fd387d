import { createRequire } from "node:module";
import type { NFA, ReadonlyNFA } from "refa";
import type { Regex } from "../../../api/check.ts";

/** States of an automaton, and steps of a search, beyond which nothing is said. */
const mostStates = 3_000;
const mostSteps = 200_000;

/** Words of a regular expression, found by walking its automaton. */
export type Words = {
  /** The shortest words, and words that take every turn that the automaton has, up to a number. */
  readonly some: readonly string[];
  /** A word of a number of characters; undefined where there is none, or finding it takes too long. */
  readonly ofLength: (length: number) => string | undefined;
};

const none: Words = { some: [], ofLength: () => undefined };
const known = new Map<string, Words>();

/**
 * Finds texts that an expression matches anywhere in a text. Assertions about what follows are taken as met: the
 * caller tests each word.
 */
export function wordsOf({ source, flags }: Regex): Words {
  const key = `${flags} ${source}`;
  const found = known.get(key) ?? searched(source, flags);
  known.set(key, found);
  return found;
}

function searched(source: string, flags: string): Words {
  // Loading takes as long as reading a small document, most of which need no words.
  const refa = createRequire(import.meta.url)("refa") as typeof import("refa");
  try {
    const parser = refa.JS.Parser.fromLiteral({ source, flags });
    const { expression, maxCharacter } = parser.parse({
      assertions: "ignore",
      backreferences: "disable",
      maxNodes: 10_000,
    } as never);
    const nfa = refa.NFA.fromRegex(
      expression,
      { maxCharacter },
      { assertions: "disable" } as never,
      new refa.NFA.LimitedNodeFactory(mostStates),
    );
    const graph = graphOf(nfa);
    return { some: shortest(graph), ofLength: remembered((length) => exactly(graph, length)) };
  } catch {
    return none;
  }
}

/** A pattern is asked again wherever it is used. */
function remembered<Answer>(ask: (length: number) => Answer): (length: number) => Answer {
  const answers = new Map<number, Answer>();
  return (length) => {
    const answer = answers.has(length) ? (answers.get(length) as Answer) : ask(length);
    answers.set(length, answer);
    return answer;
  };
}

/** An automaton as lists: from each state, the characters that lead on. */
type Graph = {
  readonly edges: readonly (readonly { readonly text: string; readonly to: number }[])[];
  readonly finals: ReadonlySet<number>;
};

function graphOf(nfa: ReadonlyNFA): Graph {
  const ids = new Map<object, number>();
  const edges: { text: string; to: number }[][] = [];
  const waiting = [nfa.initial];
  const idOf = (node: NFA.ReadonlyNode): number => {
    const id = ids.get(node) ?? ids.size;
    if (!ids.has(node)) {
      ids.set(node, id);
      edges[id] = [];
      waiting.push(node);
    }
    return id;
  };
  idOf(nfa.initial);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const from = idOf(node);
    if ((edges[from]?.length ?? 0) === 0) {
      node.out.forEach((characters, to) => {
        const target = idOf(to);
        edges[from]?.push(...friendly(characters).map((text) => ({ text, to: target })));
      });
    }
  }
  const finals = new Set([...nfa.finals].flatMap((node) => ids.get(node) ?? []));
  return { edges, finals };
}

type Characters = Parameters<Parameters<NFA.ReadonlyNode["out"]["forEach"]>[0]>[0];

/** Characters of a set, those that people write first: one of each kind, and the ends of the set. */
function friendly(characters: Characters): string[] {
  const kinds = ["a", "A", "1", "0", "z", "é", "-", "_", ".", "/", "@", " "];
  const found = kinds.filter((text) => characters.has(text.codePointAt(0) ?? 0)).slice(0, 3);
  const edges = characters.ranges
    .flatMap(({ min, max }) => [min, max])
    .filter((code) => code > 32 && code < 0xd800);
  const more = found.length > 0 ? [] : edges.slice(0, 2).map((code) => String.fromCodePoint(code));
  const last = characters.ranges[0]?.min;
  return found.length + more.length > 0 || last === undefined
    ? [...found, ...more]
    : [String.fromCodePoint(last)];
}

/** Words in the order of their lengths. */
function shortest({ edges, finals }: Graph): string[] {
  const words: string[] = [];
  const seen = new Map<number, number>();
  let level: { readonly at: number; readonly text: string }[] = [{ at: 0, text: "" }];
  for (let steps = 0; level.length > 0 && words.length < 12 && steps < mostSteps;) {
    const following: { at: number; text: string }[] = [];
    for (const { at, text } of level) {
      if (finals.has(at)) {
        words.push(text);
      }
      for (const edge of edges[at] ?? []) {
        steps += 1;
        // Each state is left a few times, so that several words are found, and a large automaton ends.
        const count = (seen.get(edge.to) ?? 0) + 1;
        seen.set(edge.to, count);
        if (count <= 12) {
          following.push({ at: edge.to, text: text + edge.text });
        }
      }
    }
    level = following;
  }
  return words.slice(0, 12);
}

/** A word of exactly so many characters: states that can still reach the end in time are followed. */
function exactly({ edges, finals }: Graph, length: number): string | undefined {
  if (length * edges.length > mostSteps) {
    return undefined;
  }
  // For each number of characters left, the states from which the end is reached with so many.
  const reaching: Set<number>[] = [new Set(finals)];
  for (let left = 1; left <= length; left += 1) {
    const before = reaching[left - 1] as Set<number>;
    reaching[left] = new Set(
      edges.flatMap((out, at) => (out.some(({ to }) => before.has(to)) ? [at] : [])),
    );
  }
  let [at, word] = [0, ""];
  for (let left = length; left > 0; left -= 1) {
    const ways = (edges[at] ?? []).filter(({ to }) => reaching[left - 1]?.has(to) === true);
    const way = ways[word.length % Math.max(1, ways.length)];
    if (!(reaching[left]?.has(at) === true) || way === undefined) {
      return undefined;
    }
    word += way.text;
    at = way.to;
  }
  return finals.has(at) ? word : undefined;
}
