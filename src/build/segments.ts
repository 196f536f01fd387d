/** A segment of a path template: its variables, and an expression that takes a value of it apart. */
export type Segment = {
  readonly text: string;
  readonly names: readonly string[];
  readonly source: string;
};

/** Reads one segment of a path template (OpenAPI 3.1 §4.8.8): `{id}.json`, `{from}-{to}`, `users`. */
export function segmentOf(text: string): Segment {
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const literals = text
    .split(/\{[^{}]*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return { text, names, source: `^${literals.join("(.+?)")}$` };
}

/** The segments of a path template; a trailing slash adds none. */
export function segmentsOf(path: string): Segment[] {
  return path
    .split("/")
    .filter((part) => part !== "")
    .map(segmentOf);
}
