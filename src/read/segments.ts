/** A segment of a path template: its variables, and an expression that takes a value of it apart. */
export type Segment = {
  readonly text: string;
  readonly names: readonly string[];
  readonly source: string;
  /** True for a variable that takes the rest of the path (API Gateway: `{proxy+}`). */
  readonly isGreedy: boolean;
};

/** What a variable is called: `path` of `{path+}`, which API Gateway writes so where it takes the rest of the path. */
export function variableOf(written: string): string {
  return written.replace(/\+$/, "");
}

/** The variables of a path template or of a part of it, in order. */
export function variablesOf(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => variableOf(name));
}

/** Reads one segment of a path template (OpenAPI 3.1 §4.8.8): `{id}.json`, `{from}-{to}`, `users`. */
export function segmentOf(text: string): Segment {
  const names = variablesOf(text);
  const isGreedy = /^\{[^{}]+\+\}$/.test(text);
  const [first = "", ...literals] = text
    .split(/\{[^{}]*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  const parts = literals.map((literal, index) => valueBefore(literal, index, literals) + literal);
  return { text, names, source: `^${first}${parts.join("")}$`, isGreedy };
}

/**
 * A value ends where what follows it stands for the first time, so that an expression never tries again: with
 * values as short as they can be, an attempt that fails takes as long as the text to the power of the variables.
 */
function valueBefore(literal: string, index: number, literals: readonly string[]): string {
  const isLast = index === literals.length - 1;
  return isLast ? "(.+?)" : literal === "" ? "(.)" : `(.(?:(?!${literal}).)*)`;
}

/** What of a path template a request's path can be: a query and a fragment are no part of it (RFC 3986 §3.3). */
export function pathnameOf(template: string): string {
  return /^[^?#]*/.exec(template)?.[0] ?? template;
}

/** The names under which the query of a path template holds variables, by variable: `key` of `?key={apiKey}`. */
export function queryNamesOf(template: string): ReadonlyMap<string, string> {
  const [, query = ""] = /\?([^#]*)/.exec(template) ?? [];
  const found = query.matchAll(/(?:^|&)([^=&]+)=\{([^{}]*)\}/g);
  return new Map([...found].map(([, key = "", name = ""]) => [name, key]));
}

/** The segments of a path template; a trailing slash adds none. */
export function segmentsOf(path: string): Segment[] {
  return path
    .split("/")
    .filter((part) => part !== "")
    .map(segmentOf);
}
